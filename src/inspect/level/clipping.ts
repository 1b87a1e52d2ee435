// Clipping: flat tops, at full scale or below it, that the wave ran into instead of turning round.
import { largestMagnitude } from '../../dsp/magnitude.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import { channelName, clusterSpans, type Span } from '../spans.ts';

/** Samples of a flat top may differ by one 16-bit step: rounding after a level change. */
const FLATNESS = 2 ** -15;
/** Straight lines into and out of the top must meet above it by eight 16-bit steps; a natural peak that flat cannot. */
const LEAST_OVERSHOOT = 8 * FLATNESS;
const LEAST_RUN = 3;
/** Samples before the one at hand that a top's beginning may ask for. */
const HISTORY = 4;
/** A lone run this long is clipping; shorter ones must share their level with another. */
const LONE_RUN = 6;
/** Below -26 dBFS, or 12 dB under the channel's peak, flat tops are synthesis or silence: nothing clips there. */
const LEAST_LEVEL = 0.05;
const LEAST_SHARE_OF_PEAK = 0.25;
const MOST_RUNS = 50_000;
const MERGE_S = 0.3;
const MOST_FINDINGS_PER_CHANNEL = 50;
/** From this share of flat samples on the damage is heard throughout. */
const ERROR_SHARE = 1e-5;
const MANY_RUNS = 10;
/** One or two flat tops may be a synthesiser's own. */
const FEW_RUNS = 3;

interface Run extends Span {
  readonly level: number;
  /** All samples equal to the last bit. */
  readonly exact: boolean;
}

/** Follows one channel and keeps every flat top. */
class FlatTops {
  readonly runs: Run[] = [];
  peak = 0;
  private readonly history = new Float64Array(HISTORY); // the last samples of the block before, newest first
  private at = 0;
  private length = 0;
  private level = 0;
  private exact = true;
  private before1 = 0;
  private before2 = 0;
  private pendingEnd = -1;
  private pendingExit = 0;

  push(x: Float64Array, frames: number): void {
    this.peak = largestMagnitude(x, 0, frames, this.peak);
    let i = 0;
    while (i < frames) {
      if (this.length > 0) {
        this.follow(x[i]!, this.at + i);
        i++;
        continue;
      }
      i = this.nextFlatPair(x, i, frames);
      if (i < frames) this.enter(x, i);
      i++;
    }
    for (let k = HISTORY; k >= 1; k--) this.history[k - 1] = this.before(x, frames, k);
    this.at += frames;
  }

  /**
   * First index from `start` whose sample is high and lies flat beside the one before it; `frames` when there is none.
   * Every run of three holds a pair that ends at an even place, so only those are looked at.
   */
  private nextFlatPair(x: Float64Array, start: number, frames: number): number {
    let i = start + ((this.at + start) & 1);
    if (i === 0 && frames > 0) {
      if (isFlatPair(this.history[0]!, x[0]!)) return 0;
      i = 2;
    }
    for (; i < frames; i += 2) {
      if (isFlatPair(x[i - 1]!, x[i]!)) return i;
    }
    return frames;
  }

  /** The sample `k` (1 to HISTORY) before index `i` of this block. */
  private before(x: Float64Array, i: number, k: number): number {
    return i >= k ? x[i - k]! : this.history[k - i - 1]!;
  }

  /** One more sample while a top is open, or closed but not yet judged. */
  private follow(value: number, now: number): void {
    if (this.pendingEnd >= 0) this.finish(value);
    else if (Math.abs(value - this.level) > FLATNESS) this.leave(value, now);
    else this.stay(value);
  }

  /** A top is open: the pair that ends at `i`, and the sample before it where that lies flat too. */
  private enter(x: Float64Array, i: number): void {
    const earlier = Math.abs(this.before(x, i, 2) - this.before(x, i, 1)) <= FLATNESS ? 1 : 0;
    this.length = 1 + earlier;
    this.level = this.before(x, i, 1 + earlier);
    this.before1 = this.before(x, i, 2 + earlier);
    this.before2 = this.before(x, i, 3 + earlier);
    this.exact = this.before(x, i, 1) === this.level;
    this.follow(x[i]!, this.at + i);
  }

  private stay(value: number): void {
    this.length++;
    if (value !== this.level) this.exact = false;
  }

