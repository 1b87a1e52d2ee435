// Audio files: what the user named: files as they are, folders and patterns searched for names that look like sound.
import { looksLikeSound } from '../files/audio-names.ts';
import type { Place } from '../files/place.ts';
import { filesMatching, isPattern } from './path-pattern.ts';

/** Never fails: what cannot be listed is handed on, to be told about when it is opened. Each file once, in order. */
export async function audioFilesIn(place: Place, paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) found.push(...(await audioFilesAt(place, path)));
  return [...new Set(found)];
}

/** A file that has the name of a pattern comes before what the pattern would match. */
async function audioFilesAt(place: Place, path: string): Promise<string[]> {
  const below = await place.list(path).catch(() => null);
  if (below === null) {
    const matching = isPattern(path) ? await filesMatching(path) : [];
    if (matching.length === 0) return [path];
    // A pattern that ends in a star says nothing of the kind of file.
    return path.endsWith('*') ? matching.filter(looksLikeSound) : matching;
  }
  const isFile = below.length === 1 && below[0] === path;
  return isFile ? below : below.filter(looksLikeSound);
}
