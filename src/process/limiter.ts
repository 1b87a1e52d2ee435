// Limiter: holds the true peak under a ceiling, heard as little as possible: look-ahead, slow gain, short dips, a second look.
import { gainFromDb } from '../dsp/decibel.ts';
import { PEAK_LATENCY_FRAMES, PeakInterpolator } from '../dsp/interpolate.ts';
import { DelayLine } from '../dsp/lookahead.ts';
import type { Block, SignalFormat } from '../signal/signal.ts';
import { FINE_LATENCY_FRAMES, FinePeak } from './fine-peak.ts';
import { GainDips } from './gain-dips.ts';
import { GainEase } from './gain-ease.ts';
import type { GainTrace } from './gain-trace.ts';
import type { ParamRecord } from './params.ts';
import type { Processor, ProcessorKind } from './processor.ts';

/** Half width of the short dips. */
const DIP_MS = 0.5;
/** Half width of the dips of the second look. */
const MEND_MS = 0.8;
/** The second look acts on peaks above the ceiling by more than this (0.0009 dB). */
const MEND_ABOVE = 1.0001;
/** The second look reads again, with the longer interpolator, what is above this share of the ceiling (-0.92 dB). */
const DOUBTED_SHARE = 0.9;
/** Frames worked on at a time. */
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

/** The limiter; `trace`, if given, is told the gain of every frame. */
export function createLimiter(params: ParamRecord, format: SignalFormat, trace?: GainTrace): Processor {
  if (params.state === 'off') return { latencyFrames: 0, tailFrames: 0, reset() {}, process() {} };
  return new Limiter(params, format, trace);
}

/**
 * First look: the true peak around every frame (4x, refined to 16x near the ceiling) tells the gain needed there; GainEase
 * and GainDips make it smooth; their product is nowhere above it. Second look: a moving gain bends the wave between its
 * samples, by up to some tenths of a dB in noise; so the result is measured again, and what still stands out gets dips
 * so shallow that their own bending is below 0.001 dB in music.
 */
class Limiter implements Processor {
  readonly latencyFrames: number;
  readonly tailFrames = 0;
  private readonly ceiling: number;
  private readonly link: number;
  private readonly first: Look[];
  private readonly second: CloseLook[];
  private readonly paths: GainPath[];
  private readonly mends: GainDips[];
  private readonly needed: Float64Array[];
  private readonly least = new Float64Array(CHUNK_FRAMES);
  private readonly reductions = new Float64Array(CHUNK_FRAMES);
  private readonly chunk: Float64Array[];
  private readonly trace: GainTrace | undefined;

  constructor(params: ParamRecord, format: SignalFormat, trace?: GainTrace) {
    const { sampleRateHz, channels } = format;
    this.ceiling = gainFromDb(params.ceilingDbtp as number);
    this.link = params.link as number;
    const pathCount = this.link === 1 ? 1 : channels;
    const each = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
    this.paths = each(pathCount, () => new GainPath(params.lookAheadMs as number, sampleRateHz));
    this.mends = each(pathCount, () => new GainDips(Math.round(MEND_MS * 0.001 * sampleRateHz)));
    this.first = each(channels, () => new Look(sampleRateHz, this.paths[0]!.latencyFrames));
    this.second = each(channels, () => new CloseLook(sampleRateHz, this.mends[0]!.latencyFrames));
    this.needed = each(channels, () => new Float64Array(CHUNK_FRAMES));
    this.chunk = each(channels, () => new Float64Array(CHUNK_FRAMES));
    this.latencyFrames = this.first[0]!.latencyFrames + this.second[0]!.latencyFrames;
    this.trace = trace;
    trace?.begin(this.first[0]!.latencyFrames);
  }

  reset(): void {
    for (const part of [...this.first, ...this.second, ...this.paths, ...this.mends]) part.reset();
    this.trace?.reset();
  }

  process({ channels, frames }: Block): void {
    for (let at = 0; at < frames; at += CHUNK_FRAMES) {
      const count = Math.min(CHUNK_FRAMES, frames - at);
      for (let c = 0; c < channels.length; c++) copy(channels[c]!, at, this.chunk[c]!, 0, count);
      this.limit(count);
      this.mend(count);
      for (let c = 0; c < channels.length; c++) copy(this.chunk[c]!, 0, channels[c]!, at, count);
    }
  }

  private limit(frames: number): void {
    const { first, paths, needed, chunk } = this;
    for (let c = 0; c < chunk.length; c++) first[c]!.gainNeeded(chunk[c]!, frames, this.ceiling, needed[c]!);
    this.linkChannels(frames);
    for (let p = 0; p < paths.length; p++) paths[p]!.process(needed[p]!, frames);
    for (let c = 0; c < chunk.length; c++) {
      first[c]!.delay.process(chunk[c]!, frames);
      multiply(chunk[c]!, needed[Math.min(c, paths.length - 1)]!, frames);
    }
  }

  private mend(frames: number): void {
    const { second, mends, needed, chunk, reductions } = this;
    this.trace?.push(needed, this.paths.length, frames);
    for (let c = 0; c < chunk.length; c++) second[c]!.gainNeeded(chunk[c]!, frames, this.ceiling, needed[c]!);
    this.linkChannels(frames);
    for (let c = 0; c < chunk.length; c++) second[c]!.delay.process(chunk[c]!, frames);
    for (let p = 0; p < mends.length; p++) {
      const gains = needed[p]!;
      for (let n = 0; n < frames; n++) reductions[n] = 1 - gains[n]!;
      mends[p]!.process(reductions, frames);
      for (let n = 0; n < frames; n++) gains[n] = 1 - reductions[n]!;
    }
    for (let c = 0; c < chunk.length; c++)
      multiply(chunk[c]!, needed[Math.min(c, mends.length - 1)]!, frames);
  }

