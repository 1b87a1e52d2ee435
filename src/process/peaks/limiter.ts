// Limiter: holds the true peak under a ceiling, heard as little as possible: look-ahead, slow gain, short dips, a second look.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { DelayedGain } from '../control/delayed-gain.ts';
import { BandEase } from './band-ease.ts';
import { ClipLane } from './clip-lane.ts';
import { GainDips } from './gain-dips.ts';
import { GainPath } from './gain-path.ts';
import { GainTrace } from '../control/gain-trace.ts';
import type { ParamRecord } from '../params.ts';
import { CHARACTERS, clipCurveOf } from './limiter-character.ts';
import { CloseLook, FirstLook, type PeakLook } from './peak-look.ts';
import { linkPeaks } from './peak-link.ts';
import type { Processor, ProcessorKind } from '../processor.ts';

/** Half width of the short dips. */
const DIP_MS = 0.5;
/** Rate of the clip stage. */
const CLIP_FACTOR = 4;
/** Half width of the dips of the second look. */
const MEND_MS = 0.8;
/** Frames worked on at a time; longer blocks are looked at in pieces of this length. */
const CHUNK_FRAMES = 1024;

export const LIMITER: ProcessorKind = {
  id: 'limiter',
  title: 'True-peak limiter',
  params: {
    ceilingDbtp: {
      type: 'number',
      unit: 'dBTP',
      min: -24,
      max: 0,
      default: -1,
      caption: 'highest level of the wave, between the samples too',
    },
    lookAheadMs: {
      type: 'number',
      unit: 'ms',
      min: 2,
      max: 60,
      default: 24,
      caption: 'how far ahead the gain starts to move: longer is cleaner, shorter is livelier',
    },
    character: {
      type: 'choice',
      choices: Object.keys(CHARACTERS),
      default: 'transparent',
      caption:
        'transparent moves slowest; punchy dips shortly so that hits keep their front; loud clips up to 1 dB first',
    },
    bands: {
      type: 'choice',
      choices: ['one', 'three'],
      default: 'one',
      caption:
        'three turns bass, middle and treble down by themselves first, so that bass does not carry the rest with it',
    },
    link: {
      type: 'number',
      unit: '',
      min: 0,
      max: 1,
      default: 1,
      caption: 'stereo link: 0 each channel alone … 1 both alike, so that the image stands still',
    },
    state: {
      type: 'choice',
      choices: ['on', 'off'],
      default: 'on',
      caption: 'off passes the sound untouched',
    },
  },
  create: (params, format) => createLimiter(params, format),
  /** A ceiling holds or does not: any strength above 0 is the whole limiter. */
  atStrength: (params, strength): ParamRecord => (strength === 0 ? { ...params, state: 'off' } : params),
  isNeutral: (params) => params.state === 'off',
};

function createLimiter(params: ParamRecord, format: SignalFormat): Processor {
  if (params.state === 'off') return { latencyFrames: 0, tailFrames: 0, reset() {}, process() {} };
  return new Limiter(params, format);
}

/**
 * First look: the true peak around every frame (4x, refined to 16x near the ceiling) tells the gain needed there; GainPath
 * makes of it a smooth gain that is nowhere above it. Second look: a moving gain bends the wave between its samples, by up
 * to some tenths of a dB in noise; so the result is measured again, more closely, and what still stands out gets dips so
 * shallow and wide that their own bending is below 0.004 dB even in noise.
 */
