import { describe, expect, it } from 'vitest';
import { OVERS } from '../../../src/inspect/level/overs.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

/** A quarter-rate tone whose samples miss its crests by 45 degrees: its true peak is 3 dB above them. */
function burst(samplePeak: number, startS: number, endS: number): Float64Array {
  return sine(RATE / 4, samplePeak * Math.SQRT2, 4 * RATE, RATE, Math.PI / 4).map((value, n) => {
    const inside = Math.min(1, Math.max(0, (n - startS * RATE) / 500), Math.max(0, (endS * RATE - n) / 500));
    return value * inside;
  });
}

const [left, right] = musicLike(4 * RATE, RATE, 43) as [Float64Array, Float64Array];

detectorContract(OVERS, [
  {
    name: 'crests between the samples',
    code: 'intersample-over',
    channels: [left, burst(0.95, 2, 2.1)],
    startS: 2,
    endS: 2.1,
    channel: 'right',
  },
]);

describe('overs', () => {
  it('tell the true peak and the place within a few milliseconds', () => {
    const [over] = detect(OVERS, [burst(0.9, 2, 2.1), right]);
    expect(over!.value).toBeCloseTo(20 * Math.log10(0.9 * Math.SQRT2), 1);
    expect(over!.startS!).toBeGreaterThan(1.99);
    expect(over!.endS!).toBeLessThan(2.11);
    expect(over!.severity).toBe('warning');
  });

  it('are a note where the wave was cut, which is told by itself', () => {
    const cut = sine(1777, 2.5, 2 * RATE, RATE).map((value) => Math.max(-1, Math.min(1, value)));
    expect(detect(OVERS, [cut]).map((finding) => finding.severity)).toEqual(['note']);
  });

  it('are none at full scale itself', () => {
    expect(detect(OVERS, [sine(441, 0.9999, RATE, RATE)])).toEqual([]);
  });

  it('are a note beside a wave that wrapped round, whose jump is told by itself', () => {
    const wrapped = sine(200, 0.98, 2 * RATE, RATE);
    const top = Math.round((10.25 / 200) * RATE);
    for (let n = top - 4; n < top + 4; n++) wrapped[n] = wrapped[n]! - 2;
    expect(detect(OVERS, [wrapped]).map((finding) => finding.severity)).toEqual(['note']);
  });

  it('are a note in float files, which lose nothing', () => {
    const origin = { bits: 32, container: 'wav', codec: 'float', lossy: false };
    const loud = detect(OVERS, [sine(441, 1.5, RATE, RATE)], [4096], RATE, origin);
    expect(loud.map((finding) => finding.severity)).toEqual(['note']);
  });
});
