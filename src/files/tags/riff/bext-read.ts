// Bext reading: the Broadcast Extension chunk of any version (EBU Tech 3285).
import { readUint64, viewOf } from '../../bytes.ts';
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { anyText, untilNul } from '../tag-text.ts';
import type { Broadcast } from '../tags.ts';
import {
  BEXT_BYTES,
  LOUDNESS_AT,
  MOST_HUNDREDTHS,
  TEXTS,
  TIME_REFERENCE_AT,
  UMID_AT,
  UMID_BYTES,
  VERSION_AT,
  type BextLoudness,
  type BextText,
} from './bext-layout.ts';

/** A chunk shorter than its fields is read as far as it goes, with a note. */
export function readBext(chunk: Uint8Array, notes: TagNote[]): Broadcast {
  if (chunk.length < BEXT_BYTES) tell(notes, 'tag-damaged', { where: 'bext' });
  const body = new Uint8Array(Math.max(BEXT_BYTES, chunk.length));
  body.set(chunk);
  const view = viewOf(body);
  const version = view.getUint16(VERSION_AT, true);
  const text = (field: BextText): string => {
    const [at, length] = TEXTS[field];
    return anyText(untilNul(body.subarray(at, at + length))).trim();
  };
  return {
    description: text('description'),
    originator: text('originator'),
    originatorReference: text('originatorReference'),
    originationDate: text('originationDate'),
    originationTime: text('originationTime'),
    timeReferenceFrames: readUint64(view, TIME_REFERENCE_AT, true),
    umid: version >= 1 ? umidIn(body) : '',
    ...loudnessIn(view, version),
    codingHistory: linesOf(anyText(untilNul(body.subarray(BEXT_BYTES)))),
  };
}

/** Sixty-four zeros are no identifier. */
function umidIn(body: Uint8Array): string {
  const umid = body.subarray(UMID_AT, UMID_AT + UMID_BYTES);
  if (umid.every((byte) => byte === 0)) return '';
  return Array.from(umid, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

type Loudness = Pick<Broadcast, BextLoudness>;

/** All null before version 2, and where a writer of version 2 left nothing but zeros. */
function loudnessIn(view: DataView, version: number): Loudness {
  const fields = Object.keys(LOUDNESS_AT) as BextLoudness[];
  const steps = fields.map((field) => view.getInt16(LOUDNESS_AT[field], true));
  const isTold = version >= 2 && steps.some((step) => step !== 0);
  const values = steps.map((step) => (isTold && Math.abs(step) <= MOST_HUNDREDTHS ? step / 100 : null));
  return Object.fromEntries(fields.map((field, i) => [field, values[i]])) as unknown as Loudness;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