class Limiter implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames: number;
  readonly preRingFrames?: number;
  private readonly ceiling: number;
  private readonly link: number;
  /** Before all else, where there are three bands. */
  private readonly bands: BandEase | null;
  /** After that, where the character has them. */
  private readonly clips: ClipLane[];
  private readonly first: FirstLook[];
  private readonly second: CloseLook[];
  private readonly paths: GainPath[];
  private readonly mends: GainDips[];
  private readonly toFirst: DelayedGain[];
  private readonly toSecond: DelayedGain[];
  /** One a channel: peaks, then gains. */
  private readonly gains: Float64Array[];
  private readonly scratch = new Float64Array(CHUNK_FRAMES);
  /** What is worked on just now, lent by the caller. */
  private readonly chunk: Float64Array[];
  private readonly trace: GainTrace;

  constructor(params: ParamRecord, format: SignalFormat) {
    const { sampleRateHz, channels } = format;
    const each = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    const ceiling = gainFromDb(params.ceilingDbtp as number);
    this.ceiling = ceiling;
    this.link = params.link as number;
    const character = CHARACTERS[params.character as string]!;
    const { window, ease } = character;
    const lookAheadMs = window * (params.lookAheadMs as number);
    const pathCount = this.link === 1 ? 1 : channels;
    this.paths = each(pathCount, () => new GainPath(lookAheadMs, ease, DIP_MS, sampleRateHz));
    this.mends = each(pathCount, () => new GainDips(Math.round(MEND_MS * 0.001 * sampleRateHz)));
    this.first = each(channels, () => new FirstLook(sampleRateHz, ceiling));
    this.second = each(channels, () => new CloseLook(sampleRateHz, ceiling, CHUNK_FRAMES));
    const firstFrames = this.first[0]!.latencyFrames + this.paths[0]!.latencyFrames;
    const secondFrames = this.second[0]!.latencyFrames + this.mends[0]!.latencyFrames;
    this.toFirst = each(channels, () => new DelayedGain(firstFrames));
    this.toSecond = each(channels, () => new DelayedGain(secondFrames));
    this.gains = each(channels, () => new Float64Array(CHUNK_FRAMES));
    this.chunk = each(channels, () => new Float64Array(0));
    const curve = clipCurveOf(character, ceiling);
    this.clips = curve === null ? [] : each(channels, () => new ClipLane(curve, CLIP_FACTOR));
    this.bands =
      params.bands === 'three'
        ? new BandEase(format, ceiling, lookAheadMs, ease, this.link, CHUNK_FRAMES)
        : null;
    const bandFrames = this.bands?.latencyFrames ?? 0;
    const clipFrames = this.clips[0]?.latencyFrames ?? 0;
    // What is clipped off rings as long before its peak as after it.
    if (clipFrames > 0) this.preRingFrames = clipFrames;
    this.tailFrames = clipFrames;
    this.latencyFrames = clipFrames + bandFrames + firstFrames + secondFrames;
    this.trace = new GainTrace(sampleRateHz);
    this.trace.begin(clipFrames + bandFrames + firstFrames);
  }

  reset(): void {
    const { clips, first, second, paths, mends, toFirst, toSecond } = this;
    for (const part of [...clips, ...first, ...second, ...paths, ...mends, ...toFirst, ...toSecond])
      part.reset();
    this.bands?.reset();
    this.trace.reset();
  }

  get gainReductionDb(): Float64Array {
    return this.trace.gainReductionDb;
  }

  process({ channels, frames }: Block): void {
    const { chunk } = this;
    if (frames <= CHUNK_FRAMES) {
      for (let c = 0; c < chunk.length; c++) chunk[c] = channels[c]!;
      this.processChunk(frames);
      return;
    }
    for (let at = 0; at < frames; at += CHUNK_FRAMES) {
      const end = Math.min(frames, at + CHUNK_FRAMES);
      for (let c = 0; c < chunk.length; c++) chunk[c] = channels[c]!.subarray(at, end);
      this.processChunk(end - at);
    }
  }

  private processChunk(frames: number): void {
    this.bands?.process(this.chunk, frames);
    for (let c = 0; c < this.clips.length; c++) this.clips[c]!.process(this.chunk[c]!, frames);
    this.limit(frames);
    this.mend(frames);
  }

  private limit(frames: number): void {
    const { paths, gains, chunk, toFirst, trace } = this;
    const any = this.look(this.first, frames);
    let moves = false;
    for (let p = 0; p < paths.length; p++) {
      if (paths[p]!.process(gains[p]!, frames, this.ceiling, this.scratch, any)) moves = true;
      else gains[p]!.fill(1, 0, frames);
    }
    trace.push(moves ? gains : null, paths.length, frames);
    for (let c = 0; c < chunk.length; c++) {
      toFirst[c]!.process(chunk[c]!, frames, moves ? gains[Math.min(c, paths.length - 1)]! : null);
    }
  }

  private mend(frames: number): void {
    const { mends, gains, chunk, toSecond } = this;
    const any = this.look(this.second, frames);
    if (!any && mends.every(isIdle)) {
      for (let c = 0; c < chunk.length; c++) toSecond[c]!.process(chunk[c]!, frames, null);
      return;
    }
    for (let p = 0; p < mends.length; p++) this.dip(mends[p]!, gains[p]!, frames);
    for (let c = 0; c < chunk.length; c++) {
      toSecond[c]!.process(chunk[c]!, frames, gains[Math.min(c, mends.length - 1)]!);
    }
  }

  private dip(dips: GainDips, gains: Float64Array, frames: number): void {
    const { ceiling } = this;
    for (let n = 0; n < frames; n++) {
      const peak = gains[n]!;
      gains[n] = peak > ceiling ? 1 - ceiling / peak : 0;
    }
    dips.process(gains, frames);
    for (let n = 0; n < frames; n++) gains[n] = 1 - gains[n]!;
  }

  /**
   * Peaks of each channel into `gains`, the louder one counting for both by the share `link`. Tells whether any is above
   * the ceiling.
   */
  private look(looks: readonly PeakLook[], frames: number): boolean {
    const { gains, chunk, link } = this;
    let any = false;
    for (let c = 0; c < looks.length; c++) if (looks[c]!.read(chunk[c]!, frames, gains[c]!)) any = true;
    if (any) linkPeaks(gains, link, frames);
    return any;
  }
}

function isIdle(dips: GainDips): boolean {
  return dips.idle;
}
