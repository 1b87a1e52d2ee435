// Converted sound: a source brought to what its new file holds, with an account of every change on the way.
import { holdPeaks } from '../process/output/hold-peaks.ts';
import type { WordLength } from '../deliver/finish/written-files.ts';
import { mixChannels } from '../process/output/mix-channels.ts';
import { resample } from '../process/output/resample.ts';
import { shorten } from '../process/output/shorten.ts';
import type { Source } from '../signal/stream.ts';
import type { ConvertTarget, ConvertWish } from './convert-target.ts';

/**
 * Where the limiter holds sound that would pass full scale: a tenth of a decibel for what dither and rounding add, and for
 * what no player should have to guess between the samples.
 */
export const HELD_AT_DBTP = -0.1;

/** Samples beyond full scale, before anything held them. */
export interface Overs {
  count: number;
  /** Linear; the largest magnitude of all samples. */
  peak: number;
}

export interface ConvertedSound {
  readonly source: Source;
  readonly overs: Overs;
  /** Is there anything that stops overs? If not, and there are any, they would be cut off. */
  readonly isHeld: boolean;
  /** null where no word was made. */
  account(): WordLength | null;
}

/** Repeats to the bit: whoever converts a file twice gets the same file. */
const SEED = 1;

/** Channels, rate, peaks, word length, in this order. `guarded`: overs are held by the limiter. Takes `source` over. */
export function convertedSound(
  source: Source,
  { format, dither, writer }: ConvertTarget,
  wish: ConvertWish,
  guarded: boolean,
): ConvertedSound {
  const overs: Overs = { count: 0, peak: 0 };
  const mixed = mixChannels(source, wish.channels);
  const isAtRate = mixed.format.sampleRateHz === format.sampleRateHz; // of whatever rate, convertible or not
  const atRate = isAtRate ? mixed : resample(mixed, format.sampleRateHz);
  const ceilingDbtp = wish.ceilingDbtp ?? (guarded ? HELD_AT_DBTP : null);
  const held = holdPeaks(countOvers(atRate, overs), ceilingDbtp);
  // a float holds what lies beyond full scale
  const isHeld = ceilingDbtp !== null || (writer.encodings.length > 0 && format.encoding === 'float');
  if (dither === null) return { source: held, overs, isHeld, account: () => null };
  const short = shorten(held, { bits: format.bits, shape: dither, seed: SEED });
  return { source: short, overs, isHeld, account: () => short.account() };
}

function countOvers(source: Source, overs: Overs): Source {
  return {
    ...source,
    async pull(maxFrames) {
      const block = await source.pull(maxFrames);
      for (const samples of block?.channels ?? []) countIn(samples, block!.frames, overs);
      return block;
    },
    close: () => source.close(),
  };
}

function countIn(samples: Float64Array, frames: number, overs: Overs): void {
  let { count, peak } = overs;
  for (let n = 0; n < frames; n++) {
    const magnitude = Math.abs(samples[n]!);
    if (magnitude > peak) peak = magnitude;
    if (magnitude > 1) count++;
  }
  overs.count = count;
  overs.peak = peak;
}
