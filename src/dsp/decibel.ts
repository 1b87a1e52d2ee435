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

/** Decibels of the powers in x[0 … count-1], in place: a number that one function hands to another may cost 16 bytes of the heap. */
export function powersToDb(x: Float64Array, count: number): void {
  for (let n = 0; n < count; n++) x[n] = dbFromPower(x[n]!);
}

/** Gains of the decibels in x[0 … count-1], in place. */
export function dbToGains(x: Float64Array, count: number): void {
  for (let n = 0; n < count; n++) x[n] = gainFromDb(x[n]!);
}
