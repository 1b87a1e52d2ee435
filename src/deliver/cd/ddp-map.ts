// DDP map: the packets of DDPMS as streams, and which of them are the sound, the PQ descriptor and the texts.
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import {
  DDP_MAP,
  DDP_RECORD_BYTES,
  MAIN_DATA,
  MAP_FIELDS,
  MAP_MARK,
  PQ_SUBCODE,
  SOUND_MODE,
  SUBCODE,
  TEXT_SUBCODE,
} from './ddp-layout.ts';
import { fieldNumber, readFields, recordsOf } from './fixed-fields.ts';

/** One packet, spaces taken off. */
export interface DdpStream {
  readonly stream: string;
  readonly subcode: string;
  readonly mode: string;
  readonly storage: string;
  /** As the map says it; null: no number. */
  readonly length: number | null;
  readonly start: number | null;
  readonly firstPause: number | null;
  readonly name: string;
  /** Bytes before the first sector. */
  readonly offset: number;
}

export interface DdpMap {
  readonly image: DdpStream | null;
  readonly pq: DdpStream | null;
  readonly text: DdpStream | null;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

/** Sectors of 2352 bytes: `7`; `0` is met on sound too and means the same there. */
const WHOLE_SECTORS = ['7', '0', ''];

/** Never throws. Numbers may stand behind spaces or zeros. */
export function readDdpMap(bytes: Uint8Array): DdpMap {
  const refusals: Refusal[] = [];
  if (bytes.length === 0 || bytes.length % DDP_RECORD_BYTES !== 0) {
    const facts = { file: DDP_MAP, bytes: bytes.length, packetBytes: DDP_RECORD_BYTES };
    refusals.push({ code: 'ddp-odd-length', facts });
  }
  const streams = recordsOf(bytes, DDP_RECORD_BYTES).flatMap((record, i) => {
    const { mark } = readFields(record, MAP_FIELDS);
    if (mark === MAP_MARK) return [streamOf(record)];
    const facts = { file: DDP_MAP, packet: i + 1, found: mark, wanted: MAP_MARK };
    refusals.push({ code: 'ddp-bad-mark', facts });
    return [];
  });
  const main = streams.filter(({ stream }) => stream === MAIN_DATA);
  const ofSubcode = (subcode: string): DdpStream[] =>
    streams.filter((one) => one.stream === SUBCODE && one.subcode === subcode);
  const pq = ofSubcode(PQ_SUBCODE);
  const text = ofSubcode(TEXT_SUBCODE);
  const known = new Set([...main, ...pq, ...text]);
  return {
    image: main[0] ?? null,
    pq: pq[0] ?? null,
    text: text[0] ?? null,
    refusals: [
      ...refusals,
      ...checkCount('image', main, 1, 1),
      ...checkCount('pq', pq, 1, 1),
      ...checkCount('text', text, 0, 1),
      ...main.slice(0, 1).flatMap(checkImage),
    ],
    notes: streams
      .filter((one) => !known.has(one))
      .map(({ stream, subcode, name }) => ({
        code: 'ddp-other-stream',
        facts: { stream: `${stream} ${subcode}`.trim(), name },
      })),
  };
}

function streamOf(record: Uint8Array): DdpStream {
  const fields = readFields(record, MAP_FIELDS);
  return {
    stream: fields.stream.trim(),
    subcode: fields.subcode.trim(),
    mode: fields.mode.trim(),
    storage: fields.storage.trim(),
    length: fieldNumber(fields.length),
    start: fieldNumber(fields.start),
    firstPause: fieldNumber(fields.firstPause),
    name: fields.name.trim(),
    offset: fieldNumber(fields.offset) ?? 0,
  };
}

function checkCount(what: string, found: readonly DdpStream[], least: number, most: number): Refusal[] {
  if (found.length >= least && found.length <= most) return [];
  return [{ code: 'ddp-streams', facts: { what, found: found.length, least, most } }];
}

function checkImage({ mode, storage, start, name }: DdpStream): Refusal[] {
  const refusals: Refusal[] = [];
  if (mode !== SOUND_MODE) refusals.push({ code: 'ddp-not-sound', facts: { file: name, mode } });
  if (!WHOLE_SECTORS.includes(storage))
    refusals.push({ code: 'ddp-storage', facts: { file: name, storage } });
  if (start !== null && start !== 0)
    refusals.push({ code: 'ddp-image-start', facts: { file: name, sector: start } });
  return refusals;
}
