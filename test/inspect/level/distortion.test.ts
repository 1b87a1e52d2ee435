import { describe, expect, it } from 'vitest';
import { DISTORTION } from '../../../src/inspect/level/distortion.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

/** The sound driven `drive` times past the knee of a hyperbolic tangent. */
function saturated(sound: Float64Array[], drive: number): Float64Array[] {
  const peak = sound.reduce((max, samples) => samples.reduce((m, v) => Math.max(m, Math.abs(v)), max), 0);
  return sound.map((samples) => samples.map((value) => 0.9 * Math.tanh((drive * value) / peak)));
}

detectorContract(DISTORTION, [
  {
    name: 'hard saturation throughout',
    code: 'distortion',
    channels: saturated(musicLike(4 * RATE, RATE, 31), 6),
    startS: null,
    endS: null,
  },
]);

describe('distortion', () => {
  it('is warned of where the drive is hard and only noted where it is mild', () => {
    const severity = (drive: number): string | undefined =>
      detect(DISTORTION, saturated(musicLike(4 * RATE, RATE, 33), drive))[0]?.severity;
    expect(severity(0.1)).toBeUndefined();
    expect(severity(2.5)).toBe('note');
    expect(severity(8)).toBe('warning');
  });

  it('is found at any level', () => {
    const loud = saturated(musicLike(4 * RATE, RATE, 32), 8);
    const soft = loud.map((samples) => samples.map((value) => value / 16));
    expect(detect(DISTORTION, soft)).toEqual(detect(DISTORTION, loud));
  });

  it('is not heard in a lone tone, whose level alone says its slope', () => {
    expect(detect(DISTORTION, [sine(220, 0.7, 4 * RATE, RATE)])).toEqual([]);
  });
});
