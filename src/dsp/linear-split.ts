// Linear split: bands of linear phase: the differences of low-passes, all as late as each other.
import { ZeroPhaseBank } from './zero-phase-bank.ts';
import { kernelGrid, lowAmplitude, zeroPhaseGains } from './zero-phase.ts';

/** Without a crossover there is nothing to wait for; any grid does. */
const NO_CROSSOVER_HZ = 2000;

/**
 * Each crossover is a low-pass of the amplitude 1 / (1 + (f/fc)⁴), which is Linkwitz-Riley's of 24 dB an octave without its
 * phase; what it leaves is its high-pass. A band is the difference of two neighbours, the highest what all others leave of
 * the input, so whatever the filters err by, the sum is the input.
 */
export class LinearSplit {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  readonly bands: readonly Float64Array[][];
  readonly whole: readonly Float64Array[];
  private readonly bank: ZeroPhaseBank;

  /** `crossoversHz` from low to high; stretches of at most `longest` frames. */
  constructor(crossoversHz: readonly number[], rate: number, channels: number, longest: number) {
    const grid = kernelGrid(crossoversHz[0] ?? NO_CROSSOVER_HZ, rate);
    const gains = crossoversHz.map((corner, b) => {
      const below = (hz: number): number => (b > 0 ? lowAmplitude(hz, crossoversHz[b - 1]!, 4) : 0);
      return zeroPhaseGains((hz) => lowAmplitude(hz, corner, 4) - below(hz), rate, grid);
    });
    this.bank = new ZeroPhaseBank(gains, grid, channels, longest);
    this.latencyFrames = this.bank.latencyFrames;
    this.preRingFrames = grid.reach;
    this.tailFrames = grid.reach;
    this.whole = this.bank.whole;
    this.bands = [...this.bank.outs, this.whole.map(() => new Float64Array(longest))];
  }

  split(channels: readonly Float64Array[], start: number, end: number): void {
    const { bands, whole } = this;
    const last = bands.length - 1;
    this.bank.hear(channels, start, end);
    for (let c = 0; c < whole.length; c++) {
      const highest = bands[last]![c]!;
      if (last === 0) highest.set(whole[c]!);
      for (let b = 0; b < last; b += 2) {
        const left = b === 0 ? whole[c]! : highest;
        if (b + 1 < last) subtractBoth(left, bands[b]![c]!, bands[b + 1]![c]!, highest, end - start);
        else subtract(left, bands[b]![c]!, highest, end - start);
      }
    }
  }

  reset(): void {
    this.bank.reset();
  }
}

function subtract(a: Float64Array, b: Float64Array, out: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) out[n] = a[n]! - b[n]!;
}

function subtractBoth(
  a: Float64Array,
  b: Float64Array,
  c: Float64Array,
  out: Float64Array,
  frames: number,
): void {
  for (let n = 0; n < frames; n++) out[n] = a[n]! - b[n]! - c[n]!;
}
