// PQ read: the packets of a PQ descriptor as tracks, pauses and indexes, with the habits of other writers.
import { SECTORS_PER_S } from '../../album/album.ts';
import { readBarcode } from '../../files/tags/checks/barcode.ts';
import type { DeliveryNote } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';
import type { DiscTrack } from './disc.ts';
import { fieldNumber, readFields, recordsOf } from './fixed-fields.ts';
import { NO_TEXTS } from './disc-texts.ts';
import { PQ_CONTROL, PQ_FIELDS, PQ_MARK, PQ_PACKET_BYTES, type PqPoint } from './pq-descriptor.ts';

export interface PqReading {
  /** Every place that could be read. */
  readonly points: readonly PqPoint[];
  /** In the order of the packets, without texts. */
  readonly tracks: readonly DiscTrack[];
  /** null where none is told. */
  readonly leadOutSector: number | null;
  /** EAN-13; null: none. */
  readonly barcode: string | null;
  readonly refusals: readonly Refusal[];
  readonly notes: readonly DeliveryNote[];
}

/**
 * Never throws: what is wrong is refused by name. Taken as they come: hours, one lead-out or two, codes at any of a track's
 * places, the barcode on every packet or as a UPC-A. `file` is named in refusals.
 */
export function readPq(bytes: Uint8Array, file: string): PqReading {
  const refusals: Refusal[] = [];
  if (bytes.length === 0 || bytes.length % PQ_PACKET_BYTES !== 0)
    refusals.push({
      code: 'ddp-odd-length',
      facts: { file, bytes: bytes.length, packetBytes: PQ_PACKET_BYTES },
    });
  const points = recordsOf(bytes, PQ_PACKET_BYTES).flatMap((record, packet) => {
    const point = readPoint(record, { file, packet: packet + 1 });
    if ('track' in point) return [point];
    refusals.push(point);
    return [];
  });
  refusals.push(...checkFrame(points, file));
  const groups = groupsOf(points);
  const notes = groups.flatMap(noteOf);
  for (const group of groups) refusals.push(...checkGroup(group));
  const told = points.map((point) => point.barcode).filter((code) => code !== '');
  return {
    points,
    tracks: groups.map(trackOf),
    leadOutSector: points.findLast((point) => point.track === 'AA')?.sector ?? null,
    barcode: told[0] === undefined ? null : barcodeOf(told[0]),
    refusals: [...refusals, ...checkBarcodes(told)],
    notes,
  };
}

/** EAN-13 of 13 or 12 digits; what is neither stays as it is, for the check of the disc to refuse. */
export function barcodeOf(text: string): string {
  const found = readBarcode(text);
  return 'barcode' in found ? found.barcode.padStart(13, '0') : text;
}

function readPoint(record: Uint8Array, at: { file: string; packet: number }): PqPoint | Refusal {
  const fields = readFields(record, PQ_FIELDS);
  if (fields.mark !== PQ_MARK)
    return { code: 'ddp-bad-mark', facts: { ...at, found: fields.mark, wanted: PQ_MARK } };
  const sector = sectorOf(fields);
  const track = fields.track === 'AA' ? 'AA' : fieldNumber(fields.track);
  const index = fieldNumber(fields.index);
  if (sector === null || track === null || index === null)
    return { code: 'pq-bad-place', facts: { ...at, found: textOf(record) } };
  if (!/^[0-9A-F][1S]$/.test(fields.control))
    return { code: 'pq-bad-control', facts: { ...at, found: fields.control } };
  return {
    track,
    index,
    sector,
    control: Number.parseInt(fields.control[0]!, 16),
    scms: fields.control[1] === 'S',
    isrc: fields.isrc.trim(),
    barcode: fields.barcode.trim(),
  };
}

const textOf = (record: Uint8Array): string => String.fromCharCode(...record.subarray(4, 18)).trim();

