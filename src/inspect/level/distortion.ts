// Distortion: a wave bent more the further it swings, as saturation and soft clipping bend it, read from its slopes.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import { flatTops, type FlatTops } from '../heard/flat-tops.ts';

/** Levels that the range is divided into; it doubles as louder sound comes, so at least half of them are in use. */
const LEVELS = 512;
const FIRST_RANGE = 2 ** -10;
/** Beyond +120 dBFS nothing is sound. */
const LAST_RANGE = 2 ** 20;
/** Below -60 dBFS at its loudest there is nothing to judge. */
const LEAST_PEAK = 0.001;
const LEAST_S = 1;
/** In shares of the peak: the middle that a bend hardly touches, and the top where it shows. */
const MIDDLE: Stretch = [0.3, 0.6];
const HIGH: Stretch = [0.75, 0.85];
const NEAR_TOP: Stretch = [0.85, 0.95];
const TOP: Stretch = [0.95, 1.01];
/** Free music is as steep near its peaks as in the middle (0.5 to 4 times); bent music flattens. */
const FLAT_NEAR_TOP = 0.75;
const FLAT_TOP = 0.5;
const VERY_FLAT_TOP = 0.25;
/** Free music is hardly ever near its peak: density there over density in the middle is 0.003, rarely above 0.1; and 0.01 at HIGH. */
const CROWDED_NEAR_TOP = 0.015;
const CROWDED_HIGH = 0.35;
const CROWDED_TOP = 0.2;
/** The same where a clipper was at work, which crowds the top by itself and is told by itself. */
const CROWDED_CUT_TOP = 1;
/** Samples near the top that make the figures worth reading. */
const LEAST_SAMPLES = 80;
/** Slopes of mixed sound vary at any one level (0.5 and more of their mean); those of a lone tone do not. */
const LEAST_VARIETY = 0.35;
/** Less than this share of the sound in the middle: a square wave, that rests only at its ends. */
const LEAST_IN_MIDDLE = 0.02;

type Stretch = readonly [from: number, to: number];

interface SlopeStatistics {
  readonly count: number;
  /** Mean size of the slope, per sample. */
  readonly slope: number;
  /** Standard deviation of that size over its mean. */
  readonly variety: number;
  /** Samples per unit of level. */
  readonly density: number;
}

/** Every fourth sample is looked at: enough for the statistics. */
const STRIDE = 4;

/** Size of the slope by size of the level, of one channel. */
class SlopesByLevel {
  total = 0;
  peak = 0;
  /** By level, three after one another: count, sum and sum of squares of the slopes. */
  private readonly slopes = new Float64Array(3 * LEVELS);
  private range = FIRST_RANGE;

  /** Looks at x[start - 1] and every fourth from there with its neighbours; `before1` and `before2` stand before x[0]. */
  add(x: Float64Array, start: number, frames: number, before1: number, before2: number): void {
    if (start >= frames) return;
    this.total += Math.ceil((frames - start) / STRIDE);
    if (start > 1) this.addFrom(x, start, frames);
    else {
      this.addOne(start > 0 ? x[0]! : before1, x[start]! - (start > 0 ? before1 : before2));
      this.addFrom(x, start + STRIDE, frames);
    }
  }

  private addFrom(x: Float64Array, start: number, frames: number): void {
    const { slopes } = this;
    let top = this.range;
    let scale = LEVELS / top;
    let peak = this.peak;
    for (let i = start; i < frames; i += STRIDE) {
      const level = Math.abs(x[i - 1]!);
      const slope = Math.abs(x[i]! - x[i - 2]!);
      if (level > peak) peak = level;
      if (level >= top) {
        this.addOne(level, slope);
        top = this.range;
        scale = LEVELS / top;
        continue;
      }
      const at = 3 * ((level * scale) | 0);
      slopes[at]! += 1;
      slopes[at + 1]! += slope;
      slopes[at + 2]! += slope * slope;
    }
    this.peak = peak;
  }

  private addOne(signed: number, slope: number): void {
    const { slopes } = this;
    const level = Math.abs(signed);
    this.peak = Math.max(this.peak, level);
    if (level >= this.range) this.widen(level);
    const at = 3 * Math.min(LEVELS - 1, Math.floor((level * LEVELS) / this.range));
    slopes[at]! += 1;
    slopes[at + 1]! += Math.abs(slope);
    slopes[at + 2]! += slope * slope;
  }

