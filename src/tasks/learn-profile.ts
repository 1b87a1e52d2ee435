// Learn profile: listens to somebody's own records and makes a style of them.
import type { Place } from '../files/place.ts';
import { learnStyle, MOST_SONGS, type LearntSong, type LearntStyle } from '../master/style/learn-style.ts';
import { STYLE_ALIASES, STYLE_NAMES } from '../master/style/style-names.ts';
import { Fault } from '../signal/fault.ts';
import { analyseSong } from './analyse-song.ts';
import { songName } from './outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';

/** What a style may be called: what stands on a command line without quotation marks. */
const ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_ID = 64;

export interface LearnOptions {
  /** Kebab-case; none of the house's. */
  readonly id: string;
  /** ISO date. */
  readonly dated: string;
}

/**
 * One record after another, each heard whole in constant memory. Stage: `listen`, over all of them. Faults: `bad-style-name`,
 * `too-many-records`, those of `analyseSong`; `nothing-to-learn`, `cancelled`.
 */
export async function learnProfile(
  place: Place,
  paths: readonly string[],
  { id, dated }: LearnOptions,
  run: Run = SILENT_RUN,
): Promise<LearntStyle> {
  refuseName(id);
  if (paths.length > MOST_SONGS) {
    throw new Fault('too-many-records', 'usage', { records: paths.length, most: MOST_SONGS });
  }
  const songs: LearntSong[] = [];
  for (const [i, path] of paths.entries()) {
    throwIfCancelled(run);
    const shared: Run = { ...run, progress: (stage, done) => run.progress(stage, (i + done) / paths.length) };
    const { analysis } = await analyseSong(place, path, {}, shared);
    songs.push({ name: songName(path), measurements: analysis.measurements });
  }
  return learnStyle(songs, id, dated);
}

function refuseName(id: string): void {
  const house = [...STYLE_NAMES.map((one) => one.id), ...Object.keys(STYLE_ALIASES)];
  if (!ID.test(id) || id.length > LONGEST_ID || house.includes(id)) {
    throw new Fault('bad-style-name', 'usage', { id, taken: house.includes(id) ? 1 : 0 });
  }
}

/** A name for a file's style: what stands of its own name before the first dot, in small letters, joined by hyphens. */
export function styleIdFor(path: string): string {
  const stem = (path.split(/[\\/]/).at(-1) ?? '').split('.')[0]!;
  const id = stem
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, LONGEST_ID);
  return id === '' ? 'own' : id;
}
