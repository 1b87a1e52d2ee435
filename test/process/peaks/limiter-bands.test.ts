// Limiting in three bands: the ceiling and the rest to the last bit as ever, and a middle that moves less under bass.
import { describe, expect, it } from 'vitest';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { LIMITER } from '../../../src/process/peaks/limiter.ts';
import { expectSameBits, padded, runProcessor } from '../../contracts/processor.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

function limit(channels: Float64Array[], given: ParamRecord, sizes?: number[]): Float64Array[] {
  const params = checkParams(LIMITER.params, given, 'limiter');
  const limiter = LIMITER.create(params, { sampleRateHz: RATE, channels: channels.length });
  const out = runProcessor(limiter, padded(channels, limiter.latencyFrames), sizes);
  return out.map((x) => x.subarray(limiter.latencyFrames));
}

const scaled = (x: Float64Array, by: number): Float64Array => x.map((v) => v * by);

/** A soft drum of 60 Hz twice a second, far over the ceiling, under a held tone of 1 kHz. */
function drumUnderTone(drum: number): Float64Array {
  const frames = 2 * RATE;
  const tone = sine(1000, 0.2, frames, RATE);
  const bass = sine(60, drum, frames, RATE);
  return tone.map((v, n) => v + bass[n]! * Math.exp((-12 * (n % (RATE / 2))) / RATE));
}

/** How much the level of the 1 kHz tone moves: standard deviation in dB over 20 ms, read by its own frequency. */
function toneMovementDb(x: Float64Array): number {
  const span = RATE / 50;
  const levels: number[] = [];
  for (let at = span; at + span <= x.length - span; at += span) {
    let re = 0;
    let im = 0;
    for (let n = at; n < at + span; n++) {
      const window = 1 - Math.cos((2 * Math.PI * (n - at)) / span);
      re += window * x[n]! * Math.cos((2 * Math.PI * 1000 * n) / RATE);
      im += window * x[n]! * Math.sin((2 * Math.PI * 1000 * n) / RATE);
    }
    levels.push(10 * Math.log10(re * re + im * im));
  }
  const mean = levels.reduce((sum, db) => sum + db, 0) / levels.length;
  return Math.sqrt(levels.reduce((sum, db) => sum + (db - mean) ** 2, 0) / levels.length);
}

describe('limiting in three bands', () => {
  it('passes what is below the ceilings of the bands to the last bit', () => {
    const sound = musicLike(20000, RATE, 2);
    expectSameBits(limit(sound, { bands: 'three' }), sound);
  });

  it.each([1, 0.5, 0])('is the same for any cutting into blocks when linked by %d', (link) => {
    const sound = musicLike(12000, RATE, 2).map((x, c) => scaled(x, 5 + c));
    const whole = limit(sound, { bands: 'three', link }, [1 << 20]);
    for (const size of [333, 4096]) expectSameBits(limit(sound, { bands: 'three', link }, [size]), whole);
  });

  it('moves the middle much less under a drum, and keeps the ceiling', () => {
    const sound = drumUnderTone(2);
    const one = limit([sound], {})[0]!;
    const three = limit([sound], { bands: 'three' })[0]!;
    expect(toneMovementDb(one)).toBeGreaterThan(1);
    expect(toneMovementDb(three)).toBeLessThan(0.6 * toneMovementDb(one));
    expect(three.reduce((top, v) => Math.max(top, Math.abs(v)), 0)).toBeLessThan(10 ** (-0.99 / 20));
  });
});