  /** Adds count, sum and sum of squares of the slopes at the levels `from` to `to`. */
  gather(from: number, to: number, into: Float64Array): void {
    const first = Math.min(LEVELS, Math.floor((from / this.range) * LEVELS));
    const past = Math.min(LEVELS, Math.max(first + 1, Math.floor((to / this.range) * LEVELS)));
    for (let i = 3 * first; i < 3 * past; i++) into[i % 3]! += this.slopes[i]!;
  }

  private widen(level: number): void {
    const { slopes } = this;
    while (this.range <= level && this.range < LAST_RANGE) {
      for (let i = 0; i < LEVELS / 2; i++) {
        for (let k = 3 * i; k < 3 * i + 3; k++) slopes[k] = slopes[k + 3 * i]! + slopes[k + 3 * i + 3]!;
      }
      slopes.fill(0, 1.5 * LEVELS);
      this.range *= 2;
    }
  }
}

/** Of all channels, at levels in shares of `peak`. */
function statistics(channels: readonly SlopesByLevel[], peak: number, [from, to]: Stretch): SlopeStatistics {
  const sums = new Float64Array(3);
  for (const channel of channels) channel.gather(from * peak, to * peak, sums);
  const count = sums[0]!;
  const slope = sums[1]! / Math.max(1, count);
  const spread = Math.sqrt(Math.max(0, sums[2]! / Math.max(1, count) - slope * slope));
  return { count, slope, variety: spread / slope, density: count / (Math.min(to, 1) - from) };
}

class DistortionDetector implements Detector {
  private readonly tops: FlatTops;
  private readonly rate: number;
  private readonly channels: readonly SlopesByLevel[];
  private readonly before1: Float64Array;
  private readonly before2: Float64Array;
  private frames = 0;

  constructor(format: SignalFormat, tops: FlatTops) {
    this.tops = tops;
    this.rate = format.sampleRateHz;
    this.channels = Array.from({ length: format.channels }, () => new SlopesByLevel());
    this.before1 = new Float64Array(format.channels);
    this.before2 = new Float64Array(format.channels);
  }

  push(block: Block): void {
    const { frames } = block;
    const start = (STRIDE - (this.frames % STRIDE)) % STRIDE;
    for (let c = 0; c < block.channels.length; c++) {
      const x = block.channels[c]!;
      this.channels[c]!.add(x, start, frames, this.before1[c]!, this.before2[c]!);
      this.before2[c] = frames > 1 ? x[frames - 2]! : frames === 1 ? this.before1[c]! : this.before2[c]!;
      if (frames > 0) this.before1[c] = x[frames - 1]!;
    }
    this.frames += frames;
  }

  result(): Finding[] {
    const { channels } = this;
    const peak = Math.max(0, ...channels.map((channel) => channel.peak));
    if (this.frames < LEAST_S * this.rate || peak < LEAST_PEAK) return [];
    const total = channels.reduce((sum, channel) => sum + channel.total, 0);
    const middle = statistics(channels, peak, MIDDLE);
    const nearTop = statistics(channels, peak, NEAR_TOP);
    if (!(middle.variety >= LEAST_VARIETY) || middle.count < LEAST_IN_MIDDLE * total) return [];
    const cut = this.tops.channels.some(({ ceilings }) => ceilings.isCut());
    const crowd = cut ? CROWDED_CUT_TOP : CROWDED_TOP;
    const top = statistics(channels, peak, TOP);
    const crowded =
      top.density > crowd * middle.density &&
      statistics(channels, peak, HIGH).density > CROWDED_HIGH * middle.density;
    const severity = severityOf(middle, nearTop, top, crowded);
    if (severity === null) return [];
    return [
      {
        code: 'distortion',
        severity,
        confidence: severity === 'warning' ? 0.85 : 0.5,
        channel: 'both',
        startS: null,
        endS: null,
        value: 100 * (1 - nearTop.slope / middle.slope),
        unit: '%',
      },
    ];
  }
}

function severityOf(
  middle: SlopeStatistics,
  nearTop: SlopeStatistics,
  top: SlopeStatistics,
  crowded: boolean,
): Severity | null {
  const flat = nearTop.slope / middle.slope;
  const flatTop = top.slope / middle.slope;
  if (nearTop.count < LEAST_SAMPLES || flat > FLAT_NEAR_TOP || flatTop > FLAT_TOP) return null;
  if (crowded && flatTop < VERY_FLAT_TOP) return 'warning';
  return nearTop.density > CROWDED_NEAR_TOP * middle.density ? 'note' : null;
}

/** Soft clipping, tape and valve saturation driven hard over the whole song. */
export const DISTORTION: DetectorKind = {
  id: 'distortion',
  codes: ['distortion'],
  create: (hearing) => new DistortionDetector(hearing.format, hearing.stream(flatTops)),
};
