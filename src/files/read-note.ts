// Read note: the same oddity met again is counted, so that a ruined file does not fill the memory with notes.
import type { ReadNote } from './format.ts';

/** Notes `code` at `byte`: a new note, or one more of the kind: `byte` of the first, `times`, and `bytes` in all. */
export function countNote(notes: ReadNote[], code: string, byte: number, bytes = 0): void {
  const at = notes.findIndex((note) => note.code === code);
  const before = at < 0 ? { byte, times: 0, bytes: 0 } : notes[at]!.facts;
  const facts = { byte: before.byte!, times: Number(before.times) + 1, bytes: Number(before.bytes) + bytes };
  notes.splice(at < 0 ? notes.length : at, 1, { code, facts });
}
