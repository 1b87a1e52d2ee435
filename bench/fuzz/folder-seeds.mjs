// Folder seeds: the files of some folders, their heads at least, to be spoilt.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The head is what matters. */
const MOST_BYTES = 48 << 10;

/** Name and bytes of every file in `folders` but texts, by name. */
export function folderSeeds(folders) {
  return folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(json|md|mjs|txt)$/.test(entry.name))
      .map(({ name }) => name)
      .sort()
      .map((name) => ({
        name,
        bytes: new Uint8Array(readFileSync(join(folder, name)).subarray(0, MOST_BYTES)),
      })),
  );
}
