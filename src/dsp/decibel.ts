// Decibel: gains and powers to decibels and back.
import { exp, log } from './math.ts';

const NEPERS_PER_DB = 0.11512925464970228; // ln(10) / 20
const DB_PER_NEPER = 8.685889638065037; // 20 / ln(10)

/** Linear amplitude factor; -Infinity gives 0. */
export function gainFromDb(db: number): number {
  return exp(db * NEPERS_PER_DB);
}

/** 20 log10 of an amplitude ratio ≥ 0; 0 gives -Infinity. */
export function dbFromGain(gain: number): number {
  return DB_PER_NEPER * log(gain);
}

/** Linear power factor; -Infinity gives 0. */
export function powerFromDb(db: number): number {
  return exp(db * (2 * NEPERS_PER_DB));
}

/** 10 log10 of a power ratio ≥ 0; 0 gives -Infinity. */
export function dbFromPower(power: number): number {
  return 0.5 * DB_PER_NEPER * log(power);
}
