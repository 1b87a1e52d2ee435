// DDP write: the tables of a DDP 2.00 set for a disc, byte for byte as plants' readers know them from other writers.
import { Fault } from '../../signal/fault.ts';
import { joined } from '../../files/tags/byte-parts.ts';
import { writeCdText } from './cd-text-write.ts';
import {
  DDP_ID,
  DDP_LEVEL,
  DDP_MAP,
  DDP_NAMES,
  DDP_RECORD_BYTES,
  ID_FIELDS,
  MAIN_DATA,
  MAP_FIELDS,
  MAP_MARK,
  PQ_SUBCODE,
  SOUND_MODE,
  SUBCODE,
  TEXT_SUBCODE,
} from './ddp-layout.ts';
import type { Disc } from './disc.ts';
import { numberField, writeFields } from './fixed-fields.ts';
import { writePq } from './pq-descriptor.ts';
import { checkDisc, WIDEST_LIMITS } from './red-book.ts';

/** One small file of a set, whole. */
export interface DdpTable {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const NAME_LETTERS = 17;

/**
 * Every table in the order in which checksums list them: DDPID, DDPMS, CDTEXT.BIN where there are texts, PQDESCR. The image
 * beside them is `IMAGE.DAT`: the disc's sectors from its first pause to the lead-out. Fault `disc-refused`.
 */
export function ddpTables(disc: Disc): DdpTable[] {
  refuseDisc(disc);
  const text = writeCdText(disc);
  const pq = writePq(disc);
  const map = [
    ...(text.length === 0 ? [] : [subcodePacket(TEXT_SUBCODE, DDP_NAMES.text, text, '00')]),
    subcodePacket(PQ_SUBCODE, DDP_NAMES.pq, pq, ''),
    imagePacket(disc),
  ];
  return [
    { name: DDP_ID, bytes: identifier(disc) },
    { name: DDP_MAP, bytes: joined(map) },
    ...(text.length === 0 ? [] : [{ name: DDP_NAMES.text, bytes: text }]),
    { name: DDP_NAMES.pq, bytes: pq },
  ];
}

/** Nothing wrong is ever written: Fault `disc-refused` with the first reason and how many there are. */
export function refuseDisc(disc: Disc, limits = WIDEST_LIMITS): void {
  const refusals = checkDisc(disc, limits);
  const [first] = refusals;
  if (first === undefined) return;
  throw new Fault('disc-refused', 'input', {
    ...first.facts,
    reason: first.code,
    reasons: refusals.length,
  });
}

function identifier({ barcode, masterId }: Disc): Uint8Array {
  return writeFields(DDP_RECORD_BYTES, ID_FIELDS, {
    level: DDP_LEVEL,
    barcode: barcode ?? '',
    masterId,
    type: 'CD',
  });
}

function subcodePacket(subcode: string, name: string, bytes: Uint8Array, track: string): Uint8Array {
  return writeFields(DDP_RECORD_BYTES, MAP_FIELDS, {
    mark: MAP_MARK,
    stream: SUBCODE,
    length: numberField(bytes.length, 8),
    subcode,
    track,
    nameLength: numberField(NAME_LETTERS, 3),
    name,
  });
}

function imagePacket(disc: Disc): Uint8Array {
  return writeFields(DDP_RECORD_BYTES, MAP_FIELDS, {
    mark: MAP_MARK,
    stream: MAIN_DATA,
    length: numberField(disc.leadOutSector, 8),
    mode: SOUND_MODE,
    storage: '7',
    scrambled: '1',
    firstPause: firstPauseField(disc.tracks[0]!.startSector),
    nameLength: numberField(NAME_LETTERS, 3),
    name: DDP_NAMES.image,
  });
}

/** Four digits tell 133 s; with a longer hidden track the field stays unset, and the PQ descriptor alone tells the pause. */
const firstPauseField = (sectors: number): string => (sectors > 9999 ? '' : numberField(sectors, 4));
