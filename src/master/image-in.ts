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
  readonly correlation: number;
}

/** Octaves that sound; none for other than two channels. */
export function octaveImages({ spectrum, stereo }: Measurements): OctaveImage[] {
  return (stereo?.bands ?? []).flatMap(({ lowHz, highHz, sideToMidDb, correlation }) => {
    const power = powerBetween(spectrum, lowHz, highHz);
    if (sideToMidDb === null || power === 0) return [];
    const ratio = powerFromDb(sideToMidDb);
    const mid = power / (1 + ratio);
    return [{ lowHz, highHz, mid, side: power - mid, correlation: correlation ?? 0 }];
  });
}

/** Mean power of the third octaves centred between the two. */
function powerBetween(spectrum: Measurements['spectrum'], lowHz: number, highHz: number): number {
  let power = 0;
  spectrum?.levelDb.forEach((level, b) => {
    const hz = spectrum.bandsHz[b]!;
    if (level !== null && hz > lowHz && hz < highHz) power += powerFromDb(level);
  });
  return power;
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
