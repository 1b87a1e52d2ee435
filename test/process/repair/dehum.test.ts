// Dehum takes a steady hum away, follows it where it strays, and leaves music without hum as it is, to the bit.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { DEHUM } from '../../../src/process/repair/dehum.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;
const FRAMES = 8 * RATE;

processorContract(DEHUM, [{}, { hz: 60, harmonics: 3, amount: 0.5 }]);

function dehummed(params: ParamRecord, sound: readonly Float64Array[]): Float64Array[] {
  const processor = DEHUM.create(checkParams(DEHUM.params, params, 'dehum'), {
    sampleRateHz: RATE,
    channels: sound.length,
  });
  const { latencyFrames } = processor;
  return runProcessor(processor, padded(sound, latencyFrames)).map((x) => x.subarray(latencyFrames));
}

const energy = (a: Float64Array, b: Float64Array): number =>
  a.reduce((sum, v, n) => sum + (v - b[n]!) ** 2, 0);
const gainDb = (damaged: Float64Array, out: Float64Array, clean: Float64Array): number =>
  10 * Math.log10(energy(damaged, clean) / energy(out, clean));

/** Five lines of 50 Hz that stray by `stray` Hz. */
function hum(stray: number): Float64Array {
  const sum = new Float64Array(FRAMES);
  for (let k = 1; k <= 5; k++) {
    const line = sine(k * (50 + stray), 0.01 / k, FRAMES, RATE, k);
    for (let n = 0; n < FRAMES; n++) sum[n]! += line[n]!;
  }
  return sum;
}

const silence = new Float64Array(FRAMES);

describe('dehum', () => {
  it.each([0, 0.07, -0.4])('takes a hum that strays by %f Hz down by 40 dB', (stray) => {
    const sound = hum(stray);
    const [out] = dehummed({}, [sound]);
    const middle = (x: Float64Array): Float64Array => x.subarray(RATE, 7 * RATE);
    expect(gainDb(middle(sound), middle(out!), middle(silence))).toBeGreaterThan(40);
  });

  it('takes only the share that is asked for, and only so many lines', () => {
    const sound = hum(0);
    const middle = (x: Float64Array): Float64Array => x.subarray(2 * RATE, 6 * RATE);
    const half = gainDb(middle(sound), middle(dehummed({ amount: 0.5 }, [sound])[0]!), middle(silence));
    expect(half).toBeCloseTo(6.02, 1);
    const first = sine(50, 0.01, FRAMES, RATE, 1);
    const rest = sound.map((v, n) => v - first[n]!);
    const one = dehummed({ harmonics: 1 }, [sound])[0]!;
    expect(gainDb(middle(sound), middle(one), middle(rest))).toBeGreaterThan(40);
  });

  it('leaves music without hum to the bit', () => {
    const music = musicLike(FRAMES, RATE, 12).map((x) =>
      x.map((v, n) => v - sine(55, 0.12, 1, RATE, (2 * Math.PI * 55 * n) / RATE)[0]!),
    );
    expectSameBits(dehummed({}, music), music);
  });

  it('leaves what is outside its places to the bit', () => {
    const sound = hum(0);
    const [out] = dehummed({ places: [{ startS: 3, endS: 5 }] }, [sound]);
    expectSameBits([out!.subarray(0, 3 * RATE)], [sound.subarray(0, 3 * RATE)]);
    expectSameBits([out!.subarray(5 * RATE)], [sound.subarray(5 * RATE)]);
    const inside = (x: Float64Array): Float64Array => x.subarray(3.1 * RATE, 4.9 * RATE);
    expect(gainDb(inside(sound), inside(out!), inside(silence))).toBeGreaterThan(40);
  });
});
