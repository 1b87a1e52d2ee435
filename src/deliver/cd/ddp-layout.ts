// DDP layout: the fields of the identifier and of the map of a DDP 2.00 set, by their places.
import type { FieldTable } from './fixed-fields.ts';

/** Names that DDP fixes; all others stand in the map. */
export const DDP_ID = 'DDPID';
export const DDP_MAP = 'DDPMS';
export const DDP_LEVEL = 'DDP 2.00';
export const DDP_RECORD_BYTES = 128;

export const ID_FIELDS = {
  level: [0, 8],
  barcode: [8, 13],
  masterId: [38, 48],
  type: [87, 2],
} satisfies FieldTable<string>;

/** DDP 1.01 ends its name of the master where 2.00 does; the type came with 2.00. */
export const OLD_LEVELS: readonly string[] = ['DDP 1.00', 'DDP 1.01'];

export const MAP_MARK = 'VVVM';

export const MAP_FIELDS = {
  mark: [0, 4],
  /** `D0` main data, `S0` subcode; further ones for data discs. */
  stream: [4, 2],
  /** Sectors for main data, bytes for everything else. */
  length: [14, 8],
  /** First sector. */
  start: [22, 8],
  /** Of subcode: `PQ DESCR`, `CDTEXT`. */
  subcode: [30, 8],
  /** Of main data: `DA` for sound. */
  mode: [38, 2],
  /** `7`: whole sectors of 2352 bytes. */
  storage: [40, 1],
  scrambled: [41, 1],
  /** Sectors of the first track's pause at the start of the stream. */
  firstPause: [46, 4],
  track: [55, 2],
  /** Letters that the name has room for. */
  nameLength: [71, 3],
  name: [74, 17],
  /** Bytes before the first sector in the file. */
  offset: [104, 9],
} satisfies FieldTable<string>;

export const MAIN_DATA = 'D0';
export const SUBCODE = 'S0';
export const PQ_SUBCODE = 'PQ DESCR';
export const TEXT_SUBCODE = 'CDTEXT';
export const SOUND_MODE = 'DA';

/** Names of our own sets. */
export const DDP_NAMES = { pq: 'PQDESCR', text: 'CDTEXT.BIN', image: 'IMAGE.DAT' } as const;
