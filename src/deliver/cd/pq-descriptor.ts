// PQ descriptor: where every track, pause and index of a disc stands, with its codes, as packets of 64 letters.
import { joined } from '../../files/tags/byte-parts.ts';
import type { Disc, DiscTrack } from './disc.ts';
import { writeFields, type FieldTable } from './fixed-fields.ts';
import { msfOf } from './msf.ts';

export const PQ_PACKET_BYTES = 64;
export const PQ_MARK = 'VVVS';

/** As open readers and writers of DDP 2.00 have it. */
export const PQ_FIELDS = {
  mark: [0, 4],
  track: [4, 2],
  index: [6, 2],
  hours: [8, 2],
  minutes: [10, 2],
  seconds: [12, 2],
  frames: [14, 2],
  /** The control nibble of the Q channel in hexadecimal, then `1` (position) or `S` (copies of copies are forbidden). */
  control: [16, 2],
  isrc: [20, 12],
  barcode: [32, 13],
} satisfies FieldTable<string>;

/** Bits of the control nibble (IEC 60908, Q channel). */
export const PQ_CONTROL = { preEmphasis: 1, copyPermitted: 2, data: 4, fourChannels: 8 } as const;

/** One place on a disc. */
export interface PqPoint {
  /** `AA`: the lead-out. 0: the lead-in. */
  readonly track: number | 'AA';
  readonly index: number;
  readonly sector: number;
  /** See PQ_CONTROL. */
  readonly control: number;
  /** Serial copy management: one copy is permitted, none of it. */
  readonly scms: boolean;
  /** As written, without spaces; empty: none. */
  readonly isrc: string;
  readonly barcode: string;
}

const POINT = { index: 0, sector: 0, control: 0, scms: false, isrc: '', barcode: '' } as const;

/**
 * Every place in its order: lead-in with the barcode, each track with its code at its first place, and the lead-out twice,
 * as writers do and readers expect.
 */
export function pqPoints(disc: Disc): PqPoint[] {
  const leadOut: PqPoint = { ...POINT, track: 'AA', index: 1, sector: disc.leadOutSector };
  return [
    { ...POINT, track: 0, barcode: disc.barcode ?? '' },
    ...disc.tracks.flatMap(trackPoints),
    leadOut,
    leadOut,
  ];
}

function trackPoints(track: DiscTrack): PqPoint[] {
  const places = [track.pauseSector, track.startSector, ...track.indexSectors];
  const control =
    (track.preEmphasis ? PQ_CONTROL.preEmphasis : 0) | (track.copyPermitted ? PQ_CONTROL.copyPermitted : 0);
  const points = places.flatMap((sector, index) =>
    sector === null ? [] : [{ ...POINT, track: track.number, index, sector, control }],
  );
  return points.map((point, i) => (i === 0 ? { ...point, isrc: track.isrc ?? '' } : point));
}

/** 64 bytes a place. Throws RangeError for places that two digits cannot tell: check the disc first (red-book). */
export function writePq(disc: Disc): Uint8Array {
  return joined(pqPoints(disc).map(packet));
}

const two = (value: number): string => String(value).padStart(2, '0');

function packet({ track, index, sector, control, scms, isrc, barcode }: PqPoint): Uint8Array {
  const { minutes, seconds, frames } = msfOf(sector);
  return writeFields(PQ_PACKET_BYTES, PQ_FIELDS, {
    mark: PQ_MARK,
    track: track === 'AA' ? track : two(track),
    index: two(index),
    minutes: two(minutes),
    seconds: two(seconds),
    frames: two(frames),
    control: control.toString(16).toUpperCase() + (scms ? 'S' : '1'),
    isrc,
    barcode,
  });
}
