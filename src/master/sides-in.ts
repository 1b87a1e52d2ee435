// Sides in: how a song's sides stand against its middle in a stretch of the spectrum, where it is loud.
import { dbFromPower, powerFromDb } from '../dsp/decibel.ts';

/** Third octaves of (L + R)/2 and (L - R)/2; null: nothing sounds there, or no sides at all. */
export interface MiddleAndSides {
  readonly bandsHz: readonly number[];
  readonly midDb: readonly (number | null)[];
  readonly sideDb: readonly (number | null)[] | null;
}

/** Bands are named by their nominal centres, and asked for by whole Hz. */
const NEAR = 0.01;

export function isWithin(hz: number, lowHz: number, highHz: number): boolean {
  return hz >= (1 - NEAR) * lowHz && hz <= (1 + NEAR) * highHz;
}

/** Power of the sides over the middle's from low to high, dB, which no gain changes; null where either is silent. */
export function sidesIn(
  sound: MiddleAndSides | null | undefined,
  lowHz: number,
  highHz: number,
): number | null {
  if (!sound?.sideDb) return null;
  let mid = 0;
  let side = 0;
  sound.bandsHz.forEach((hz, b) => {
    if (!isWithin(hz, lowHz, highHz)) return;
    mid += powerOf(sound.midDb[b]);
    side += powerOf(sound.sideDb![b]);
  });
  return mid > 0 && side > 0 ? dbFromPower(side / mid) : null;
}

/** Nothing of what does not sound. */
export function powerOf(level: number | null | undefined): number {
  return typeof level === 'number' ? powerFromDb(level) : 0;
}
