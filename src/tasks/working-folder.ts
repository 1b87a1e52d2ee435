// Working folder: hidden, beside the results: where sound lies between two steps, and what is not shown yet; gone afterwards.
import type { Place } from '../files/place.ts';
import { renamed } from '../records/record-text.ts';
import { pathIn } from './outputs.ts';

/** Always the same, so that the next run removes what a killed one left. */
const NAME = '.lacquer-work';

/** Does `work` in an empty folder below `outFolder`; whatever happens, it is not there afterwards. */
export async function inWorkingFolder<T>(
  place: Place,
  outFolder: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = pathIn(outFolder, NAME);
  const isNew = !(await place.exists(outFolder));
  await removeAll(place, folder);
  try {
    return await work(folder);
  } finally {
    await removeAll(place, folder);
    // of a run that failed, nothing is left
    if (isNew) await place.tidy?.(outFolder);
  }
}

/** Before the work, not after an hour of it. Faults: those of the place, about `shown`. */
export async function refuseUnwritable(place: Place, folder: string, shown: string): Promise<void> {
  try {
    const sink = await place.create(pathIn(folder, 'writable'), { replace: true, passing: true });
    await sink.abort();
  } catch (reason) {
    throw renamed(reason, {}, {}, { file: shown });
  }
}

/** Every file below, and the folders themselves. */
export async function removeAll(place: Place, folder: string): Promise<void> {
  for (const path of await filesBelow(place, folder)) await place.remove(path);
  await place.tidy?.(folder);
}

/** None where there is no such folder. */
export async function filesBelow(place: Place, folder: string): Promise<string[]> {
  return (await place.exists(folder)) ? place.list(folder) : [];
}
