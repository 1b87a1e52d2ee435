// Octaves: the third octaves in threes, from 31.5 Hz on, for what is told of ten bands rather than of thirty.
import type { Band } from './third-octaves.ts';

const BANDS_PER_OCTAVE = 3;

/** Third octaves `first` (inclusive) to `end` (exclusive). */
export interface Octave extends Band {
  readonly first: number;
  readonly end: number;
}

/** The 20 kHz band joins the last; a rest of fewer than three makes one of its own. */
export function octavesOf(bands: readonly Band[]): Octave[] {
  const result: Octave[] = [];
  for (let first = 0; first < bands.length; ) {
    const rest = bands.length - first;
    const end = rest <= BANDS_PER_OCTAVE + 1 ? bands.length : first + BANDS_PER_OCTAVE;
    result.push({ lowHz: bands[first]!.lowHz, highHz: bands[end - 1]!.highHz, first, end });
    first = end;
  }
  return result;
}