  private leave(value: number, now: number): void {
    if (this.length >= LEAST_RUN && overshoot(this.level, this.before1, this.before2) >= LEAST_OVERSHOOT) {
      this.pendingEnd = now;
      this.pendingExit = value;
      return;
    }
    this.length = 0;
  }

  /** One sample later the slope out of the top is known too. */
  private finish(value: number): void {
    if (overshoot(this.level, this.pendingExit, value) >= LEAST_OVERSHOOT && this.runs.length < MOST_RUNS) {
      this.runs.push({
        start: this.pendingEnd - this.length,
        end: this.pendingEnd,
        level: this.level,
        exact: this.exact,
      });
    }
    this.pendingEnd = -1;
    this.length = 0;
  }
}

/** The step is asked first and without its sign: hardly ever small, so the branch is foreseen. */
function isFlatPair(a: number, b: number): boolean {
  return Math.abs(b - a) <= FLATNESS && Math.abs(b) >= LEAST_LEVEL;
}

/** How far the line through the two samples beside the top passes above it; negative where the wave jumps onto the top (a pulse). */
function overshoot(level: number, near: number, far: number): number {
  const outward = level > 0 ? 1 : -1;
  if (outward * (level - near) <= 0) return -1;
  return outward * (2 * near - far - level);
}

/** Runs that stand high enough in their channel to be a ceiling. */
function highEnough(top: FlatTops): Run[] {
  return top.runs.filter((run) => Math.abs(run.level) >= LEAST_SHARE_OF_PEAK * top.peak);
}

/**
 * Keeps runs whose level is shared with others, as one clipper makes them, and long lone ones. Runs that are flat only
 * within rounding need more company: a loop repeats its natural peaks at one level too.
 */
function withCompany(runs: readonly Run[]): Run[] {
  const bin = (level: number): number => Math.round(level / (2 * FLATNESS));
  const population = new Map<number, number>();
  for (const run of runs) population.set(bin(run.level), (population.get(bin(run.level)) ?? 0) + 1);
  const near = (b: number): number =>
    (population.get(b - 1) ?? 0) + (population.get(b) ?? 0) + (population.get(b + 1) ?? 0);
  const enough = (run: Run): number => (run.exact ? 2 : 3);
  return runs.filter((run) => run.end - run.start >= LONE_RUN || near(bin(run.level)) >= enough(run));
}

class ClippingDetector implements Detector {
  private readonly format: SignalFormat;
  private readonly tops: FlatTops[];
  private frames = 0;

  constructor(format: SignalFormat) {
    this.format = format;
    this.tops = Array.from({ length: format.channels }, () => new FlatTops());
  }

  push(block: Block): void {
    this.tops.forEach((top, c) => top.push(block.channels[c]!, block.frames));
    this.frames += block.frames;
  }

  result(): Finding[] {
    return this.tops.flatMap((top, c) => this.findingsOf(withCompany(highEnough(top)), c));
  }

  private findingsOf(runs: readonly Run[], channel: number): Finding[] {
    const rate = this.format.sampleRateHz;
    const flat = runs.reduce((sum, run) => sum + run.end - run.start, 0);
    const severity = severityOf(runs.length, flat / Math.max(1, this.frames));
    const clusters = clusterSpans(runs, MERGE_S * rate).slice(0, MOST_FINDINGS_PER_CHANNEL);
    return clusters.map(({ start, end, members }) => ({
      code: 'clipping',
      severity,
      confidence: Math.min(0.99, 1 - 0.5 ** members.length),
      channel: channelName(channel, this.format.channels),
      startS: start / rate,
      endS: end / rate,
      value: members.reduce((sum, run) => sum + run.end - run.start, 0),
      unit: 'samples',
      facts: { runs: members.length, level: Math.max(...members.map((run) => Math.abs(run.level))) },
    }));
  }
}

function severityOf(runs: number, flatShare: number): Severity {
  if (runs < FEW_RUNS) return 'note';
  return runs >= MANY_RUNS && flatShare >= ERROR_SHARE ? 'error' : 'warning';
}

/** Digital clipping at any level, also when the clipped sound was turned down later. */
export const CLIPPING: DetectorKind = {
  id: 'clipping',
  codes: ['clipping'],
  create: ({ format }) => new ClippingDetector(format),
};
