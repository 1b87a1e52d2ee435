// Check waivers: a file of waivers from outside, checked entry by entry.
import type { WaivedStretch, Waiver } from '../inspect/waivers.ts';
import { printOf } from '../measure/print-match.ts';
import { Fault } from '../signal/fault.ts';

type Loose = Readonly<Record<string, unknown>>;

/** A parsed JSON value as waivers. `file`: how to call it. Fault `bad-waivers` with the place in the file. */
export function checkWaivers(given: unknown, file: string): Waiver[] {
  try {
    return waiversOf(given);
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    throw new Fault(reason.code, reason.kind, { file, ...reason.facts }, reason);
  }
}

function waiversOf(given: unknown): Waiver[] {
  const { version, waivers } = record(given, 'the file');
  if (version !== 1) throw bad('version', 'must be 1');
  return list(waivers, 'waivers').map((waiver, i) => checkWaiver(waiver, `waivers[${i}]`));
}

function checkWaiver(given: unknown, where: string): Waiver {
  const { song, code, channel, startS, endS, note, stretches, around } = record(given, where);
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
    around: around === null || around === undefined ? null : checkStretch(around, `${where}.around`),
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
