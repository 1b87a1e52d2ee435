// Waiver file: the waivers of a folder of songs, kept beside them as plain JSON, written whole.
import type { Place } from '../files/place.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { Waiver } from '../inspect/waivers.ts';

export const WAIVER_FILE = 'lacquer-waivers.json';

/** The file beside the song. */
export function waiverFileOf(songPath: string): string {
  return songPath.replace(/[^\\/]*$/, '') + WAIVER_FILE;
}

/**
 * None where there is no file, unless there must be one. Faults: `bad-waivers` with the place in the file, those of the
 * place.
 */
export async function readWaivers(place: Place, file: string, mustExist = false): Promise<Waiver[]> {
  if (!mustExist && !(await place.exists(file))) return [];
  // Loaded when needed: a quick check without waivers starts fast.
  const [{ checkWaivers }, { readRecord }] = await Promise.all([
    import('./check-waivers.ts'),
    import('./read-record.ts'),
  ]);
  return checkWaivers(await readRecord(place, file, 'bad-waivers'), file);
}

/** Sorted, so that versions of the file compare well; without waivers there is no file. */
export async function writeWaivers(place: Place, file: string, waivers: readonly Waiver[]): Promise<void> {
  if (waivers.length === 0) return place.remove(file);
  const text = `${JSON.stringify({ version: 1, waivers: [...waivers].sort(compare) }, null, 2)}\n`;
  await writeWhole(place, file, {}, (sink) => sink.write(new TextEncoder().encode(text)));
}

function compare(a: Waiver, b: Waiver): number {
  const key = (one: Waiver): string => `${one.song}\n${one.code}\n${one.channel}`;
  if (a.song !== b.song || a.startS === b.startS) return key(a) < key(b) ? -1 : 1;
  return (a.startS ?? -1) - (b.startS ?? -1);
}
