// Image in: side to mid and what mono costs over a stretch of octaves, as measured or with the sides turned down.
import { dbFromPower, powerFromDb } from '../dsp/decibel.ts';
import type { Measurements } from '../measure/measurements.ts';

/** Edges of octaves are told in whole Hz. */
const EDGE_HZ = 1;
/** Held as in StereoBand. */
const WIDEST_DB = 100;

export interface ImageIn {
  readonly sideToMidDb: number;
  /** 0 for mono, 3 for unrelated channels. */
  readonly monoLossDb: number;
}

/** Middle and sides of one octave, powers of the whole song. */
export interface OctaveImage {
  readonly lowHz: number;
  readonly highHz: number;
  readonly mid: number;
  readonly side: number;
  /** null where a channel is silent. */
  readonly correlation: number | null;
  /** Its third octaves, and the share (0…1) of its power that each holds. */
  readonly thirds: readonly { readonly hz: number; readonly share: number }[];
}

/** Octaves that sound; none for other than two channels. */
export function octaveImages({ spectrum, stereo }: Measurements): OctaveImage[] {
  return (stereo?.bands ?? []).flatMap(({ lowHz, highHz, sideToMidDb, correlation }) => {
    const thirds = thirdsBetween(spectrum, lowHz, highHz);
    const power = thirds.reduce((sum, third) => sum + third.power, 0);
    if (sideToMidDb === null || power === 0) return [];
    const mid = power / (1 + powerFromDb(sideToMidDb));
    const shares = thirds.map((third) => ({ hz: third.hz, share: third.power / power }));
    return [{ lowHz, highHz, mid, side: power - mid, correlation, thirds: shares }];
  });
}

function thirdsBetween(
  spectrum: Measurements['spectrum'],
  lowHz: number,
  highHz: number,
): { hz: number; power: number }[] {
  return (spectrum?.levelDb ?? []).flatMap((level, b) => {
    const hz = spectrum!.bandsHz[b]!;
    return level !== null && hz > lowHz && hz < highHz ? [{ hz, power: powerFromDb(level) }] : [];
  });
}

/** The octave with its sides multiplied by `width(hz)`, as if they were spread over its third octaves like its power. */
export function withWidth(octave: OctaveImage, width: (hz: number) => number): OctaveImage {
  const kept = octave.thirds.reduce((sum, { hz, share }) => sum + share * width(hz) * width(hz), 0);
  return { ...octave, side: octave.side * kept };
}

export function powerOf(octaves: readonly OctaveImage[]): number {
  return octaves.reduce((sum, { mid, side }) => sum + mid + side, 0);
}

/** Over the octaves from `lowHz` to `highHz`; null where none of them sounds. */
export function imageIn(measurements: Measurements, lowHz: number, highHz: number): ImageIn | null {
  return imageOf(octaveImages(measurements).filter((octave) => isInside(octave, lowHz, highHz)));
}

/** Whether an octave is one of those that a key names by the whole Hz of its edges. */
export function isInside(
  { lowHz, highHz }: Pick<OctaveImage, 'lowHz' | 'highHz'>,
  from: number,
  to: number,
): boolean {
  return lowHz >= from - EDGE_HZ && highHz <= to + EDGE_HZ;
}

/** Of octaves together; null where there is none. */
export function imageOf(octaves: readonly Pick<OctaveImage, 'mid' | 'side'>[]): ImageIn | null {
  const mid = octaves.reduce((sum, octave) => sum + octave.mid, 0);
  const side = octaves.reduce((sum, octave) => sum + octave.side, 0);
  if (!(mid + side > 0)) return null;
  return { sideToMidDb: heldDb(side / mid), monoLossDb: heldDb((mid + side) / mid) };
}

function heldDb(ratio: number): number {
  return Math.max(-WIDEST_DB, Math.min(WIDEST_DB, dbFromPower(ratio)));
}
