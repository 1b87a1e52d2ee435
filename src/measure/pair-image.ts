// Pair image: what two channels' energies say of correlation, width, balance, and of what is lost in mono.
import { dbFromPower } from '../dsp/decibel.ts';

/** Ratios that would be infinite (no side, no mid, a dead channel) are told as this many dB. */
const WIDEST_DB = 100;

/** Σ L², Σ R², Σ L·R of some sound. */
export interface PairEnergy {
  readonly left: number;
  readonly right: number;
  readonly cross: number;
}

/** Σ L·R / √(Σ L² Σ R²), -1…1; null where either channel is silent. */
export function correlationOf({ left, right, cross }: PairEnergy): number | null {
  const scale = Math.sqrt(left) * Math.sqrt(right);
  if (!(scale > 0)) return null;
  return Math.max(-1, Math.min(1, cross / scale));
}

/** With M = (L + R)/2 and S = (L - R)/2: 10 log10 Σ S² / Σ M². */
export function sideToMidDb({ left, right, cross }: PairEnergy): number | null {
  return ratioDb(left + right - 2 * cross, left + right + 2 * cross);
}

/** Left over right; positive: left is louder. */
export function balanceDb({ left, right }: PairEnergy): number | null {
  return ratioDb(left, right);
}

/** Power of L and R over that of the mono sum played by both, (L + R)/2 twice: 0 to 100 dB. */
export function monoLossDb({ left, right, cross }: PairEnergy): number | null {
  return ratioDb(2 * (left + right), left + right + 2 * cross);
}

/** 10 log10 of the ratio, held to ±WIDEST_DB; null when both are nothing. */
function ratioDb(above: number, below: number): number | null {
  if (!(above > 0) && !(below > 0)) return null;
  if (!(above > 0)) return -WIDEST_DB;
  if (!(below > 0)) return WIDEST_DB;
  return Math.max(-WIDEST_DB, Math.min(WIDEST_DB, dbFromPower(above / below)));
}
