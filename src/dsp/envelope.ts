// Envelope: one-pole smoothing and level followers.
import { exp } from './math.ts';

/** Feedback coefficient of a one-pole whose step response reaches 63 % after `tauMs`; 0 ms gives 0 (no smoothing). */
export function smoothing(tauMs: number, sampleRateHz: number): number {
  return tauMs > 0 ? exp(-1000 / (tauMs * sampleRateHz)) : 0;
}

/**
 * Smooth branching follower (Giannoulis, Massberg, Reiss, JAES 60(6) 2012): rises with one constant, falls with another.
 * Fine for levels in dB, for gain reductions and for mean squares alike.
 */
export class Follower {
  private readonly attack: number;
  private readonly release: number;
  private readonly start: number;
  /** The level now. */
  level: number;

  constructor(attackMs: number, releaseMs: number, sampleRateHz: number, start = 0) {
    this.attack = smoothing(attackMs, sampleRateHz);
    this.release = smoothing(releaseMs, sampleRateHz);
    this.start = start;
    this.level = start;
  }

  /** Takes one value and gives the level after it. */
  next(value: number): number {
    const k = value > this.level ? this.attack : this.release;
    this.level = value + k * (this.level - value);
    return this.level;
  }

  /** Follows `values[0 … frames-1]` in place. */
  process(values: Float64Array, frames: number): void {
    const { attack, release } = this;
    let level = this.level;
    for (let n = 0; n < frames; n++) {
      const value = values[n]!;
      level = value + (value > level ? attack : release) * (level - value);
      values[n] = level;
    }
    this.level = level;
  }

  reset(): void {
    this.level = this.start;
  }
}
