// Hear mix: a mix listened to, as it is analysed, refused where it could not be mastered.
import type { Place } from '../files/place.ts';
import { MOST_MASTERED_CHANNELS } from '../master/plan.ts';
import { CONVERTIBLE_HZ } from '../process/output/resample.ts';
import { Fault } from '../signal/fault.ts';
import { analyseSong, type AnalysedSong, type AnalyseOptions } from './analyse-song.ts';
import type { Run } from './run.ts';

/** The mix as heard, fit to be mastered; on its way through what `through` makes of it, as in `analyseSong`. */
export async function hearMix(
  place: Place,
  mixPath: string,
  run: Run,
  through: NonNullable<AnalyseOptions['through']> = (source) => source,
): Promise<AnalysedSong> {
  const mix = await analyseSong(
    place,
    mixPath,
    {
      mostChannels: MOST_MASTERED_CHANNELS,
      through: (source, file) => {
        refuseRate(mixPath, file.sampleRateHz);
        return through(source, file);
      },
    },
    run,
  );
  if (mix.analysis.measurements.frames === 0) throw new Fault('no-audio', 'input', { file: mixPath });
  return mix;
}

/** Every release has a 44.1 kHz file: what cannot be converted is refused before the listening. */
function refuseRate(file: string, rateHz: number): void {
  const { lowest, highest } = CONVERTIBLE_HZ;
  if (rateHz >= lowest && rateHz <= highest) return;
  throw new Fault('rate-not-supported', 'input', { file, rateHz, lowestHz: lowest, highestHz: highest });
}
