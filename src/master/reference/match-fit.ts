// Match fit: the two curves, for middle and sides, that bring a song's loud parts to a target; found by rendering and looking.
import type { LoudPartsResult } from '../../measure/loud-parts-record.ts';
import { smoothed } from '../../dsp/curve.ts';
import { atLoudnessZero, bandLoudnessDb } from './band-loudness.ts';
import type { MiddleAndSides } from '../sides-in.ts';
import type { Bound } from './match-bounds.ts';
import type { ReferenceTarget } from './reference-target.ts';

/** Gains in dB at the song's third-octave centres; sides null where the song or the target has none. */
export interface MatchCurves {
  readonly midDb: readonly number[];
  readonly sideDb: readonly number[] | null;
}

export interface MatchBounds {
  readonly mid: readonly Bound[];
  readonly side: readonly Bound[] | null;
}

/** What is still missing, dB, at the song's bands; 0 where the target says nothing. */
export interface Missing {
  readonly midDb: readonly number[];
  readonly sideDb: readonly number[] | null;
}

/** Neighbouring bands leak into each other; a full step would swing. */
const STEP = 0.9;
/** Single notes of either song are no tone: what one band asks for alone is shared with its neighbours. */
const SMOOTHING_OCTAVES = 0.45;

/** What the target asks beyond the song as it is. */
export function missingFrom(song: MiddleAndSides, target: ReferenceTarget): Missing | null {
  const shape = atLoudnessZero(song);
  if (shape === null) return null;
  const beyond = (levels: readonly (number | null)[], wanted: readonly number[]): number[] =>
    shape.bandsHz.map((hz, b) => {
      const at = target.bandsHz.indexOf(hz);
      const level = levels[b];
      return at < 0 || level === null || level === undefined ? 0 : wanted[at]! - level;
    });
  const sides = shape.sideDb !== null && target.sideDb !== null;
  return {
    midDb: beyond(shape.midDb, target.midDb),
    sideDb: sides ? beyond(shape.sideDb, target.sideDb) : null,
  };
}

/** One step further: what is missing is added, within the bounds. */
export function steppedCurves(
  curves: MatchCurves,
  missing: Missing,
  bounds: MatchBounds,
  bandsHz: readonly number[],
): MatchCurves {
  const step = (gains: readonly number[], wanted: readonly number[], within: readonly Bound[]): number[] => {
    const broad = broadly(wanted, bandsHz);
    return gains.map((gain, b) => held(gain + STEP * broad[b]!, within[b]!));
  };
  return {
    midDb: step(curves.midDb, missing.midDb, bounds.mid),
    sideDb:
      curves.sideDb && missing.sideDb && bounds.side
        ? step(curves.sideDb, missing.sideDb, bounds.side)
        : curves.sideDb,
  };
}

/** What is missing beyond single notes. */
export function broadly(missingDb: readonly number[], bandsHz: readonly number[]): readonly number[] {
  return smoothed({ hz: bandsHz, db: missingDb }, SMOOTHING_OCTAVES).db;
}

function held(gain: number, { lowDb, highDb }: Bound): number {
  return Math.max(lowDb, Math.min(highDb, gain));
}

/** The song's loud parts as they will be, from what a rendering did to an excerpt of them. */
export function songAfter(
  song: LoudPartsResult,
  excerptBefore: MiddleAndSides,
  excerptAfter: MiddleAndSides,
): MiddleAndSides {
  const moved = (
    levels: readonly (number | null)[],
    before: readonly (number | null)[],
    after: readonly (number | null)[],
  ): (number | null)[] =>
    levels.map((level, b) => {
      const [from, to] = [before[b], after[b]];
      const known = typeof from === 'number' && typeof to === 'number';
      return level === null || !known ? level : level + to - from;
    });
  return {
    bandsHz: song.bandsHz,
    midDb: moved(song.midDb, excerptBefore.midDb, excerptAfter.midDb),
    sideDb:
      song.sideDb && excerptBefore.sideDb && excerptAfter.sideDb
        ? moved(song.sideDb, excerptBefore.sideDb, excerptAfter.sideDb)
        : null,
  };
}

/** RMS over the bands of 25 Hz to 16 kHz that the target tells of, dB. */
export function distanceDb(
  missing: readonly number[],
  bandsHz: readonly number[],
  target: ReferenceTarget,
): number {
  const told = bandsHz.flatMap((hz, b) =>
    hz >= 25 && hz <= Math.min(16000, target.highestHz) && target.bandsHz.includes(hz)
      ? [missing[b] ?? 0]
      : [],
  );
  if (told.length === 0) return 0;
  return Math.sqrt(told.reduce((sum, db) => sum + db * db, 0) / told.length);
}

/** How much louder the one is than the other, dB. */
export function louderByDb(after: MiddleAndSides, before: MiddleAndSides): number {
  return (bandLoudnessDb(after) ?? 0) - (bandLoudnessDb(before) ?? 0);
}
