// The expander follows its static curve, its times, its hold, its side chain and its link.
import { describe, expect, it } from 'vitest';
import { EXPANDER } from '../../../src/process/dynamics/expander.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 48000;
const BASE = {
  thresholdDb: -40,
  ratio: 2,
  kneeDb: 0,
  rangeDb: 60,
  attackMs: 5,
  holdMs: 10,
  releaseMs: 100,
  lookAheadMs: 0,
};

processorContract(EXPANDER, [
  {},
  {
    thresholdDb: -10,
    ratio: 20,
    kneeDb: 3,
    rangeDb: 80,
    lowCutHz: 200,
    highCutHz: 6000,
    link: 0.4,
    lookAheadMs: 7,
  },
]);

function expand(channels: Float64Array[], given: ParamRecord = {}): Float64Array[] {
  const params = checkParams(EXPANDER.params, { ...BASE, ...given }, 'expander');
  const expander = EXPANDER.create(params, { sampleRateHz: RATE, channels: channels.length });
  const longer = channels.map((x) => Float64Array.from([...x, ...new Float64Array(expander.latencyFrames)]));
  return runProcessor(expander, longer).map((x) => x.subarray(expander.latencyFrames));
}

/** Gain in dB that a probe of constant 1e-6 in the second channel gets, frame by frame. */
function gainDb(loud: Float64Array, given: ParamRecord = {}): Float64Array {
  const probe = new Float64Array(loud.length).fill(1e-6);
  return expand([loud, probe], given)[1]!.map((v) => 20 * Math.log10(v / 1e-6));
}

const amplitude = (db: number): number => 10 ** (db / 20);
const tone = (db: number, frames = RATE, hz = 1000): Float64Array => sine(hz, amplitude(db), frames, RATE);
const settled = (x: Float64Array): number => x[x.length - 1]!;

describe('the static curve', () => {
  it.each([
    [-30, 2, 0],
    [-40, 2, 0],
    [-52, 2, -12],
    [-60, 2, -20],
    [-50, 4, -30],
    [-46, 10, -54],
  ])('turns a sine at %i dB, at %i:1 below -40 dB, by %i dB', (level, ratio, reduction) => {
    expect(Math.abs(settled(gainDb(tone(level), { ratio })) - reduction)).toBeLessThan(0.1);
  });

  it('is as steady under a bass as under a tone', () => {
    const gain = gainDb(tone(-52, 2 * RATE, 55), { holdMs: 10 }).subarray(RATE);
    expect(Math.max(...gain) - Math.min(...gain)).toBeLessThan(0.05);
    expect(Math.abs(settled(gain) + 12)).toBeLessThan(0.1);
  });

  it('bends softly by the knee: an eighth of knee times slope at the threshold', () => {
    expect(settled(gainDb(tone(-40), { kneeDb: 12, ratio: 3 }))).toBeCloseTo((-12 / 8) * 2, 1);
  });

  it('goes no deeper than its range', () => {
    expect(settled(gainDb(tone(-60), { ratio: 20, rangeDb: 9 }))).toBeCloseTo(-9, 2);
  });

  it('scales in dB with its strength', () => {
    const params = checkParams(EXPANDER.params, BASE, 'expander');
    const half = EXPANDER.atStrength(params, 0.5);
    expect(settled(gainDb(tone(-60), half))).toBeCloseTo(settled(gainDb(tone(-60))) / 2, 6);
  });

  it('leaves what is above the knee as it was, to the last bit', () => {
    // From its middle on: it starts from silence, which is below any threshold.
    const middle = (x: Float64Array): Float64Array => x.subarray(RATE / 2, RATE - RATE / 20);
    const loud = musicLike(RATE, RATE, 4);
    const out = expand(loud, { thresholdDb: -70, lookAheadMs: 5 });
    expectSameBits(out.map(middle), loud.map(middle));
  });
});

describe('its times', () => {
  /** Frames from `start` until the gain has covered 63 % of its way to the end. */
  const covered = (gain: Float64Array, start: number, from: number, to: number): number =>
    gain.subarray(start).findIndex((v) => (v - from) / (to - from) >= 1 - Math.exp(-1));

  it.each([
    [10, 20, 100],
    [40, 80, 400],
  ])(
    'are attack (%i ms), hold (%i ms) and release (%i ms), to a twentieth',
    (attackMs, holdMs, releaseMs) => {
      const burst = tone(-52, 7 * RATE);
      burst.set(tone(-20, RATE), 3 * RATE);
      const gain = gainDb(burst, { attackMs, holdMs, releaseMs });
      const attack = covered(gain, 3 * RATE, -12, 0) / RATE;
      const back = covered(gain, 4 * RATE, 0, -12) / RATE;
      expect(Math.abs(attack / (attackMs / 1000) - 1)).toBeLessThan(0.05);
      expect(Math.abs((back - holdMs / 1000) / (releaseMs / 1000) - 1)).toBeLessThan(0.05);
      const held = gain.subarray(4 * RATE, 4 * RATE + Math.floor((0.95 * holdMs * RATE) / 1000));
      expect(Math.min(...held)).toBeGreaterThan(-0.01);
    },
  );

  it('look ahead: open before the onset, and held as long after the end', () => {
    const burst = new Float64Array(3 * RATE);
    burst.set(tone(-20, RATE), RATE);
    const given = { attackMs: 2, holdMs: 50, rangeDb: 20 };
    const late = gainDb(burst, given)[RATE]!;
    const early = gainDb(burst, { ...given, lookAheadMs: 10 });
    expect(late).toBeLessThan(-15);
    expect(early[RATE]!).toBeGreaterThan(-0.2);
    expect(early[2 * RATE + Math.round(0.049 * RATE)]!).toBeGreaterThan(-0.05);
    expect(early[2 * RATE + Math.round(0.07 * RATE)]!).toBeLessThan(-1);
  });
});

describe('what it hears', () => {
  it('leaves out what the side-chain cuts take away', () => {
    const rumble = gainDb(tone(-30, RATE, 50), { lowCutHz: 500 });
    expect(settled(gainDb(tone(-30, RATE, 50)))).toBeGreaterThan(-0.1);
    expect(settled(rumble)).toBeLessThan(-20);
    const hiss = gainDb(tone(-30, RATE, 12000), { highCutHz: 1000 });
    expect(settled(gainDb(tone(-30, RATE, 12000)))).toBeGreaterThan(-0.1);
    expect(settled(hiss)).toBeLessThan(-20);
  });

  it('is both channels when linked, each its own when not, half way at 0.5', () => {
    const pair = (): Float64Array[] => [tone(-20, 2 * RATE), tone(-60, 2 * RATE)];
    const gain = (link: number): number => {
      const out = expand(pair(), { link })[1]!.subarray(RATE);
      return 20 * Math.log10(out.reduce((most, v) => Math.max(most, v), 0) / amplitude(-60));
    };
    expect(Math.abs(gain(1))).toBeLessThan(1e-6);
    expect(Math.abs(gain(0) + 20)).toBeLessThan(0.1);
    // Half way between -20 and -60 dB is -40: the threshold itself.
    expect(Math.abs(gain(0.5))).toBeLessThan(0.1);
    const low = expand([tone(-30, 2 * RATE), tone(-70, 2 * RATE)], { link: 0.5 })[1]!.subarray(RATE);
    expect(Math.abs(20 * Math.log10(Math.max(...low) / amplitude(-70)) + 10)).toBeLessThan(0.1);
  });
});
