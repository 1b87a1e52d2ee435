// Waiver file: the waivers of a folder of songs, kept beside them as plain JSON, written whole.
import type { Place } from '../files/place.ts';
import { writeWhole } from '../files/whole-file.ts';
import type { WaivedStretch, Waiver } from '../inspect/waivers.ts';
import { printOf } from '../measure/print-match.ts';
import { Fault } from '../signal/fault.ts';
import { readRecord } from './read-record.ts';

export const WAIVER_FILE = 'lacquer-waivers.json';

type Loose = Readonly<Record<string, unknown>>;

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
  try {
    return checkWaivers(await readRecord(place, file, 'bad-waivers'));
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    throw new Fault(reason.code, reason.kind, { file, ...reason.facts }, reason);
  }
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

function checkWaivers(given: unknown): Waiver[] {
  const { version, waivers } = record(given, 'the file');
  if (version !== 1) throw bad('version', 'must be 1');
  return list(waivers, 'waivers').map((waiver, i) => checkWaiver(waiver, `waivers[${i}]`));
}

function checkWaiver(given: unknown, where: string): Waiver {
  const { song, code, channel, startS, endS, note, stretches } = record(given, where);
  if (!(channel === null || channel === 'left' || channel === 'right' || channel === 'both'))
    throw bad(`${where}.channel`, 'must be left, right, both or null');
  return {
    song: text(song, `${where}.song`),
    code: text(code, `${where}.code`),
    channel,
    startS: seconds(startS, `${where}.startS`),
    endS: seconds(endS, `${where}.endS`),
    note: text(note, `${where}.note`),
    stretches: list(stretches, `${where}.stretches`).map((one, i) =>
      checkStretch(one, `${where}.stretches[${i}]`),
    ),
  };
}

function checkStretch(given: unknown, where: string): WaivedStretch {
  const { fromS, print } = record(given, where);
  const known = text(print, `${where}.print`);
  if (printOf(known) === null) throw bad(`${where}.print`, 'must be as it was written');
  return { fromS: seconds(fromS, `${where}.fromS`) ?? 0, print: known };
}

function record(given: unknown, where: string): Loose {
  if (typeof given === 'object' && given !== null && !Array.isArray(given)) return given as Loose;
  throw bad(where, 'must be a record');
}

function list(given: unknown, where: string): readonly unknown[] {
  if (Array.isArray(given)) return given;
  throw bad(where, 'must be a list');
}

function text(given: unknown, where: string): string {
  if (typeof given === 'string') return given;
  throw bad(where, 'must be a text');
}

function seconds(given: unknown, where: string): number | null {
  if (given === null || (typeof given === 'number' && Number.isFinite(given) && given >= 0)) return given;
  throw bad(where, 'must be a number of seconds, or null');
}

function bad(where: string, what: string): Fault {
  return new Fault('bad-waivers', 'usage', { where, what });
}
