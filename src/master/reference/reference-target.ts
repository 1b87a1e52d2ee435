// Reference target: one tone, width, movement and loudness out of all the records of a signature, each by its weight.
import { MOVING_BANDS } from '../../measure/loud-parts.ts';
import type { BandMovement } from '../../measure/loud-parts-record.ts';
import { atLoudnessZero } from './band-loudness.ts';
import type { MiddleAndSides } from '../sides-in.ts';
import type { ReferenceRecord, Signature } from './signature.ts';

/** Below its own loudness by this much a band holds nothing that could be heard; silence counts as this. */
const SILENT_DB = -90;

/** 10 log10 2. */
const SECOND_SPEAKER_LU = 3.01;

/** What a song is brought towards; levels against its own loudness. */
export interface ReferenceTarget {
  readonly bandsHz: readonly number[];
  readonly midDb: readonly number[];
  /** null where none of the records has sides. */
  readonly sideDb: readonly number[] | null;
  /** Up to here the records tell what the tone is. */
  readonly highestHz: number;
  readonly movement: readonly BandMovement[];
  /** As heard from two loudspeakers. */
  readonly integratedLufs: number;
  readonly psrDb: number | null;
}

/** Records are averaged in decibels, after each was brought to the same loudness: none counts more for being louder. */
export function referenceTarget({ references }: Signature): ReferenceTarget {
  const shapes = references.map((record) => ({ record, shape: shapeOf(record) }));
  const widest = shapes.reduce((a, b) => (b.shape.bandsHz.length > a.shape.bandsHz.length ? b : a)).shape
    .bandsHz;
  const highestHz = Math.max(...references.map((record) => record.highestHz));
  const bandsHz = widest.filter((hz) => shapes.some(({ shape }) => shape.bandsHz.includes(hz)));
  const mean = (hz: number, levels: (shape: MiddleAndSides) => MiddleAndSides['sideDb']): number =>
    weightedMean(
      shapes.flatMap(({ record, shape }) => {
        const at = shape.bandsHz.indexOf(hz);
        const row = levels(shape);
        if (at < 0 || row === null || (hz > record.highestHz && highestHz > record.highestHz)) return [];
        return [{ value: Math.max(SILENT_DB, row[at] ?? SILENT_DB), weight: record.weight }];
      }),
    ) ?? SILENT_DB;
  const hasSides = shapes.some(({ shape }) => shape.sideDb !== null);
  return {
    bandsHz,
    midDb: bandsHz.map((hz) => mean(hz, (shape) => shape.midDb)),
    sideDb: hasSides ? bandsHz.map((hz) => mean(hz, (shape) => shape.sideDb)) : null,
    highestHz,
    movement: movementOf(references),
    integratedLufs: meanOf(references, (one) => one.integratedLufs + fromTwoLu(one.channels)) ?? 0,
    psrDb: meanOf(references, (one) => one.psrDb),
  };
}

/** What a file of so many channels gains when two loudspeakers play it: BS.1770 reads mono as one of them, LU. */
export function fromTwoLu(channels: number): number {
  return channels === 1 ? SECOND_SPEAKER_LU : 0;
}

function shapeOf(record: ReferenceRecord): MiddleAndSides {
  return atLoudnessZero(record) ?? record;
}

/** Of the bands that songs are heard in; a record that tells of others tells nothing of these. */
function movementOf(references: readonly ReferenceRecord[]): BandMovement[] {
  return MOVING_BANDS.map(({ lowHz, highHz }) => {
    const bandOf = ({ movement }: ReferenceRecord): BandMovement | undefined =>
      movement.find((one) => one.lowHz === lowHz && one.highHz === highHz);
    return {
      lowHz,
      highHz,
      levelDb: null,
      spreadDb: meanOf(references, (one) => bandOf(one)?.spreadDb ?? null),
    };
  });
}

function meanOf(
  references: readonly ReferenceRecord[],
  read: (record: ReferenceRecord) => number | null,
): number | null {
  return weightedMean(
    references.flatMap((record) => {
      const value = read(record);
      return value === null ? [] : [{ value, weight: record.weight }];
    }),
  );
}

function weightedMean(parts: readonly { value: number; weight: number }[]): number | null {
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return total > 0 ? parts.reduce((sum, { value, weight }) => sum + weight * value, 0) / total : null;
}
