// Offset and rumble removal cuts as a Butterworth does, with minimum or with linear phase, and leaves the music its level.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { LOW_CLEAN } from '../../../src/process/repair/low-clean.ts';
import { padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { sine } from '../../signals.ts';

const RATE = 44100;

processorContract(LOW_CLEAN, [{ hz: 30 }, { hz: 40, slope: '12', amount: 0.5 }, { hz: 40, phase: 'linear' }]);

function cleaned(params: ParamRecord, sound: Float64Array): Float64Array {
  const processor = LOW_CLEAN.create(checkParams(LOW_CLEAN.params, params, 'low-clean'), {
    sampleRateHz: RATE,
    channels: 1,
  });
  return runProcessor(processor, padded([sound], processor.latencyFrames))[0]!.subarray(
    processor.latencyFrames,
  );
}

const rms = (x: Float64Array): number => Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / x.length);
const butterworthDb = (hz: number, corner: number, slope: number): number =>
  -10 * Math.log10(1 + (corner / hz) ** (slope / 3));

describe.each(['minimum', 'linear'])('of %s phase', (phase) => {
  it.each([
    [18, '24', 9],
    [18, '24', 18],
    [30, '48', 20],
    [30, '12', 100],
  ])('a corner of %i Hz, %s dB an octave, cuts %i Hz as Butterworth does', (hz, slope, at) => {
    const frames = 4 * RATE;
    const sound = sine(at, 0.5, frames, RATE);
    const middle = (x: Float64Array): Float64Array => x.subarray(1.5 * RATE, 3.5 * RATE);
    const db = 20 * Math.log10(rms(middle(cleaned({ hz, slope, phase }, sound))) / rms(middle(sound)));
    expect(Math.abs(db - butterworthDb(at, hz, Number(slope)))).toBeLessThan(0.05);
  });

  it('takes an offset away and leaves 1 kHz', () => {
    const sound = sine(1000, 0.25, 3 * RATE, RATE).map((v) => v + 0.1);
    const out = cleaned({ phase }, sound).subarray(RATE, 2 * RATE);
    expect(Math.abs(out.reduce((sum, v) => sum + v, 0) / out.length)).toBeLessThan(1e-5);
    expect(20 * Math.log10(rms(out) / (0.25 / Math.SQRT2))).toBeCloseTo(0, 3);
  });
});

it.each([
  [30, '12', 'minimum', 0.5, 20],
  [24, '24', 'minimum', 0.7, 25],
  [30, '24', 'linear', 0.5, 20],
])('%i Hz, %s dB an octave, of %s phase, %f of it: told as it answers', (hz, slope, phase, amount, at) => {
  const sound = sine(at, 0.5, 4 * RATE, RATE);
  const middle = (x: Float64Array): Float64Array => x.subarray(1.5 * RATE, 3.5 * RATE);
  const params = { hz, slope, phase, amount };
  const db = 20 * Math.log10(rms(middle(cleaned(params, sound))) / rms(middle(sound)));
  expect(LOW_CLEAN.responseDb!(params, at, RATE)).toBeCloseTo(db, 1);
});

describe('linear phase', () => {
  it('answers the same before and after', () => {
    const impulse = new Float64Array(6 * RATE);
    impulse[3 * RATE] = 1;
    const out = cleaned({ phase: 'linear', hz: 20 }, impulse);
    for (let k = 1; k < RATE; k += 7) expect(out[3 * RATE - k]).toBeCloseTo(out[3 * RATE + k]!, 14);
  });
});
