// Dual mono: two channels that carry the same sound, noise of dither and converters aside.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { panorama, type Panorama } from '../heard/panorama.ts';

/** For channels of one level, 1 - correlation is twice the side-to-mid power: a side 63 dB down is no stereo that anyone can hear. */
const SAME_CORRELATION = 1 - 1e-6;
/** Or the side is fainter than this (dBFS, mean square), and far under the mid, and as steady as noise is. */
const NOISE_DBFS = -82;
const UNDER_MID_DB = -25;
/** 90th over 10th percentile of its looks. */
const STEADY_DB = 2.5;
const LEAST_LOOKS = 5;

class DualMonoDetector implements Detector {
  private readonly panorama: Panorama;

  constructor(hearing: Hearing) {
    this.panorama = hearing.stream(panorama);
  }

  push(): void {}

  result(): Finding[] {
    const { left, right, cross, looks } = this.panorama;
    if (looks < LEAST_LOOKS) return [];
    const [l, r, x] = [left, right, cross].map((history) => sum(history.values())) as [
      number,
      number,
      number,
    ];
    if (!(l > 0 && r > 0)) return [];
    const correlation = Math.min(1, x / Math.sqrt(l * r));
    if (correlation < SAME_CORRELATION && !this.differsByNoise(l + r, x)) return [];
    const value = Math.round(correlation * 1e6) / 1e6;
    const place = { channel: 'both', startS: null, endS: null } as const;
    return [{ code: 'dual-mono', severity: 'note', confidence: 0.95, ...place, value, unit: 'correlation' }];
  }

  private differsByNoise(both: number, cross: number): boolean {
    const { left, right, cross: crosses, looks } = this.panorama;
    const [mid, side] = [Math.max(both + 2 * cross, 1e-30), Math.max(both - 2 * cross, 1e-30)];
    if (dbFromPower(side / (4 * looks)) > NOISE_DBFS || dbFromPower(side / mid) > UNDER_MID_DB) return false;
    const sides = left
      .values()
      .map((power, i) => Math.max(1e-20, power + right.values()[i]! - 2 * crosses.values()[i]!))
      .filter((_, i) => left.values()[i]! > 0)
      .toSorted();
    const at = (share: number): number => sides[Math.floor(share * (sides.length - 1))]!;
    return dbFromPower(at(0.9) / at(0.1)) < STEADY_DB;
  }
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** A mono song in a stereo file. */
export const DUAL_MONO: DetectorKind = {
  id: 'dual-mono',
  codes: ['dual-mono'],
  create: (hearing) => new DualMonoDetector(hearing),
};
