// Bext writing: the Broadcast Extension chunk of version 2, with its loudness fields (EBU Tech 3285 v2).
import { viewOf, writeUint64 } from '../../bytes.ts';
import { joined } from '../byte-parts.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { asciiBytes, isAscii, simplified } from '../tag-text.ts';
import type { Broadcast } from '../tags.ts';
import {
  BEXT_BYTES,
  LOUDNESS_AT,
  MOST_HUNDREDTHS,
  NOT_TOLD,
  TEXTS,
  TIME_REFERENCE_AT,
  UMID_AT,
  UMID_BYTES,
  VERSION_AT,
  type BextLoudness,
  type BextText,
} from './bext-layout.ts';

const VERSION = 2;

/** The chunk's body. `kept` names what holds whole texts besides; empty where nothing does. */
export function writeBext(broadcast: Broadcast, kept: string, notes: TagNote[]): Uint8Array {
  const body = new Uint8Array(BEXT_BYTES);
  const view = viewOf(body);
  for (const field of Object.keys(TEXTS) as BextText[]) putText(body, field, broadcast[field], kept, notes);
  writeUint64(view, TIME_REFERENCE_AT, Math.max(0, Math.round(broadcast.timeReferenceFrames)), true);
  view.setUint16(VERSION_AT, VERSION, true);
  putUmid(body, broadcast.umid, notes);
  for (const field of Object.keys(LOUDNESS_AT) as BextLoudness[]) {
    view.setInt16(LOUDNESS_AT[field], hundredths(field, broadcast[field], notes), true);
  }
  return joined([body, history(broadcast.codingHistory, kept, notes)]);
}

function putText(body: Uint8Array, field: BextText, text: string, kept: string, notes: TagNote[]): void {
  const [at, most] = TEXTS[field];
  tellLost(text, `broadcast.${field}`, kept, notes);
  const plain = simplified(text);
  if (plain.length > most) tell(notes, 'text-cut', { field: `broadcast.${field}`, where: 'bext', most });
  body.set(asciiBytes(plain.slice(0, most)), at);
}

function tellLost(text: string, field: string, kept: string, notes: TagNote[]): void {
  if (isAscii(text)) return;
  if (kept === '') tell(notes, 'character-lost', { field, where: 'bext' });
  else tell(notes, 'text-simplified', { field, where: 'bext', kept });
}

/** 64 bytes in hexadecimal; shorter ones (32 bytes) leave zeros behind them (SMPTE 330M). */
function putUmid(body: Uint8Array, umid: string, notes: TagNote[]): void {
  if (umid === '') return;
  if (!/^([0-9a-f]{2}){1,64}$/i.test(umid)) {
    return tell(notes, 'value-refused', { field: 'broadcast.umid', value: umid, reason: 'not-hexadecimal' });
  }
  for (let i = 0; 2 * i < umid.length && i < UMID_BYTES; i++) {
    body[UMID_AT + i] = Number.parseInt(umid.slice(2 * i, 2 * i + 2), 16);
  }
}

function hundredths(field: BextLoudness, value: number | null, notes: TagNote[]): number {
  if (value === null) return NOT_TOLD;
  const steps = Math.round(100 * value);
  if (Math.abs(steps) <= MOST_HUNDREDTHS) return steps;
  tell(notes, 'value-refused', { field: `broadcast.${field}`, value: String(value), reason: 'out-of-range' });
  return NOT_TOLD;
}

/** Each line ends with CR LF; the chunk is padded by its walker. */
function history(lines: readonly string[], kept: string, notes: TagNote[]): Uint8Array {
  for (const line of lines) tellLost(line, 'broadcast.codingHistory', kept, notes);
  return asciiBytes(lines.map((line) => `${simplified(line).replace(/[\r\n]/g, ' ')}\r\n`).join(''));
}
