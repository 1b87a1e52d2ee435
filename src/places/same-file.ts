// Same file: whether two paths are one file of this machine, whatever links and spellings lead there.
import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Something that is not there is the same as nothing else, except by its path. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  if (resolve(a) === resolve(b)) return true;
  const [first, second] = await Promise.all(
    [a, b].map((path) => stat(path, { bigint: true }).catch(() => null)),
  );
  if (!first || !second) return false;
  // file systems without numbers of their own for files give 0
  if (first.ino !== 0n) return first.ino === second.ino && first.dev === second.dev;
  const [real, other] = await Promise.all([a, b].map((path) => realpath(path)));
  return real === other;
}
