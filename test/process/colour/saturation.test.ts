// Saturation adds the harmonics of its curve, folds nothing back, and leaves quiet and idle sound alone.
import { describe, expect, it } from 'vitest';
import { SATURATION } from '../../../src/process/colour/saturation.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';
import { sineAnswer } from '../sine-answer.ts';

const RATE = 44100;

processorContract(SATURATION, [
  { driveDb: 6 },
  { shape: 'tape', driveDb: 12, toneDb: -3, keep: 'loud' },
  { shape: 'tube', driveDb: 9, even: 0.5, mix: 0.6, oversample: '8' },
]);

/** Harmonics of f(peak · sin) by the mean over a period: amplitudes in dB, by Math's own functions. */
function curveHarmonicsDb(f: (u: number) => number, peak: number, most: number): number[] {
  const points = 4096;
  return Array.from({ length: most + 1 }, (_, h) => {
    let re = 0;
    let im = 0;
    for (let n = 0; n < points; n++) {
      const w = (2 * Math.PI * n) / points;
      const y = f(peak * Math.sin(w));
      re += (2 / points) * y * Math.cos(h * w);
      im += (2 / points) * y * Math.sin(h * w);
    }
    return 20 * Math.log10(Math.hypot(re, im) + 1e-20);
  });
}

const about =
  (curve: (z: number) => number, slope: (z: number) => number, b: number, k: number) =>
  (u: number): number =>
    (curve(k * u + b) - curve(b)) / (k * slope(b));
const tanhSlope = (z: number): number => 1 - Math.tanh(z) ** 2;
const tape = (z: number): number => Math.atan((Math.PI / 2) * z) / (Math.PI / 2);
const tapeSlope = (z: number): number => 1 / (1 + ((Math.PI / 2) * z) ** 2);
const driveOf = (db: number): number => 10 ** (db / 20) - 10 ** (-db / 20);

describe('harmonics', () => {
  // Tape is driven 6 dB harder by highs; -6 dB of tone make it even.
  const cases: [string, ParamRecord, (u: number) => number][] = [
    ['soft', {}, about(Math.tanh, tanhSlope, 0, driveOf(6))],
    ['soft, lopsided', { even: 1 }, about(Math.tanh, tanhSlope, 0.8, driveOf(6))],
    ['tube', { shape: 'tube' }, about(Math.tanh, tanhSlope, 0.35, driveOf(6))],
    ['tube, wholly', { shape: 'tube', even: 1 }, about(Math.tanh, tanhSlope, 0.8, driveOf(6))],
    ['tape', { shape: 'tape', toneDb: -6 }, about(tape, tapeSlope, 0, driveOf(6))],
  ];
  it.each(cases)('are those of the curve at 6 dB: %s', (_, params, f) => {
    const { harmonicsDb } = sineAnswer(SATURATION, { driveDb: 6, ...params }, 500, -6, 40000);
    const wanted = curveHarmonicsDb(f, 10 ** (-6 / 20), 5);
    for (let h = 1; h <= 5; h++) {
      if (wanted[h]! > -140) expect(harmonicsDb[h]).toBeCloseTo(wanted[h]!, 1);
      else expect(harmonicsDb[h]).toBeLessThan(-140);
    }
    expect(harmonicsDb[0]).toBeLessThan(-70);
  });
});

const latencyOf = (given: ParamRecord, sampleRateHz = RATE): number =>
  SATURATION.create(checkParams(SATURATION.params, given, 'saturation'), { sampleRateHz, channels: 1 })
    .latencyFrames;

