// Dropped file: files that a person gave to the page, as a Place that is only read.
import { Fault } from '../../signal/fault.ts';
import type { ByteSource, Place } from '../../files/place.ts';
import { BlobSource } from './blob-source.ts';

/** `file` as a ByteSource of its own name. Fault `not-readable` when it is changed, moved or removed while it is read. */
export function droppedFileSource(file: File): ByteSource {
  return new BlobSource(file.name, file);
}

/** The files that a page was given, by path; the map is shared with the caller. Faults `not-found`, `is-folder`, `not-readable`. */
export function filePlace(files: ReadonlyMap<string, File>): Pick<Place, 'open' | 'list' | 'exists'> {
  const below = (path: string): string[] => {
    const prefix = path === '' || path.endsWith('/') ? path : `${path}/`;
    return [...files.keys()].filter((name) => name.startsWith(prefix)).sort();
  };
  return {
    async open(path) {
      const file = files.get(path);
      if (file !== undefined) return new BlobSource(path, file);
      throw new Fault(below(path).length > 0 ? 'is-folder' : 'not-found', 'input', { file: path });
    },
    async list(path) {
      const found = files.has(path) ? [path] : below(path);
      if (found.length === 0) throw new Fault('not-found', 'input', { file: path });
      return found;
    },
    exists: async (path) => files.has(path) || below(path).length > 0,
  };
}
