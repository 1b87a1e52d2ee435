// EBU Tech 3341 cases 1 to 6 and 9 to 14, and Tech 3342 cases 1 to 4, at 44.1, 48, 96 and 192 kHz.
import { describe, expect, it } from 'vitest';
import { loudnessFromPower } from '../../src/measure/loudness.ts';
import { RATES_HZ, stereo, ToneListener, type Stretch } from './tones.ts';

/** Tech 3341: every loudness reading within 0.1 LU. */
const TOLERANCE_LU = 0.1;
/** Tech 3342: every range within 1 LU; ours is exact but for the filter's swing at the steps. */
const RANGE_TOLERANCE_LU = 1;

const INTEGRATED: readonly (readonly [number, readonly Stretch[], number])[] = [
  [1, [stereo(20, -23)], -23],
  [2, [stereo(20, -33)], -33],
  [3, [stereo(10, -36), stereo(60, -23), stereo(10, -36)], -23],
  [4, [stereo(10, -72), stereo(10, -36), stereo(60, -23), stereo(10, -36), stereo(10, -72)], -23],
  [5, [stereo(20, -26), stereo(20.1, -20), stereo(20, -26)], -23],
  [6, [[20, [-28, -28, -24, -30, -30]]], -23],
  [6, [[20, [-28, -28, -24, null, -30, -30]]], -23],
];

const RANGES: readonly (readonly [number, readonly Stretch[], number])[] = [
  [1, [stereo(20, -20), stereo(20, -30)], 10],
  [2, [stereo(20, -20), stereo(20, -15)], 5],
  [3, [stereo(20, -40), stereo(20, -20)], 20],
  [4, [-50, -35, -20, -35, -50].map((level) => stereo(20, level)), 15],
];

function repeated(times: number, stretches: readonly Stretch[]): Stretch[] {
  return Array.from({ length: times }, () => stretches).flat();
}

function near(value: number | null, expected: number, tolerance = TOLERANCE_LU): void {
  expect(value).not.toBeNull();
  expect(Math.abs(value! - expected), `${value} for ${expected}`).toBeLessThanOrEqual(tolerance);
}

describe.each(RATES_HZ)('EBU Tech 3341 at %i Hz', (rate) => {
  const listen = (stretches: readonly Stretch[]) =>
    new ToneListener(rate, stretches[0]![1].length).feed(stretches).loudness;

  it.each(INTEGRATED)('case %i: integrated loudness', (_, stretches, expected) => {
    near(listen(stretches).result().integratedLufs, expected);
  });

  it.each([
    [1, -23],
    [2, -33],
  ])('case %i: momentary and short-term loudness', (_, level) => {
    const { maxMomentaryLufs, maxShortTermLufs } = listen([stereo(20, level)]).result();
    near(maxMomentaryLufs, level);
    near(maxShortTermLufs, level);
  });

  it('case 9: short-term loudness is constant from 3 s on', () => {
    const powers = listen(repeated(5, [stereo(1.34, -20), stereo(1.66, -30)])).shortTermPowers.values();
    expect(powers.length).toBe(121);
    for (const power of powers) near(loudnessFromPower(power), -23);
  });

  it('case 10: 20 bursts of 3 s, each at its own offset', () => {
    for (let i = 0; i < 20; i++) {
      const burst = listen([stereo(i * 0.15, null), stereo(3, -23), stereo(1, null)]);
      near(burst.result().maxShortTermLufs, -23);
    }
  });

  it('case 11: 20 bursts of 3 s in turn', () => {
    const tones = new ToneListener(rate, 2);
    for (let i = 0; i < 20; i++) {
      tones.feed([stereo(i * 0.15, null), stereo(3, i - 38), stereo(3 - i * 0.15, null)]);
      near(tones.loudness.result().maxShortTermLufs, i - 38);
    }
  });

  it('case 12: momentary loudness is constant from 1 s on', () => {
    const tones = listen(repeated(25, [stereo(0.18, -20), stereo(0.22, -30)]));
    const fromOneSecond = tones.blockPowers.values().subarray(6);
    expect(fromOneSecond.length).toBe(91);
    for (const power of fromOneSecond) near(loudnessFromPower(power), -23);
    near(tones.result().maxMomentaryLufs, -23);
  });

  it('case 13: 20 bursts of 400 ms, each at its own offset', () => {
    for (let i = 0; i < 20; i++) {
      const burst = listen([stereo(i * 0.02, null), stereo(0.4, -23), stereo(1, null)]);
      near(burst.result().maxMomentaryLufs, -23);
    }
  });

  it('case 14: 20 bursts of 400 ms in turn', () => {
    const tones = new ToneListener(rate, 2);
    for (let i = 0; i < 20; i++) {
      tones.feed([stereo(i * 0.02, null), stereo(0.4, i - 38), stereo(0.4 - i * 0.02, null)]);
      near(tones.loudness.result().maxMomentaryLufs, i - 38);
    }
  });
});

describe.each(RATES_HZ)('EBU Tech 3342 at %i Hz', (rate) => {
  it.each(RANGES)('case %i', (_, stretches, expected) => {
    near(new ToneListener(rate, 2).feed(stretches).loudness.result().rangeLu, expected, RANGE_TOLERANCE_LU);
  });
});
