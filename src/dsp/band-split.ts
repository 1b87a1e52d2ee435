// Band split: sound cut into bands at given crossovers, of linear phase or of minimum phase, stretch by stretch.
import { LinearSplit } from './linear-split.ts';
import { MinimumSplit } from './minimum-split.ts';

/** Most frames that are split at a time: few enough to stay in the cache. */
export const SPLIT_FRAMES = 2048;

/** The highest crossover as a share of the rate: below the band's end, where no filter can be made. */
const HIGHEST_SHARE = 0.46;

/**
 * Both forms cut by 24 dB an octave, with -6 dB in both bands at a crossover. Linear phase: the bands add up to `whole`, the
 * input later by `latencyFrames`; change sound as `whole` + Σ (gain - 1)·band, and what is left alone keeps its every bit.
 * Minimum phase: the bands add up to an allpass, later by nothing. The same bits for any cutting into stretches.
 */
export interface BandSplit {
  readonly latencyFrames: number;
  /** Frames by which a band may begin before the sound in it; 0 of minimum phase. */
  readonly preRingFrames: number;
  /** Frames that a band may sound on after its sound and the latency. */
  readonly tailFrames: number;
  /** The bands of the stretch split last, from its frame 0 on: band by band from the lowest, each channel by channel. */
  readonly bands: readonly (readonly Float64Array[])[];
  /** Of linear phase: all bands together, channel by channel. */
  readonly whole: readonly Float64Array[] | null;
  /** Splits `channels[c][start … end-1]`, at most SPLIT_FRAMES, which stay as they are. The bands may be written over. */
  split(channels: readonly Float64Array[], start: number, end: number): void;
  /** Back to newborn. */
  reset(): void;
}

export type SplitPhase = 'linear' | 'minimum';

/** One band more than `crossoversHz`, which may stand in any order and outside of what is heard. */
export function createBandSplit(
  crossoversHz: readonly number[],
  phase: SplitPhase,
  sampleRateHz: number,
  channels: number,
): BandSplit {
  const sorted = sortedCrossovers(crossoversHz, sampleRateHz);
  const Form = phase === 'linear' ? LinearSplit : MinimumSplit;
  return new Form(sorted, sampleRateHz, channels, SPLIT_FRAMES);
}

/** From low to high, all below the end of the band. */
export function sortedCrossovers(crossoversHz: readonly number[], sampleRateHz: number): number[] {
  return crossoversHz.map((hz) => Math.min(hz, HIGHEST_SHARE * sampleRateHz)).sort((a, b) => a - b);
}
