// ITU-R BS.1770-5: filter coefficients, the 48 kHz curve, anchor readings, channel weights and both gates.
import { describe, expect, it } from 'vitest';
import { responseDb } from '../../src/dsp/biquad.ts';
import { createLoudnessMeter } from '../../src/measure/loudness-meter.ts';
import { gatedLoudness, kWeighting, powerFromLoudness } from '../../src/measure/loudness.ts';
import { measure } from '../contracts/meter.ts';
import { sine } from '../signals.ts';
import { RATES_HZ, stereo, ToneListener } from './tones.ts';

/** Rate; b0, b1, b2, a1, a2 of the shelf; a1, a2 of the high-pass. 48 kHz is BS.1770-5 tables 1 and 2. */
const COEFFICIENTS = [
  [
    44100, 1.53084123005035, -2.65097999515473, 1.16907907992159, -1.66365511325602, 0.71259542807323,
    -1.9891696736298, 0.98919903578704,
  ],
  [
    48000, 1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585,
    -1.99004745483398, 0.99007225036621,
  ],
  [
    88200, 1.55751537557965, -2.90562707992635, 1.36133397747221, -1.83091998796233, 0.84414226108785,
    -1.99457751545034, 0.99458487587805,
  ],
  [
    96000, 1.5597142289758, -2.92674157825108, 1.37826120231582, -1.84460946989011, 0.85584332293064,
    -1.99501754472472, 0.99502375904092,
  ],
  [
    176400, 1.57111531774185, -3.03654450240465, 1.46887161198976, -1.91532931683305, 0.91877174416001,
    -1.99728692242381, 0.99728876502607,
  ],
  [
    192000, 1.57222721509128, -3.04728305156155, 1.47797134097961, -1.92220223060749, 0.92511773511683,
    -1.9975072228407, 0.99750877835551,
  ],
] as const;

const CURVE_48K_DB = [
  [20, -13.275],
  [50, -3.934],
  [100, -1.134],
  [200, -0.265],
  [500, 0.043],
  [997, 0.691],
  [1000, 0.698],
  [2000, 3.071],
  [4000, 3.968],
  [8000, 4.039],
  [16000, 4.043],
] as const;

describe('K-weighting', () => {
  it.each(COEFFICIENTS)('has the published coefficients at %i Hz', (rate, ...published) => {
    const [shelf, highPass] = kWeighting(rate);
    const ours = [shelf!.b0, shelf!.b1, shelf!.b2, shelf!.a1, shelf!.a2, highPass!.a1, highPass!.a2];
    // Published to 14 decimals.
    ours.forEach((value, i) => expect(Math.abs(value - published[i]!)).toBeLessThan(1e-13));
    expect([highPass!.b0, highPass!.b1, highPass!.b2]).toEqual([1, -2, 1]);
  });

  it.each(CURVE_48K_DB)('is as published at %i Hz', (hz, db) => {
    // Published to three decimals.
    expect(Math.abs(responseDb(kWeighting(48000), hz, 48000) - db)).toBeLessThan(0.001);
  });

  it.each([3000, 8000, 384000])('is stable and lifts little more than its 4 dB shelf at %i Hz', (rate) => {
    for (const { a1, a2 } of kWeighting(rate)) {
      expect(Math.abs(a2)).toBeLessThan(1);
      expect(Math.abs(a1)).toBeLessThan(1 + a2);
    }
    for (let hz = rate / 100; hz < rate / 2; hz += rate / 100) {
      // The high-pass's plain numerator lifts by 1 + K/Q + K², most at low rates.
      expect(responseDb(kWeighting(rate), hz, rate)).toBeLessThan(4.7);
    }
  });
});

describe('anchor readings', () => {
  it.each(RATES_HZ)('997 Hz at full scale in one channel reads -3.01 LKFS at %i Hz', (rate) => {
    const tone = sine(997, 1, 5 * rate, rate);
    const quiet = new Float64Array(tone.length);
    // 0.03: the curves of other rates differ by up to 0.027 dB at 997 Hz (STANDARDS of the plain form), and the onset.
    const within = (value: number | null, expected: number) =>
      expect(Math.abs(value! - expected)).toBeLessThan(0.035);
    within(measure(createLoudnessMeter, [tone], rate).integratedLufs, -3.01);
    within(measure(createLoudnessMeter, [tone, quiet], rate).integratedLufs, -3.01);
    within(measure(createLoudnessMeter, [tone, tone], rate).integratedLufs, 0);
  });

  it('weighs the channels of 5.1: centre 1, surrounds 1.41, LFE not at all', () => {
    const tone = sine(997, 0.1, 96000, 48000);
    const only = (lit: number) => Array.from({ length: 6 }, (_, c) => (c === lit ? tone : tone.map(() => 0)));
    const reading = (lit: number) => measure(createLoudnessMeter, only(lit), 48000).integratedLufs;
    expect(reading(2)).toBeCloseTo(reading(0)!, 9);
    expect(reading(3)).toBeNull();
    expect(reading(4)! - reading(0)!).toBeCloseTo(1.492, 3);
  });
});

describe('gating', () => {
  const powers = (parts: readonly (readonly [number, number])[]) =>
    parts.flatMap(([count, lufs]) => Array.from({ length: count }, () => powerFromLoudness(lufs)));

  it('leaves out what is not above -70 LUFS', () => {
    expect(gatedLoudness(powers([[10, -70.01]]))).toBeNull();
    expect(
      gatedLoudness(
        powers([
          [10, -69.5],
          [1000, -70.01],
        ]),
      ),
    ).toBeCloseTo(-69.5, 9);
    expect(gatedLoudness([])).toBeNull();
  });

  it('leaves out what is 10 LU under the mean of the rest', () => {
    // The mean of both is -13.0, so -25 falls away and -22 stays.
    expect(
      gatedLoudness(
        powers([
          [100, -10],
          [100, -25],
        ]),
      ),
    ).toBeCloseTo(-10, 9);
    const both = 10 * Math.log10((10 ** -1 + 10 ** -2.2) / 2);
    expect(
      gatedLoudness(
        powers([
          [100, -10],
          [100, -22],
        ]),
      ),
    ).toBeCloseTo(both, 9);
  });

  // In the manner of the gate tests of BS.2217, whose tolerance is 0.1.
  it.each([
    ['relative', [stereo(20, -10), stereo(20, -25)], -10],
    ['absolute', [stereo(20, -69.5), stereo(60, -70.6)], -69.5],
  ] as const)('reads through the whole meter: %s gate', (_, stretches, expected) => {
    const reading = new ToneListener(48000, 2).feed(stretches).loudness.result().integratedLufs;
    expect(Math.abs(reading! - expected)).toBeLessThanOrEqual(0.1);
  });
});

describe('lengths', () => {
  const reading = (frames: number) => measure(createLoudnessMeter, [sine(997, 0.5, frames, 48000)], 48000);

  it('has no integrated loudness under 400 ms and one at 400 ms', () => {
    expect(reading(19199).integratedLufs).toBeNull();
    expect(reading(19200).integratedLufs).not.toBeNull();
  });

  it('has no short-term loudness and no range under 3 s', () => {
    expect(reading(143999)).toMatchObject({
      maxShortTermLufs: null,
      rangeLu: null,
      shortTermPerSecondLufs: [],
    });
    const three = reading(144000);
    expect(three.maxShortTermLufs).not.toBeNull();
    expect(three.rangeLu).toBe(0);
    expect(three.shortTermPerSecondLufs).toHaveLength(1);
    expect(reading(192000).shortTermPerSecondLufs).toHaveLength(2);
  });
});
