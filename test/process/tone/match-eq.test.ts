// The match equaliser follows its curve, of both phases, on the channels it is told.
import { describe, expect, it } from 'vitest';
import { monotoneCubic } from '../../../src/dsp/monotone-cubic.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { matchCurve } from '../../../src/process/tone/match-curve.ts';
import { MATCH_EQ } from '../../../src/process/tone/match-eq.ts';
import { processorContract, runProcessor } from '../../contracts/processor.ts';
import { noise } from '../../signals.ts';
import { ANSWER_SIZE, impulseAnswer, worstDb, type Answer } from './impulse-answer.ts';

const CURVE = [
  { hz: 40, gainDb: 2.5 },
  { hz: 120, gainDb: -3 },
  { hz: 450, gainDb: 1 },
  { hz: 3000, gainDb: -4 },
  { hz: 9000, gainDb: 5 },
  { hz: 16000, gainDb: 2 },
];
const match = (given: ParamRecord): ParamRecord =>
  checkParams(MATCH_EQ.params, { points: CURVE, ...given }, 'match-eq');

interface Measured {
  readonly curve: (hz: number) => number;
  readonly answer: Answer;
}

describe('the curve', () => {
  it('goes through its points and overshoots none of them', () => {
    const line = monotoneCubic([0, 1, 2, 4], [0, 3, 3, -1]);
    expect([0, 1, 2, 4, -5, 9].map(line)).toEqual([0, 3, 3, -1, 0, -1]);
    for (let t = 0; t <= 4; t += 0.01) {
      expect(line(t)).toBeLessThanOrEqual(3);
      expect(line(t)).toBeGreaterThanOrEqual(-1);
    }
  });

  it('unsmoothed meets every point, whatever their order, within its range', () => {
    const level = matchCurve(match({ smoothingOctaves: 0, points: [...CURVE].reverse() }));
    for (const { hz, gainDb } of CURVE) expect(Math.abs(level(hz) - gainDb)).toBeLessThan(0.02);
    expect(level(10)).toBeCloseTo(2.5, 6);
    expect(level(30000)).toBeCloseTo(2, 6);
    const held = matchCurve(match({ smoothingOctaves: 0, rangeDb: 3 }));
    expect(held(9000)).toBeCloseTo(3, 6);
    expect(held(3000)).toBeCloseTo(-3, 1);
  });

  it('smoothed is flatter; two points at one frequency count as their mean', () => {
    const [sharp, flat] = [0, 2].map((octaves) => matchCurve(match({ smoothingOctaves: octaves })));
    expect(Math.abs(flat!(3000))).toBeLessThan(0.7 * Math.abs(sharp!(3000)));
    const twice = matchCurve(
      match({
        points: [
          { hz: 100, gainDb: 4 },
          { hz: 100, gainDb: -2 },
        ],
      }),
    );
    expect(twice(1000)).toBeCloseTo(1, 9);
  });

  it('is what the response says, at half strength half of it', () => {
    const params = match({ rangeDb: 3 });
    for (const hz of [20, 120, 2500, 9000, 20000]) {
      const whole = MATCH_EQ.responseDb!(params, hz, 44100);
      expect(whole).toBeCloseTo(matchCurve(params)(hz), 12);
      const half = checkParams(MATCH_EQ.params, MATCH_EQ.atStrength(params, 0.5), 'match-eq');
      expect(MATCH_EQ.responseDb!(half, hz, 44100)).toBeCloseTo(0.5 * whole, 9);
    }
  });
});

describe.each([44100, 96000])('the filter at %i Hz', (rate) => {
  const [minimum, linear] = ['minimum', 'linear'].map((phase) => {
    const params = match({ phase });
    return { curve: matchCurve(params), answer: impulseAnswer(MATCH_EQ, params, rate) };
  }) as [Measured, Measured];

  it('of either phase keeps within 0.001 dB of its curve', () => {
    for (const { answer, curve } of [minimum, linear])
      expect(worstDb(answer, rate, curve)).toBeLessThan(0.001);
  });

  it('of linear phase turns no phase, of minimum phase answers at once', () => {
    expect(Math.max(...linear.answer.im.map(Math.abs))).toBeLessThan(1e-14);
    const { h } = minimum.answer;
    expect(h.subarray(ANSWER_SIZE / 2).every((v) => Math.abs(v) < 1e-15)).toBe(true);
    // Of all filters of this magnitude it has the most energy in its first samples.
    const early = (x: Float64Array): number => x.subarray(0, 8).reduce((sum, v) => sum + v * v, 0);
    expect(early(h)).toBeGreaterThan(early(linear.answer.h));
  });
});

describe('channels', () => {
  it('the middle or the sides alone; the other is only late', () => {
    for (const [channel, right] of [
      ['mid', -1],
      ['side', 1],
    ] as const) {
      const params = match({ channel });
      const processor = MATCH_EQ.create(params, { sampleRateHz: 44100, channels: 2 });
      const late = processor.latencyFrames;
      const x = noise(0.5, late + 4000, 3);
      const [left] = runProcessor(processor, [x, x.map((v) => right * v)]);
      for (let n = late; n < x.length; n += 7) expect(left![n]).toBe(x[n - late]);
    }
  });

  it('mono is all middle', () => {
    const make = (channel: string) =>
      MATCH_EQ.create(match({ channel }), { sampleRateHz: 44100, channels: 1 });
    const x = noise(0.5, 30000, 4);
    expect(runProcessor(make('mid'), [x])).toEqual(runProcessor(make('stereo'), [x]));
    expect(runProcessor(make('side'), [x])).toEqual([x]);
  });
});

processorContract(MATCH_EQ, [
  { points: CURVE },
  { points: CURVE, phase: 'linear', channel: 'side', rangeDb: 3, smoothingOctaves: 1 },
]);
