// The equaliser's linear phase: the analogue magnitude without ripple, no phase, and a pre-ring as long as told.
import { describe, expect, it } from 'vitest';
import { analogueDb } from '../../../src/dsp/analogue-band.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { analogueOf } from '../../../src/process/tone/eq-band.ts';
import { EQ } from '../../../src/process/tone/eq.ts';
import { expectSameBits, runProcessor } from '../../contracts/processor.ts';
import { musicLike } from '../../signals.ts';
import { ANSWER_SIZE, impulseAnswer, worstDb } from './impulse-answer.ts';

const linear = (...bands: ParamRecord[]): ParamRecord =>
  checkParams(EQ.params, { phase: 'linear', bands }, 'eq');

const CURVES: [string, ParamRecord][] = [
  [
    'a master of five bands',
    linear(
      { type: 'low-shelf', hz: 90, gainDb: 1.5 },
      { hz: 300, gainDb: -2, q: 1.2 },
      { hz: 2500, gainDb: 1, q: 0.7 },
      { hz: 7000, gainDb: -1.5, q: 2 },
      { type: 'high-shelf', hz: 11000, gainDb: 3 },
    ),
  ],
  ['12 dB at 15 kHz, Q 8', linear({ hz: 15000, gainDb: 12, q: 8 })],
  ['-12 dB at 60 Hz, Q 2', linear({ hz: 60, gainDb: -12, q: 2 })],
  ['low cut at 30 Hz, 24 dB an octave', linear({ type: 'low-cut', hz: 30, slope: '24' })],
  ['high cut at 16 kHz, 48 dB an octave', linear({ type: 'high-cut', hz: 16000, slope: '48' })],
  [
    'low cut of 6 dB an octave and tilt',
    linear({ type: 'low-cut', hz: 40, slope: '6' }, { type: 'tilt', gainDb: 4 }),
  ],
  ['band-pass', linear({ type: 'band-pass', hz: 500, q: 1 })],
];

function wantedDb(params: ParamRecord, rate: number): (hz: number) => number {
  const bands = (params.bands as ParamRecord[]).map((band) => analogueOf(band, rate)!);
  return (hz) => bands.reduce((sum, band) => sum + analogueDb(band, hz), 0);
}

describe.each([44100, 96000])('at %i Hz', (rate) => {
  it.each(CURVES)('%s: ripple under 0.001 dB, no phase, no more pre-ring than told', (_, params) => {
    const answer = impulseAnswer(EQ, params, rate);
    const { re, im, h } = answer;
    expect(worstDb(answer, rate, wantedDb(params, rate))).toBeLessThan(0.001);
    const largest = Math.max(...re);
    expect(Math.max(...im.map(Math.abs))).toBeLessThan(1e-14 * largest);
    const { preRingFrames } = EQ.create(params, { sampleRateHz: rate, channels: 2 });
    const before = h.subarray(ANSWER_SIZE / 2, ANSWER_SIZE - preRingFrames!);
    expect(before.every((v) => Math.abs(v) < 1e-15)).toBe(true);
  });
});

describe('linear phase', () => {
  it('a cut undoes a boost', () => {
    const bands: (ParamRecord & { readonly gainDb: number })[] = [
      { hz: 200, gainDb: 6, q: 1 },
      { type: 'high-shelf', hz: 8000, gainDb: -4 },
    ];
    const back = bands.map((band) => ({ ...band, gainDb: -band.gainDb }));
    const sound = musicLike(30000, 44100, 4);
    const there = EQ.create(linear(...bands), { sampleRateHz: 44100, channels: 2 });
    const again = EQ.create(linear(...back), { sampleRateHz: 44100, channels: 2 });
    const late = there.latencyFrames + again.latencyFrames;
    const padded = sound.map((x) => Float64Array.from({ length: x.length + late }, (__, n) => x[n] ?? 0));
    const out = runProcessor(again, runProcessor(there, padded));
    out.forEach((x, c) => {
      const worst = sound[c]!.reduce((most, v, n) => Math.max(most, Math.abs(v - x[n + late]!)), 0);
      expect(worst).toBeLessThan(1e-5);
    });
  });

  it('without gain is not late and touches nothing', () => {
    const params = linear({ hz: 200, gainDb: 0 }, { type: 'tilt', gainDb: 0, channel: 'side' });
    const processor = EQ.create(params, { sampleRateHz: 44100, channels: 2 });
    expect(processor.latencyFrames).toBe(0);
    const sound = musicLike(4000, 44100, 1);
    expectSameBits(runProcessor(processor, sound), sound);
  });

  it('on the left leaves the right but for the delay', () => {
    const params = linear({ hz: 1000, gainDb: 6, channel: 'left' });
    const processor = EQ.create(params, { sampleRateHz: 44100, channels: 2 });
    const late = processor.latencyFrames;
    const sound = musicLike(late + 6000, 44100, 2);
    const [left, right] = runProcessor(processor, sound);
    expectSameBits([right!.subarray(late)], [sound[1]!.subarray(0, 6000)]);
    expect(left!.some((v, n) => v !== (sound[0]![n - late] ?? 0))).toBe(true);
  });
});
