// Stereo faults: what mono loses, as a whole and in one band; nothing is judged beside a dead channel.
import { describe, expect, it } from 'vitest';
import { UNKNOWN_ORIGIN } from '../../../src/inspect/hearing.ts';
import { STEREO_FAULTS } from '../../../src/inspect/stereo/stereo-faults.ts';
import type { Measurements, StereoBand, StereoResult } from '../../../src/measure/measurements.ts';

const FORMAT = { sampleRateHz: 44100, channels: 2 };
const band = (lowHz: number, sideToMidDb: number): StereoBand => ({
  lowHz,
  highHz: 2 * lowHz,
  correlation: 0.5,
  sideToMidDb,
  balanceDb: 0,
  monoLossDb: 1,
});
const SOUND: StereoResult = {
  correlation: 0.6,
  balanceDb: 0,
  monoLossLu: 1,
  bands: [band(50, -12), band(200, -8), band(800, -6), band(3200, -4)],
};

function judged(stereo: Partial<StereoResult>) {
  const measurements = { stereo: { ...SOUND, ...stereo }, durationS: 60, peak: { samplePeakDbfs: -3 } };
  return STEREO_FAULTS.judge(measurements as unknown as Measurements, FORMAT, UNKNOWN_ORIGIN);
}

describe('stereo faults', () => {
  it('has nothing to say of an ordinary picture', () => {
    expect(judged({})).toEqual([]);
  });

  it('tells the band that mono loses where the whole hardly loses', () => {
    const bands = [band(50, 9), band(200, -8), band(800, 8), band(3200, 6)];
    expect(judged({ bands })).toEqual([
      expect.objectContaining({ code: 'mono-loss', severity: 'note', facts: { lowHz: 800, highHz: 1600 } }),
    ]);
    expect(judged({ bands })[0]!.value).toBeCloseTo(8.6, 1);
  });

  it('tells the whole loss once', () => {
    const bands = [band(200, 9), band(800, 8)];
    expect(judged({ bands, monoLossLu: 7 }).map(({ code, severity }) => [code, severity])).toEqual([
      ['mono-loss', 'warning'],
    ]);
  });

  it('judges no picture beside a channel that is not there', () => {
    expect(judged({ balanceDb: 40, correlation: 0, monoLossLu: 6 })).toEqual([]);
  });
});
