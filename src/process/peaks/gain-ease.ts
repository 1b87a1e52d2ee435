// Gain ease: the slow part of a limiter's gain: eases down before loud moments and back after them, too slow to distort.
import { SlidingMaximum, SlidingMinimum } from '../../dsp/lookahead.ts';
import { RunningMean, WHOLE } from '../control/running-mean.ts';
import { StillGain } from './still-gain.ts';

/** Reductions that last this long count as sustained. */
const SUSTAINED_MS = 40;
/** Share of a passing reduction, in decibels, that the slow gain takes: 7/8, 3/4 or 1/2; short dips do the rest. */
export type EaseShare = 'most' | 'more' | 'half';

/** Frames between two values of the slow gain: 8 up to 48 kHz, and as long in time at higher rates. */
function hopFrames(sampleRateHz: number): number {
  return 8 * Math.max(1, Math.round(sampleRateHz / 48000));
}

/**
 * From the gain needed at every frame to a slow gain. In hops: the least gain needed within ±2/3 of the look-ahead, then
 * two running means of the look-ahead each (a triangle), straight lines between the hops.
 *
 * It takes a share of a passing reduction (7/8 in dB) and all of one that has lasted SUSTAINED_MS, down to a depth that
 * StillGain tells; short dips do the rest. A steady tone is thus met by a steady gain, and dense sound can still be made
 * louder.
 */
export class GainEase {
  readonly latencyFrames: number;
  /** So long after the last peak above the ceiling it is at rest: nothing reduced, and nothing remembered. */
  readonly memoryFrames: number;
  private readonly hop: number;
  private readonly share: EaseShare;
  private readonly least: SlidingMinimum;
  private readonly held: SlidingMaximum;
  private readonly still: StillGain;
  private readonly first: RunningMean;
  private readonly second: RunningMean;
  private readonly needed = new Float64Array(1);
  private readonly whole = new Float64Array(1);
  private readonly mean = new Float64Array(1);
  private at = 0;
  private highest = 0;
  private from = 0;
  private to = 0;

  constructor(lookAheadMs: number, sampleRateHz: number, share: EaseShare = 'most') {
    const hop = hopFrames(sampleRateHz);
    const hops = (ms: number): number => Math.round((ms * sampleRateHz) / (1000 * hop));
    const reach = Math.max(1, hops((2 / 3) * lookAheadMs));
    const half = Math.max(1, hops(lookAheadMs / 2));
    this.hop = hop;
    this.share = share;
    this.least = new SlidingMinimum(2 * reach + 1);
    this.held = new SlidingMaximum(hops(SUSTAINED_MS) + 1);
    this.still = new StillGain(hops);
    this.first = new RunningMean(2 * half + 1);
    this.second = new RunningMean(2 * half + 1);
    this.memoryFrames = hop * (2 * reach + 1 + 2 * (2 * half + 1) + 3);
    this.latencyFrames = hop * (reach + 2 * half + 1) + hop / 2;
    this.reset();
  }

  /** Reads the peaks around each frame and writes the reductions (0 … 1) to apply `latencyFrames` earlier. */
  process(peaks: Float64Array, frames: number, ceiling: number, reductions: Float64Array): void {
    const { hop } = this;
    for (let n = 0; n < frames; ) {
      const { at, from } = this;
      const count = Math.min(frames - n, hop - at);
      const step = (this.to - from) / hop;
      let highest = this.highest;
      for (let k = 0; k < count; k++) {
        const peak = peaks[n + k]!;
        if (peak > highest) highest = peak;
        reductions[n + k] = from + step * (at + k);
      }
      this.highest = highest;
      this.at = at + count;
      n += count;
      if (this.at < hop) continue;
      this.needed[0] = highest > ceiling ? ceiling / highest : 1;
      this.advance();
    }
  }

  /** As `process` of so many peaks below the ceiling, at rest: only the place inside the hop moves. */
  skip(frames: number): void {
    this.at = (this.at + frames) % this.hop;
  }

  reset(): void {
    this.least.reset();
    this.held.reset();
    this.still.reset();
    this.first.reset();
    this.second.reset();
    // Before the first hop nothing was reduced: a full gain as old as the song.
    this.held.next(1);
    this.at = 0;
    this.highest = 0;
    this.from = 0;
    this.to = 0;
  }

  /** A hop is whole, and needs the gain that stands in `needed`. Numbers stay in arrays: none is left on the heap. */
  private advance(): void {
    const { needed, whole, mean, still } = this;
    this.least.process(needed, 1);
    const least = needed[0]!;
    whole[0] = least;
    this.held.process(whole, 1);
    mean[0] = least;
    still.process(mean);
    const deepest = Math.max(whole[0]!, mean[0]!);
    mean[0] = least < deepest ? least / deepest : 1;
    if (least < deepest) pass(mean, this.share);
    const taken = least < deepest ? deepest * mean[0]! : least;
    mean[0] = Math.ceil((1 - taken) * WHOLE);
    this.first.process(mean, 1);
    this.second.process(mean, 1);
    this.from = this.to;
    this.to = mean[0]! / WHOLE;
    this.at = 0;
    this.highest = 0;
  }
}

/** x[0] to the power of the share, by roots, which are the same in every engine. */
function pass(x: Float64Array, share: EaseShare): void {
  const value = x[0]!;
  const root = Math.sqrt(value);
  const rest = Math.sqrt(root);
  if (!(value > 0)) x[0] = 0;
  else if (share === 'half') x[0] = root;
  else x[0] = share === 'more' ? value / rest : value / Math.sqrt(rest);
}
