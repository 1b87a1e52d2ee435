// Decibel: gains and powers to decibels and back.
import { exp, log10 } from './math.ts';

const NEPERS_PER_DB = 0.11512925464970228; // ln(10) / 20

/** Linear amplitude factor; -Infinity gives 0. */
export function gainFromDb(db: number): number {
  return exp(db * NEPERS_PER_DB);
}

/** 20 log10 of an amplitude ratio ≥ 0; 0 gives -Infinity. */
export function dbFromGain(gain: number): number {
  return 20 * log10(gain);
}

/** Linear power factor; -Infinity gives 0. */
export function powerFromDb(db: number): number {
  return exp(db * (2 * NEPERS_PER_DB));
}

/** 10 log10 of a power ratio ≥ 0; 0 gives -Infinity. */
export function dbFromPower(power: number): number {
  return 10 * log10(power);
}
