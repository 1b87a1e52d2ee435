// Overs: moments where the wave passes full scale between the samples, each at its place.
import { dbFromGain } from '../../dsp/decibel.ts';
import { PEAK_LATENCY_FRAMES, PeakInterpolator } from '../../dsp/interpolate.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { flatTops, type FlatTops } from '../heard/flat-tops.ts';
import type { Hearing } from '../hearing.ts';
import { channelName, clusterSpans, type Span } from '../spans.ts';

/** Frames that are surveyed at once, and that one reading covers where there is something. */
const STRETCH_FRAMES = 8192;
const HOP_FRAMES = 256;
/** Frames before a stretch that its first reading looks at. */
const LEAD_FRAMES = 512;
const MOST_OVERS = 50_000;
/** Full scale, and the least that is told: 0.005 dB over. */
const FULL_SCALE = 1;
const LEAST_OVER = 1.0006;
/** Less is hardly heard, whatever the converter. */
const WARN_DB = 0.5;
const MERGE_S = 1;
const MOST_FINDINGS_PER_CHANNEL = 50;
/** A wave cut from here on has overs of the cut's own, and the cut is told. */
const CUT_LEVEL = 0.99;

/** A step this large is a jump across full scale, as of a wave that wrapped round: what rings beside it is the jump's own. */
const JUMP = 1.4;
const MOST_JUMPS = 8;

interface Over extends Span {
  /** Linear. */
  readonly peak: number;
  /** The wave jumps here. */
  readonly jump: boolean;
}

/** The readings of one channel that pass full scale. */
class ChannelOvers {
  readonly overs: Over[] = [];
  private readonly survey: PeakInterpolator;
  private readonly close: PeakInterpolator;
  /** The end of the stretch before, and the stretch. */
  private readonly held = new Float64Array(LEAD_FRAMES + STRETCH_FRAMES);
  private filled = 0;
  private at = 0;

  constructor(sampleRateHz: number) {
    this.survey = new PeakInterpolator(sampleRateHz);
    this.close = new PeakInterpolator(sampleRateHz);
  }

  push(x: Float64Array, frames: number): void {
    let start = 0;
    while (start < frames) {
      const count = Math.min(STRETCH_FRAMES - this.filled, frames - start);
      this.held.set(x.subarray(start, start + count), LEAD_FRAMES + this.filled);
      this.filled += count;
      start += count;
      if (this.filled === STRETCH_FRAMES) this.endStretch();
    }
  }

  /** The last stretch, with the silence after it. */
  finish(): void {
    this.held.fill(0, LEAD_FRAMES + this.filled);
    this.endStretch();
    this.held.fill(0, LEAD_FRAMES);
    this.endStretch();
  }

  private endStretch(): void {
    const { held } = this;
    const stretch = held.subarray(LEAD_FRAMES);
    if (this.survey.peak(stretch, STRETCH_FRAMES, FULL_SCALE) >= LEAST_OVER) this.lookClosely();
    held.copyWithin(0, STRETCH_FRAMES);
    this.at += STRETCH_FRAMES;
    this.filled = 0;
  }

  private lookClosely(): void {
    const { close, held } = this;
    close.reset();
    close.peak(held, LEAD_FRAMES, Infinity);
    for (let from = 0; from < STRETCH_FRAMES; from += HOP_FRAMES) {
      const start = LEAD_FRAMES + from;
      const peak = close.peak(held.subarray(start, start + HOP_FRAMES), HOP_FRAMES, FULL_SCALE);
      if (peak < LEAST_OVER || this.overs.length === MOST_OVERS) continue;
      const place = Math.max(0, this.at + from - PEAK_LATENCY_FRAMES);
      this.overs.push({ start: place, end: place + HOP_FRAMES, peak, jump: jumps(held, start) });
    }
  }
}

/** Whether the wave jumps in the reading from `start` on, or in what the reading looks at before it; a high tone jumps all the time. */
function jumps(held: Float64Array, start: number): boolean {
  let count = 0;
  for (let n = start - 2 * PEAK_LATENCY_FRAMES; n < start + HOP_FRAMES; n++)
    if (Math.abs(held[n]! - held[n - 1]!) > JUMP) count++;
  return count > 0 && count <= MOST_JUMPS;
}

class OversDetector implements Detector {
  private readonly format: SignalFormat;
  /** Nothing is lost above full scale there. */
  private readonly isFloat: boolean;
  private readonly tops: FlatTops;
  private readonly channels: readonly ChannelOvers[];
  private frames = 0;

  constructor({ format, origin }: Hearing, tops: FlatTops) {
    this.format = format;
    this.isFloat = origin.codec === 'float';
    this.tops = tops;
    this.channels = Array.from({ length: format.channels }, () => new ChannelOvers(format.sampleRateHz));
  }

  push(block: Block): void {
    for (let c = 0; c < this.channels.length; c++) this.channels[c]!.push(block.channels[c]!, block.frames);
    this.frames += block.frames;
  }

  result(): Finding[] {
    for (const channel of this.channels) channel.finish();
    return this.channels.flatMap((channel, c) => this.findingsOf(channel.overs, c));
  }

  private findingsOf(overs: readonly Over[], channel: number): Finding[] {
    const rate = this.format.sampleRateHz;
    const harmless = this.isFloat || this.tops.channels[channel]!.ceilings.isCut(CUT_LEVEL);
    return clusterSpans(overs, MERGE_S * rate)
      .slice(0, MOST_FINDINGS_PER_CHANNEL)
      .map(({ start, end, members }) => {
        const dbtp = dbFromGain(Math.max(...members.map((over) => over.peak)));
        return {
          code: 'intersample-over',
          severity: harmless || !members.some(isAudible) ? 'note' : 'warning',
          confidence: 0.98,
          channel: channelName(channel, this.format.channels),
          startS: start / rate,
          endS: Math.min(end, this.frames) / rate,
          value: dbtp,
          unit: 'dBTP',
          facts: { moments: members.length },
        };
      });
  }
}

function isAudible({ peak, jump }: Over): boolean {
  return !jump && dbFromGain(peak) >= WARN_DB;
}

/** Peaks over full scale between the samples, with their places. */
export const OVERS: DetectorKind = {
  id: 'overs',
  codes: ['intersample-over'],
  create: (hearing) => new OversDetector(hearing, hearing.stream(flatTops)),
};
