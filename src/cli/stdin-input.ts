// Stdin input: `-` among the files of a command: standard input, kept while the command works, and removed whatever happens.
import type { Place } from '../files/place.ts';
import { diskPlace } from '../places/disk.ts';

/** What stands for standard input on the command line. */
const DASH = '-';

/**
 * Does `work` with the disk, and with `paths` in which `-` became the name that standard input has there. Nothing is loaded or
 * read where no path is `-`. Faults: those of `keepStdin`.
 */
export async function withStdin<T>(
  paths: readonly string[],
  signal: AbortSignal,
  work: (place: Place, paths: readonly string[]) => Promise<T>,
): Promise<T> {
  if (!paths.includes(DASH)) return work(diskPlace(), paths);
  const { keepStdin, placeWithStdin, STDIN_NAME } = await import('../places/stdin-file.ts');
  const kept = await keepStdin(process.stdin, signal);
  try {
    const names = paths.map((path) => (path === DASH ? STDIN_NAME : path));
    return await work(placeWithStdin(diskPlace(), kept), names);
  } finally {
    await kept.remove();
  }
}