function sectorOf(fields: Record<'hours' | 'minutes' | 'seconds' | 'frames', string>): number | null {
  const hours = fields.hours.trim() === '' ? 0 : fieldNumber(fields.hours);
  const minutes = fieldNumber(fields.minutes);
  const seconds = fieldNumber(fields.seconds);
  const frames = fieldNumber(fields.frames);
  if (hours === null || minutes === null || seconds === null || frames === null) return null;
  if (seconds > 59 || frames >= SECTORS_PER_S) return null;
  return ((hours * 60 + minutes) * 60 + seconds) * SECTORS_PER_S + frames;
}

/** What stands before and behind the tracks. */
function checkFrame(points: readonly PqPoint[], file: string): Refusal[] {
  const refusals: Refusal[] = [];
  if (points[0]?.track !== 0) refusals.push({ code: 'pq-no-lead-in', facts: { file } });
  const outs = points.filter((point) => point.track === 'AA');
  if (outs.length === 0) refusals.push({ code: 'pq-no-lead-out', facts: { file } });
  const last = points.findLastIndex((point) => point.track !== 'AA');
  const early = outs.some((point) => points.indexOf(point) < last || point.sector !== outs[0]!.sector);
  if (early) refusals.push({ code: 'pq-lead-outs-differ', facts: { file } });
  return refusals;
}

/** Places of one track that follow each other. */
function groupsOf(points: readonly PqPoint[]): PqPoint[][] {
  const groups: PqPoint[][] = [];
  for (const point of points) {
    if (point.track === 'AA' || point.track === 0) continue;
    const last = groups.at(-1);
    if (last !== undefined && last[0]!.track === point.track) last.push(point);
    else groups.push([point]);
  }
  return groups;
}

function checkGroup(group: readonly PqPoint[]): Refusal[] {
  const track = Number(group[0]!.track);
  const refusals: Refusal[] = [];
  const from = group[0]!.index === 0 ? 0 : 1;
  const inOrder = group.every((point, i) => point.index === from + i) && from + group.length > 1;
  if (!inOrder)
    refusals.push({ code: 'pq-index-order', facts: { track, found: group.map((p) => p.index).join(' ') } });
  const { control, scms } = group[0]!;
  if (group.some((point) => point.control !== control || point.scms !== scms))
    refusals.push({ code: 'pq-control-changes', facts: { track } });
  if (scms && (control & PQ_CONTROL.copyPermitted) !== 0)
    refusals.push({ code: 'pq-copy-flags', facts: { track } });
  if ((control & PQ_CONTROL.data) !== 0) refusals.push({ code: 'pq-data-track', facts: { track } });
  const codes = new Set(group.map((point) => point.isrc).filter((isrc) => isrc !== ''));
  if (codes.size > 1)
    refusals.push({ code: 'pq-codes-differ', facts: { track, codes: [...codes].join(' ') } });
  return refusals;
}

function noteOf(group: readonly PqPoint[]): DeliveryNote[] {
  const { track, control, scms } = group[0]!;
  const facts = { track };
  return [
    ...(scms ? [{ code: 'pq-scms', facts }] : []),
    ...((control & PQ_CONTROL.fourChannels) !== 0 ? [{ code: 'pq-four-channels', facts }] : []),
  ];
}

function checkBarcodes(told: readonly string[]): Refusal[] {
  const codes = [...new Set(told.map(barcodeOf))];
  return codes.length > 1 ? [{ code: 'pq-barcodes-differ', facts: { codes: codes.join(' ') } }] : [];
}

function trackOf(group: readonly PqPoint[]): DiscTrack {
  const at = (index: number): number | undefined => group.find((point) => point.index === index)?.sector;
  const { control, track } = group[0]!;
  return {
    number: Number(track),
    pauseSector: at(0) ?? null,
    startSector: at(1) ?? group[0]!.sector,
    indexSectors: group.filter((point) => point.index > 1).map((point) => point.sector),
    isrc: group.find((point) => point.isrc !== '')?.isrc ?? null,
    copyPermitted: (control & PQ_CONTROL.copyPermitted) !== 0,
    preEmphasis: (control & PQ_CONTROL.preEmphasis) !== 0,
    texts: NO_TEXTS,
  };
}
