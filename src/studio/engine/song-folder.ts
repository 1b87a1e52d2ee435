// Song folder: where everything of one song of the session is kept.
import { Fault } from '../../signal/fault.ts';
import type { Place } from '../../files/place.ts';

/** Paths below the session's root. */
export interface SongFolder {
  readonly path: string;
  readonly source: string;
  readonly mixTrack: string;
  readonly out: string;
  /** Where the files are put together for handing out; emptied at the next visit. */
  readonly zip: string;
  /** `version`: of the rendering. */
  masterTrack(version: number): string;
  record(name: string): string;
}

/** Ids are the page's. */
export function isSongId(id: string): boolean {
  return /^[\w-]{1,64}$/.test(id);
}

export function songsFolder(root: string): string {
  return root === '' ? 'songs' : `${root}/songs`;
}

/** An id of anything but letters, digits, `_` and `-` is a mistake of ours. */
export function songFolder(root: string, id: string): SongFolder {
  if (!isSongId(id)) throw new Error(`no song id: ${id}`);
  const path = `${songsFolder(root)}/${id}`;
  return {
    path,
    source: `${path}/source`,
    mixTrack: `${path}/mix`,
    out: `${path}/out`,
    zip: `${path}/zip`,
    masterTrack: (version) => `${path}/master-${String(version).padStart(6, '0')}`,
    record: (name) => `${path}/${name}`,
  };
}

/** The version of a rendering by a path in its folder; null for other paths. */
export function masterVersion(folder: SongFolder, path: string): number | null {
  const found = /^master-(\d+)\//.exec(path.slice(folder.path.length + 1));
  return found ? Number(found[1]) : null;
}

/** All paths below `path`; none where there is nothing. */
export async function pathsBelow(place: Place, path: string): Promise<string[]> {
  try {
    return await place.list(path);
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'not-found') return [];
    throw reason;
  }
}

/** Removes what can be removed: what somebody still reads goes the next time. */
export async function sweep(place: Place, paths: readonly string[]): Promise<void> {
  await Promise.allSettled(paths.map((path) => place.remove(path)));
}
