// Low-end focus: the contrast of the bass goes up or down by what is asked at most; what is above stays.
import { describe, expect, it } from 'vitest';
import { LOW_END_FOCUS } from '../../../src/process/dynamics/low-end-focus.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { sine } from '../../signals.ts';

const RATE = 44100;

processorContract(LOW_END_FOCUS, [{}, { hz: 120, contrastDb: -9, gainDb: 2, speed: 2 }]);

function focus(sound: Float64Array, given: ParamRecord): Float64Array {
  const params = checkParams(LOW_END_FOCUS.params, given, 'low-end-focus');
  const processor = LOW_END_FOCUS.create(params, { sampleRateHz: RATE, channels: 1 });
  return runProcessor(processor, padded([sound], processor.latencyFrames))[0]!.subarray(
    processor.latencyFrames,
  );
}

/** Kicks of 55 Hz, two a second, that bloom: dying away with a time of 200 ms. */
const kicks = Float64Array.from({ length: 4 * RATE }, (_, n) => {
  const t = (n % (RATE / 2)) / RATE;
  return 0.5 * Math.min(1, t / 0.003) * Math.exp(-t / 0.2) * Math.sin(2 * Math.PI * 55 * t);
});

function levelDb(x: Float64Array, fromS: number, toS: number): number {
  let power = 0;
  for (let kick = RATE / 2; kick + RATE / 2 <= x.length; kick += RATE / 2) {
    for (let n = kick + Math.round(fromS * RATE); n < kick + toS * RATE; n++) power += x[n]! * x[n]!;
  }
  return 10 * Math.log10(power);
}

/** First 30 ms over the time from 150 to 400 ms. */
const contrast = (x: Float64Array): number => levelDb(x, 0, 0.03) - levelDb(x, 0.15, 0.4);

describe('the contrast of a kick', () => {
  it.each([4, 8, -4, -8])('changes by more than half and by no more than all of %d dB', (contrastDb) => {
    const change = (contrast(focus(kicks, { contrastDb })) - contrast(kicks)) * Math.sign(contrastDb);
    expect(change).toBeGreaterThan(0.5 * Math.abs(contrastDb));
    expect(change).toBeLessThan(Math.abs(contrastDb));
  });

  it('leaves the level of the low end within a decibel', () => {
    for (const contrastDb of [4, -4]) {
      const change = levelDb(focus(kicks, { contrastDb }), 0, 0.5) - levelDb(kicks, 0, 0.5);
      expect(Math.abs(change)).toBeLessThan(1);
    }
  });

  it('is the same 20 dB lower', () => {
    const low = focus(
      kicks.map((v) => v / 10),
      { contrastDb: 6 },
    );
    const out = focus(kicks, { contrastDb: 6 });
    expect(out.reduce((most, v, n) => Math.max(most, Math.abs(v - 10 * low[n]!)), 0)).toBeLessThan(1e-9);
  });
});

describe('what else there is', () => {
  it('a steady bass passes to the last bit', () => {
    const bass = sine(50, 0.5, 3 * RATE, RATE);
    const out = focus(bass, { contrastDb: 12 });
    expectSameBits([out.subarray(RATE, 2.9 * RATE)], [bass.subarray(RATE, 2.9 * RATE)]);
  });

  it('hits above are left, within 0.2 dB', () => {
    const hits = sine(2000, 0.5, 4 * RATE, RATE).map((v, n) => v * Math.exp(-30 * ((n / RATE) % 0.5)));
    const out = focus(hits, { contrastDb: 12 });
    expect(Math.abs(levelDb(out, 0, 0.03) - levelDb(hits, 0, 0.03))).toBeLessThan(0.2);
  });

  it('gain is that of the low end alone', () => {
    const bass = sine(40, 0.3, 2 * RATE, RATE);
    const treble = sine(5000, 0.3, 2 * RATE, RATE);
    const change = (x: Float64Array): number =>
      levelDb(focus(x, { contrastDb: 0, gainDb: 3 }), 0.1, 0.4) - levelDb(x, 0.1, 0.4);
    expect(change(bass)).toBeCloseTo(3, 1);
    expect(change(treble)).toBeCloseTo(0, 2);
  });
});