  /** The smaller gain counts for both channels by the share `link`; with all of it, needed[0] stands for both. */
  private linkChannels(frames: number): void {
    const { needed, least, link } = this;
    if (needed.length === 1) return;
    const [left, right] = needed as [Float64Array, Float64Array];
    for (let n = 0; n < frames; n++) least[n] = Math.min(left[n]!, right[n]!);
    if (link === 1) {
      copy(least, 0, left, 0, frames);
      return;
    }
    for (let n = 0; n < frames; n++) {
      left[n] = Math.min(left[n]!, left[n]! + link * (least[n]! - left[n]!));
      right[n] = Math.min(right[n]!, right[n]! + link * (least[n]! - right[n]!));
    }
  }
}

/** One channel's true-peak detector, and the delay that brings its sound to the gain made of it. */
class Look {
  readonly latencyFrames: number;
  readonly delay: DelayLine;
  private readonly peaks: PeakInterpolator;

  constructor(sampleRateHz: number, gainLatencyFrames: number) {
    this.latencyFrames = PEAK_LATENCY_FRAMES + gainLatencyFrames;
    this.delay = new DelayLine(this.latencyFrames);
    this.peaks = new PeakInterpolator(sampleRateHz);
  }

  /** The gain (≤ 1) that brings the wave around each frame to the ceiling. */
  gainNeeded(samples: Float64Array, frames: number, ceiling: number, out: Float64Array): void {
    this.peaks.envelope(samples, frames, out, ceiling);
    for (let n = 0; n < frames; n++) out[n] = out[n]! > ceiling ? ceiling / out[n]! : 1;
  }

  reset(): void {
    this.delay.reset();
    this.peaks.reset();
  }
}

/** A look with the longer interpolator, at the few places where it can tell something else. */
class CloseLook {
  readonly latencyFrames: number;
  readonly delay: DelayLine;
  private readonly peaks: PeakInterpolator;
  private readonly fine = new FinePeak(CHUNK_FRAMES);
  private readonly usualDelay = new DelayLine(FINE_LATENCY_FRAMES - PEAK_LATENCY_FRAMES);

  constructor(sampleRateHz: number, gainLatencyFrames: number) {
    this.latencyFrames = FINE_LATENCY_FRAMES + gainLatencyFrames;
    this.delay = new DelayLine(this.latencyFrames);
    this.peaks = new PeakInterpolator(sampleRateHz);
  }

  /** The gain (≤ 1) that brings the wave around each frame to the ceiling, where it stands out of it. */
  gainNeeded(samples: Float64Array, frames: number, ceiling: number, out: Float64Array): void {
    const { fine } = this;
    const limit = ceiling * MEND_ABOVE;
    const doubted = ceiling * DOUBTED_SHARE;
    this.peaks.envelope(samples, frames, out, doubted);
    this.usualDelay.process(out, frames);
    fine.push(samples, frames);
    for (let n = 0; n < frames; n++) {
      let peak = out[n]!;
      if (peak > doubted && fine.mayExceed(n, peak, limit)) peak = Math.max(peak, fine.around(n, limit));
      out[n] = peak > limit ? ceiling / peak : 1;
    }
  }

  reset(): void {
    this.delay.reset();
    this.usualDelay.reset();
    this.peaks.reset();
    this.fine.reset();
  }
}

/** From the gain needed to the gain applied: the slow gain, and dips for what it leaves. */
class GainPath {
  readonly latencyFrames: number;
  private readonly ease: GainEase;
  private readonly dips: GainDips;
  private readonly easeDelay: DelayLine;
  private readonly dipsDelay: DelayLine;
  private readonly eased = new Float64Array(CHUNK_FRAMES);

  constructor(lookAheadMs: number, sampleRateHz: number) {
    this.ease = new GainEase(lookAheadMs, sampleRateHz);
    this.dips = new GainDips(Math.round(DIP_MS * 0.001 * sampleRateHz));
    this.easeDelay = new DelayLine(this.ease.latencyFrames);
    this.dipsDelay = new DelayLine(this.dips.latencyFrames);
    this.latencyFrames = this.ease.latencyFrames + this.dips.latencyFrames;
    this.reset();
  }

  /** Replaces the gain needed by the gain to apply `latencyFrames` earlier. */
  process(gains: Float64Array, frames: number): void {
    const { eased } = this;
    this.ease.process(gains, frames, eased);
    // Delay lines are born with zeros, so the delayed quantities are reductions.
    for (let n = 0; n < frames; n++) gains[n] = 1 - gains[n]!;
    this.easeDelay.process(gains, frames);
    for (let n = 0; n < frames; n++) {
      const needed = gains[n]!;
      const done = eased[n]!;
      gains[n] = needed > done ? (needed - done) / (1 - done) : 0;
    }
    this.dips.process(gains, frames);
    this.dipsDelay.process(eased, frames);
    for (let n = 0; n < frames; n++) gains[n] = (1 - eased[n]!) * (1 - gains[n]!);
  }

  reset(): void {
    this.ease.reset();
    this.dips.reset();
    this.easeDelay.reset();
    this.dipsDelay.reset();
  }
}

function copy(from: Float64Array, fromStart: number, to: Float64Array, toStart: number, count: number): void {
  for (let n = 0; n < count; n++) to[toStart + n] = from[fromStart + n]!;
}

function multiply(samples: Float64Array, gains: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) samples[n]! *= gains[n]!;
}