describe('what is folded back', () => {
  it.each([
    ['soft', '8', -120],
    ['soft', '4', -115],
    ['tape', '8', -100],
    ['tube', '8', -120],
  ])('of 5 kHz at full scale driven 12 dB: %s at %sx is below %i dB', (shape, oversample, most) => {
    // 12.5 dB on the knob are a gain of 4 into the curve.
    expect(sineAnswer(SATURATION, { shape, oversample, driveDb: 12.5 }, 5000, 0, 60000).aliasDb).toBeLessThan(
      most,
    );
  });

  it.each(['soft', 'tape', 'tube'])('is below -100 dB unasked, driven 12 dB and less: %s', (shape) => {
    for (const driveDb of [3, 6, 9, 12.5]) {
      for (const even of [0, 1]) {
        const { aliasDb } = sineAnswer(SATURATION, { shape, driveDb, even }, 5000, 0, 30000);
        expect(aliasDb).toBeLessThan(-100);
      }
    }
  });

  // Each just before auto takes twice the rate, as found by its latency.
  it.each<[ParamRecord, string]>([
    [{ shape: 'tape', even: 1, driveDb: 4.5 }, '4'],
    [{ shape: 'tape', even: 1, toneDb: -6, driveDb: 8.2 }, '4'],
    [{ shape: 'tape', even: 1, driveDb: 10.8 }, '8'],
    [{ shape: 'tape', even: 1, toneDb: -6, driveDb: 16.4 }, '8'],
    [{ shape: 'soft', even: 1, driveDb: 21.4 }, '8'],
    [{ shape: 'tube', even: 0.5, driveDb: 21.7 }, '8'],
  ])('is below -100 dB unasked, as hard as a rate is driven: %o at %sx', (given, oversample) => {
    expect(latencyOf(given)).toBe(latencyOf({ oversample }));
    expect(latencyOf({ ...given, driveDb: (given.driveDb as number) + 0.5 })).toBeGreaterThan(
      latencyOf(given),
    );
    expect(sineAnswer(SATURATION, given, 5000, 0, 30000).aliasDb).toBeLessThan(-100);
  });

  it('is paid for where it is needed: less rate for gentle curves, and at high rates', () => {
    const asked = (oversample: string): number => latencyOf({ oversample });
    expect(latencyOf({})).toBe(asked('4'));
    expect(latencyOf({ shape: 'tape', driveDb: 12 })).toBe(asked('8'));
    expect(latencyOf({ driveDb: 24 })).toBe(asked('16'));
    expect(latencyOf({ driveDb: 24 }, 96000)).toBe(asked('8'));
    expect(latencyOf({}, 192000)).toBe(asked('2'));
  });
});

describe('level', () => {
  const run = (sound: Float64Array, given: ParamRecord): Float64Array => {
    const processor = SATURATION.create(checkParams(SATURATION.params, given, 'saturation'), {
      sampleRateHz: RATE,
      channels: 1,
    });
    return runProcessor(processor, padded([sound], processor.latencyFrames))[0]!.subarray(
      processor.latencyFrames,
    );
  };

  it('keeps the gain of quiet sound', () => {
    const quiet = sine(1000, 1e-4, 8000, RATE);
    for (const shape of ['soft', 'tape']) {
      const out = run(quiet, { shape, driveDb: 12 });
      expect(Math.max(...out.map((v, n) => Math.abs(v - quiet[n]!)))).toBeLessThan(1e-9);
    }
  });

  it('keeps the level of a loud sine when asked to', () => {
    for (const shape of ['soft', 'tape', 'tube']) {
      const params = { shape, driveDb: 9, keep: 'loud', toneDb: shape === 'tape' ? -6 : 0 };
      expect(powerDb(sineAnswer(SATURATION, params, 500, -6, 40000).harmonicsDb)).toBeCloseTo(-6, 1);
    }
  });

  it('takes more off loud highs than off loud lows on tape', () => {
    const fall = (hz: number): number =>
      sineAnswer(SATURATION, { shape: 'tape', driveDb: 6 }, hz, -6).harmonicsDb[1]! -
      sineAnswer(SATURATION, { shape: 'tape', driveDb: 6 }, hz, -50).harmonicsDb[1]! -
      44;
    expect(fall(10000)).toBeLessThan(fall(200) - 1.5);
  });

  it.each<ParamRecord>([{ driveDb: 0 }, { mix: 0 }])('is idle to the last bit: %o', (params) => {
    const sound = musicLike(5000, RATE, 2)[0]!;
    expectSameBits([run(sound, params)], [sound]);
  });
});

function powerDb(harmonicsDb: readonly number[]): number {
  return 10 * Math.log10(harmonicsDb.slice(1).reduce((sum, db) => sum + 10 ** (db / 10), 0));
}
