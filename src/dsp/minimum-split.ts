// Minimum split: bands by Linkwitz-Riley crossovers, one after the other, whose sum is an allpass.
import type { Coefficients } from './biquad.ts';
import { linkwitzRiley } from './crossover.ts';
import { log } from './math.ts';
import { PairCascade } from './pair-cascade.ts';

/** Where the ringing of a section counts as over: -180 dB. */
const RING_END = 1e-9;

/**
 * Each crossover takes the band below it off what is left above. That band then passes the allpasses of all the crossovers
 * above, which what is left meets as the sum of its two sides: so all bands add up with one phase (D'Appolito, "Active
 * realization of multiway all-pass crossover systems", JAES 35(4) 1987).
 */
export class MinimumSplit {
  readonly latencyFrames = 0;
  readonly preRingFrames = 0;
  readonly tailFrames: number;
  readonly bands: readonly Float64Array[][];
  readonly whole = null;
  /** By crossover and pair of channels. */
  private readonly lows: readonly PairCascade[][];
  private readonly highs: readonly PairCascade[][];

  /** `crossoversHz` from low to high; stretches of at most `longest` frames. */
  constructor(crossoversHz: readonly number[], rate: number, channels: number, longest: number) {
    const splits = crossoversHz.map((hz) => linkwitzRiley(hz, rate));
    const pairs = Array.from({ length: Math.ceil(channels / 2) });
    const each = (sections: readonly Coefficients[]): PairCascade[] =>
      pairs.map(() => new PairCascade(sections, sections));
    this.lows = splits.map(({ low }, i) => each([...low, ...splits.slice(i + 1).map(({ sum }) => sum)]));
    this.highs = splits.map(({ high }) => each(high));
    this.bands = Array.from({ length: splits.length + 1 }, () =>
      Array.from({ length: channels }, () => new Float64Array(longest)),
    );
    this.tailFrames = splits.reduce((sum, { sum: { a2 } }) => sum + 2 * ringFrames(a2), 0);
  }

  split(channels: readonly Float64Array[], start: number, end: number): void {
    const { bands, lows, highs } = this;
    const frames = end - start;
    const rest = bands[lows.length]!;
    for (let c = 0; c < rest.length; c++) copy(channels[c]!, start, frames, rest[c]!);
    for (let i = 0; i < lows.length; i++) {
      const band = bands[i]!;
      for (let c = 0; c < rest.length; c++) copy(rest[c]!, 0, frames, band[c]!);
      filter(lows[i]!, band, frames);
      filter(highs[i]!, rest, frames);
    }
  }

  reset(): void {
    for (const pairs of [...this.lows, ...this.highs]) for (const cascade of pairs) cascade.reset();
  }
}

function filter(pairs: readonly PairCascade[], channels: readonly Float64Array[], frames: number): void {
  for (let pair = 0; pair < pairs.length; pair++) {
    pairs[pair]!.process(channels[2 * pair]!, channels[2 * pair + 1] ?? null, frames);
  }
}

/** Its poles are a pair whose product is a2. */
function ringFrames(a2: number): number {
  return Math.ceil((2 * log(RING_END)) / log(Math.min(1 - 1e-9, a2)));
}

function copy(x: Float64Array, from: number, count: number, out: Float64Array): void {
  for (let n = 0; n < count; n++) out[n] = x[from + n]!;
}
