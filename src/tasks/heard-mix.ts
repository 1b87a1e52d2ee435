// Heard mix: a mix as revisions need it: what was heard of it, and its sound to be heard again.
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import type { HeardMix } from '../master/revise/revise-plan.ts';
import type { Style } from '../master/style/style.ts';
import type { AnalysedSong } from './analyse-song.ts';
import type { Run } from './run.ts';
import { watchSource } from './watch-source.ts';

/** `style`: the one that the plan's intent names, where it is none of the house's. Stage of its sound: `forecast`. */
export function heardMix(
  place: Place,
  mixPath: string,
  { analysis }: AnalysedSong,
  run: Run,
  style?: Style,
): HeardMix {
  const { frames } = analysis.measurements;
  return {
    analysis,
    open: async () => watchSource((await openAudio(place, mixPath)).source, run, 'forecast', frames),
    ...(style === undefined ? {} : { style }),
  };
}
