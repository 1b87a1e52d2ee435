// CD-TEXT packs: the 18 bytes in which texts stand in a disc's lead-in, with their places and their check sums.
import { crcTable } from '../../files/flac/flac-crc.ts';

export const PACK_BYTES = 18;
/** Of text, between four bytes of header and two of check sum. */
export const PAYLOAD_BYTES = 12;
/** Sequence numbers have one byte. */
export const MOST_PACKS = 256;
/** Of languages. */
export const MOST_BLOCKS = 8;
/** Places within a string have four bits; from here on they stay. */
export const MOST_PLACE = 15;

/** Three packs of sizes end every block. */
export const SIZE_PACKS = 3;

/** Types of packs that hold no plain texts of tracks. */
export const PACK_TYPES = { discId: 0x86, genre: 0x87, codes: 0x8e, size: 0x8f } as const;

/** One pack without its sequence number, its block and its check sum. */
export interface Pack {
  readonly type: number;
  /** Of the string whose letter comes first; 0: the disc. Of sizes: 0, 1, 2. */
  readonly track: number;
  /** Characters of that string that stand in packs before; at most 15. */
  readonly place: number;
  readonly isDoubleByte: boolean;
  /** 12 bytes. */
  readonly payload: Uint8Array;
}

export interface FoundPack extends Pack {
  readonly block: number;
  readonly sequence: number;
  readonly isWhole: boolean;
}

const CRC_TABLE = crcTable(16, 0x1021);

/** CRC-16 of bytes 0 to 15, start value 0, turned over. */
export function packCheck(pack: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < 16; i++) crc = ((crc << 8) & 0xffff) ^ CRC_TABLE[(crc >>> 8) ^ pack[i]!]!;
  return crc ^ 0xffff;
}

/** 18 bytes. */
export function packBytes(pack: Pack, block: number, sequence: number): Uint8Array {
  const bytes = new Uint8Array(PACK_BYTES);
  const flags = (pack.isDoubleByte ? 0x80 : 0) | (block << 4) | pack.place;
  bytes.set([pack.type, pack.track, sequence, flags]);
  bytes.set(pack.payload, 4);
  const check = packCheck(bytes);
  bytes.set([check >>> 8, check & 0xff], 16);
  return bytes;
}

export function packOf(bytes: Uint8Array): FoundPack {
  const flags = bytes[3]!;
  return {
    type: bytes[0]!,
    track: bytes[1]!,
    sequence: bytes[2]!,
    block: (flags >> 4) & 7,
    place: flags & MOST_PLACE,
    isDoubleByte: (flags & 0x80) !== 0,
    payload: bytes.subarray(4, 4 + PAYLOAD_BYTES),
    isWhole: packCheck(bytes) === ((bytes[16]! << 8) | bytes[17]!),
  };
}

/**
 * Strings that follow each other, cut into packs: each ends with its own zero, `unit` bytes a character, the last pack is
 * filled with zeros. `firstTrack`: whose the first is.
 */
export function cutStrings(
  type: number,
  strings: readonly Uint8Array[],
  firstTrack: number,
  unit = 1,
): Pack[] {
  const ended = strings.map((bytes) => bytes.length + unit);
  const total = ended.reduce((sum, length) => sum + length, 0);
  const whole = new Uint8Array(Math.ceil(total / PAYLOAD_BYTES) * PAYLOAD_BYTES);
  const packs: Pack[] = [];
  let start = 0;
  strings.forEach((bytes, i) => {
    whole.set(bytes, start);
    const end = start + ended[i]!;
    for (let at = packs.length * PAYLOAD_BYTES; at < end; at += PAYLOAD_BYTES)
      packs.push({
        type,
        track: firstTrack + i,
        place: Math.min(MOST_PLACE, (at - start) / unit),
        isDoubleByte: unit === 2,
        payload: whole.subarray(at, at + PAYLOAD_BYTES),
      });
    start = end;
  });
  return packs;
}

/** The strings of packs of one type, without their zeros; what is left over after the last zero is no string. */
export function joinStrings(packs: readonly Pack[], unit: number): Uint8Array[] {
  const whole = new Uint8Array(packs.length * PAYLOAD_BYTES);
  packs.forEach((pack, i) => whole.set(pack.payload, i * PAYLOAD_BYTES));
  const strings: Uint8Array[] = [];
  let start = 0;
  for (let at = 0; at + unit <= whole.length; at += unit) {
    if (whole[at] !== 0 || (unit === 2 && whole[at + 1] !== 0)) continue;
    strings.push(whole.subarray(start, at));
    start = at + unit;
  }
  return strings;
}

/** The 36 bytes of sizes; null where there are not three packs of them. */
export function sizeRecord(packs: readonly Pack[]): Uint8Array | null {
  const sizes = packs.filter((pack) => pack.type === PACK_TYPES.size);
  if (sizes.length !== SIZE_PACKS) return null;
  const record = new Uint8Array(SIZE_PACKS * PAYLOAD_BYTES);
  sizes.forEach((pack, i) => record.set(pack.payload, i * PAYLOAD_BYTES));
  return record;
}
