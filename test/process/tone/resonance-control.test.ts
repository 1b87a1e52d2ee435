// Resonance control: what sticks out falls by what was promised, the rest stays, and idle sound is untouched.
import { describe, expect, it } from 'vitest';
import { RESONANCE_CONTROL } from '../../../src/process/tone/resonance-control.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, padded, processorContract, runProcessor } from '../../contracts/processor.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

processorContract(RESONANCE_CONTROL, [
  { depthDb: 12, thresholdDb: 6, speedMs: 50, lowHz: 60 },
  { sharpness: 1, speedMs: 20, mix: 0.6, lowHz: 300, highHz: 6000 },
]);

function control(sound: Float64Array[], given: ParamRecord = {}) {
  const params = checkParams(RESONANCE_CONTROL.params, given, 'resonance-control');
  const processor = RESONANCE_CONTROL.create(params, { sampleRateHz: RATE, channels: sound.length });
  const late = runProcessor(processor, padded(sound, processor.latencyFrames));
  return { out: late.map((x) => x.subarray(processor.latencyFrames)), processor };
}

/** Amplitude of the tone at `hz` from frame `from` on. */
function toneOf(x: Float64Array, hz: number, from: number, to = x.length): number {
  let re = 0;
  let im = 0;
  let weights = 0;
  for (let n = from; n < to; n++) {
    const weight = Math.sin((Math.PI * (n - from)) / (to - from)) ** 2;
    re += weight * x[n]! * Math.cos((2 * Math.PI * hz * n) / RATE);
    im += weight * x[n]! * Math.sin((2 * Math.PI * hz * n) / RATE);
    weights += weight;
  }
  return (2 * Math.hypot(re, im)) / weights;
}

const plus = (a: Float64Array, b: Float64Array): Float64Array => a.map((v, n) => v + b[n]!);
const db = (ratio: number): number => 20 * Math.log10(ratio);

/** Noise that falls by 3 dB an octave (P. Kellet's filter, without its first pole). */
function pink(frames: number, level: number, seed: number): Float64Array {
  const white = noise(1, frames, seed);
  let a = 0;
  let b = 0;
  let c = 0;
  return white.map((v) => {
    a = 0.99765 * a + v * 0.099046;
    b = 0.963 * b + v * 0.2965164;
    c = 0.57 * c + v * 1.0526913;
    return level * (a + b + c + v * 0.1848);
  });
}

const FRAMES = 3 * RATE;
const LATE = 2 * RATE;
const NOISE = pink(FRAMES, 0.02, 5);

describe('a tone planted in noise', () => {
  it.each([150, 440, 997, 3000, 3090, 8123])('at %i Hz falls by the depth', (hz) => {
    const sound = plus(NOISE, sine(hz, 0.2, FRAMES, RATE));
    for (const depthDb of [3, 6, 12]) {
      const { out } = control([sound], { depthDb, lowHz: 100 });
      const change = db(toneOf(out[0]!, hz, LATE, FRAMES - 4096) / toneOf(sound, hz, LATE, FRAMES - 4096));
      expect(change).toBeGreaterThan(-depthDb - 0.1);
      expect(change).toBeLessThan(-0.93 * depthDb);
    }
  });

  it('falls by what is beyond the threshold where that is less', () => {
    const hz = 3000;
    const change = [0.02, 0.028].map((level) => {
      const sound = plus(NOISE, sine(hz, level, FRAMES, RATE));
      const { out } = control([sound], { depthDb: 24, thresholdDb: 10 });
      return db(toneOf(out[0]!, hz, LATE, FRAMES - 4096) / toneOf(sound, hz, LATE, FRAMES - 4096));
    });
    expect(change[0]! - change[1]!).toBeGreaterThan(1.8);
    expect(change[0]! - change[1]!).toBeLessThan(3.6);
  });

  it('takes back its share where mixed', () => {
    const sound = plus(NOISE, sine(3000, 0.2, FRAMES, RATE));
    const { out } = control([sound], { depthDb: 12, mix: 0.5 });
    const wanted = db(0.5 + 0.5 * 10 ** (-12 / 20));
    expect(db(toneOf(out[0]!, 3000, LATE, FRAMES - 4096) / 0.2)).toBeCloseTo(wanted, 0);
  });
});

describe('a resonance in music', () => {
  it('falls, while the rest changes by less than 0.1 dB', () => {
    const music = musicLike(FRAMES, RATE, 11).map((x, c) => plus(x, pink(FRAMES, 0.004, 40 + c)));
    const ring = sine(3000, 0.05, FRAMES, RATE);
    const { out, processor } = control(
      music.map((x) => plus(x, ring)),
      { depthDb: 6, thresholdDb: 12, lowHz: 1000 },
    );
    const end = FRAMES - 4096;
    expect(db(toneOf(out[0]!, 3000, LATE, end) / 0.05)).toBeLessThan(-5.4);
    // What else was changed: the difference, with the ring's own share taken out of both.
    const gone = 1 - toneOf(out[0]!, 3000, LATE, end) / 0.05;
    let change = 0;
    let whole = 0;
    for (let n = LATE; n < end; n++) {
      change += (out[0]![n]! - music[0]![n]! - (1 - gone) * ring[n]!) ** 2;
      whole += music[0]![n]! ** 2;
    }
    expect(db(1 + Math.sqrt(change / whole))).toBeLessThan(0.1);
    // And it says where.
    const { reductions } = processor;
    const worst = reductions!.reduce((a, b) => (b.meanDb < a.meanDb ? b : a));
    expect(Math.abs(worst.hz - 3000)).toBeLessThan(100);
    expect(worst.deepestDb).toBeGreaterThanOrEqual(-6);
    for (const { hz, deepestDb } of reductions!) {
      if (Math.abs(Math.log2(hz / 3000)) > 0.25) expect(deepestDb).toBeGreaterThan(-0.5);
    }
  });
});

describe('what does not stick out', () => {
  it('stays as it is, to the last bit', () => {
    const sound = [NOISE.subarray(0, RATE), pink(RATE, 0.02, 6)];
    expectSameBits(control(sound, { depthDb: 12, thresholdDb: 12 }).out, sound);
  });

  it('is also a resonance outside the range', () => {
    const sound = plus(NOISE, sine(3000, 0.2, FRAMES, RATE)).subarray(0, RATE);
    expectSameBits(control([sound], { depthDb: 12, thresholdDb: 14, lowHz: 6000 }).out, [sound]);
  });
});

describe('its time', () => {
  it('is that of its speed', () => {
    const hz = 3000;
    const sound = plus(NOISE, sine(hz, 0.1, FRAMES, RATE).fill(0, 0, RATE));
    for (const speedMs of [100, 300]) {
      const { processor } = control([sound], { depthDb: 6, speedMs });
      const trace = processor.gainReductionDb!;
      const reached = trace.subarray(100).findIndex((v) => v < -6 * 0.632);
      // A peak this high passes its threshold at once.
      expect(Math.abs(10 * reached - speedMs)).toBeLessThan(0.1 * speedMs + 46);
    }
  });
});
