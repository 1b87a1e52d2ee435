// Finish: the last steps before a file: final rate, true-peak guard, dither and word length; once.
import { processorById } from '../../process/catalogue.ts';
import { createChain, processSource } from '../../process/chain.ts';
import { checkParams } from '../../process/params.ts';
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

/**
 * A new rate means other samples between which the wave peaks elsewhere, and a steeper edge that rings. The limiter passes
 * what stays under the ceiling untouched to the last bit, so it works only where the conversion created overs.
 */
export function holdPeaks(source: Source, ceilingDbtp: number | null): Source {
  if (ceilingDbtp === null) return source;
  const kind = processorById('limiter');
  const params = checkParams(kind.params, { ceilingDbtp }, 'finish.guard');
  return processSource(source, createChain([{ kind, params }], source.format));
}
