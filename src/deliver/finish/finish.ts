// Finish: the last steps before a file: final rate, true-peak guard, dither and word length; once.
import { holdPeaks } from '../../process/output/hold-peaks.ts';
import { resample } from '../../process/output/resample.ts';
import { shorten, type ShortenedSource } from '../../process/output/shorten.ts';
import type { Source } from '../../signal/stream.ts';
import type { Finish } from './written-files.ts';

export interface FinishOptions {
  /** null: peaks are left alone. */
  readonly ceilingDbtp: number | null;
  /** Seeds the dither. */
  readonly seed: number;
}

/**
 * The sound exactly as it will stand in the file: every sample a whole step of the finish's word length, dithered once at
 * most. Fault `dithered-twice`.
 */
export function finish(source: Source, form: Finish, options: FinishOptions): ShortenedSource {
  const rateHz = form.sampleRateHz ?? source.format.sampleRateHz;
  const atRate =
    rateHz === source.format.sampleRateHz ? source : holdPeaks(resample(source, rateHz), options.ceilingDbtp);
  return shorten(atRate, { bits: form.bits, shape: form.dither, seed: options.seed });
}
