// The de-esser: sibilants fall, vowels stay, at any level alike.
import { describe, expect, it } from 'vitest';
import { DE_ESSER } from '../../../src/process/tone/de-esser.ts';
import { checkParams, type ParamRecord } from '../../../src/process/params.ts';
import { expectSameBits, processorContract, runProcessor } from '../../contracts/processor.ts';
import { noise } from '../../signals.ts';

const RATE = 48000;

processorContract(DE_ESSER, [
  { hz: 6000, q: 0.8, thresholdDb: -30, rangeDb: 9 },
  { mode: 'wide', thresholdDb: -35, channel: 'mid' },
]);

function deEss(sound: Float64Array[], given: ParamRecord = {}) {
  const params = checkParams(DE_ESSER.params, given, 'de-esser');
  const processor = DE_ESSER.create(params, { sampleRateHz: RATE, channels: sound.length });
  return { out: runProcessor(processor, sound), trace: processor.gainReductionDb! };
}

/** Noise between 4.5 and 9 kHz: two resonances, as of the teeth. */
function hiss(frames: number, level: number): Float64Array {
  const x = noise(1, frames, 31);
  for (const hz of [5500, 7500]) {
    const w = (2 * Math.PI * hz) / RATE;
    const r = 0.85;
    let y1 = 0;
    let y2 = 0;
    for (let n = 0; n < frames; n++) {
      const y = x[n]! + 2 * r * Math.cos(w) * y1 - r * r * y2;
      y2 = y1;
      y1 = y;
      x[n] = y;
    }
    for (let n = frames - 1; n > 0; n--) x[n] = x[n]! - x[n - 1]!;
  }
  const scale = level / power(x, 0, frames) ** 0.5;
  return x.map((v) => scale * v);
}

function power(x: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let n = from; n < to; n++) sum += x[n]! ** 2;
  return sum / (to - from);
}

const VOWEL_FRAMES = 14400;
const S_FRAMES = 7200;
const SYLLABLE = VOWEL_FRAMES + S_FRAMES;

/** Four syllables: 300 ms of a vowel with formants, 150 ms of an s. */
function speech(level = 1): Float64Array {
  const out = new Float64Array(4 * SYLLABLE);
  const s = hiss(S_FRAMES, 0.12);
  const fade = (n: number, frames: number): number => Math.min(1, n / 400, (frames - 1 - n) / 400);
  const partials = Array.from({ length: 24 }, (_, i) => {
    const hz = 130 * (i + 1);
    const formant = (at: number, width: number): number => 1 / (1 + ((hz - at) / width) ** 2);
    return {
      w: (2 * Math.PI * hz) / RATE,
      a: formant(700, 130) + 0.5 * formant(1200, 150) + 0.15 * formant(2600, 200),
    };
  });
  for (let n = 0; n < out.length; n++) {
    const at = n % SYLLABLE;
    if (at < VOWEL_FRAMES) {
      let sum = 0;
      for (const { w, a } of partials) sum += a * Math.sin(w * at);
      out[n] = level * 0.1 * fade(at, VOWEL_FRAMES) * sum;
    } else out[n] = level * fade(at - VOWEL_FRAMES, S_FRAMES) * s[at - VOWEL_FRAMES]!;
  }
  return out;
}

/** dB that the middle of every vowel, and of every s, changed by. */
function changes(before: Float64Array, after: Float64Array): { vowels: number[]; sibilants: number[] } {
  const of = (from: number, to: number): number[] =>
    [0, 1, 2, 3].map((i) => {
      const at = i * SYLLABLE;
      return 10 * Math.log10(power(after, at + from, at + to) / power(before, at + from, at + to));
    });
  return { vowels: of(9600, 13900), sibilants: of(VOWEL_FRAMES + 1500, SYLLABLE - 500) };
}

describe('in speech', () => {
  it.each(['split', 'wide'])('takes back every s and leaves every vowel, %s', (mode) => {
    const x = speech();
    const { out } = deEss([x], { mode, rangeDb: 6, releaseMs: 30 });
    const { vowels, sibilants } = changes(x, out[0]!);
    for (const db of sibilants) {
      expect(db).toBeLessThan(mode === 'wide' ? -5.5 : -3.5);
      expect(db).toBeGreaterThan(-6.01);
    }
    for (const db of vowels) expect(Math.abs(db)).toBeLessThan(0.02);
  });

  it('acts alike at any level', () => {
    const loud = deEss([speech(1)]).out[0]!;
    const quiet = deEss([speech(0.01)]).out[0]!;
    expect(Math.max(...loud.map((v, n) => Math.abs(v - 100 * quiet[n]!)))).toBeLessThan(1e-9);
  });

  it('leaves an s that is no louder than it should be, to the last bit', () => {
    const x = speech();
    expectSameBits(deEss([x], { thresholdDb: 15 }).out, [x]);
  });

  it('tells how much it took back', () => {
    const { trace } = deEss([speech()], { rangeDb: 6, releaseMs: 30 });
    expect(trace.length).toBe(Math.floor((4 * SYLLABLE) / 480));
    const inS = (SYLLABLE + VOWEL_FRAMES + 3000) / 480;
    expect(trace[Math.floor(inS)]).toBeCloseTo(-6, 1);
    expect(trace[Math.floor((SYLLABLE + 13000) / 480)]).toBeCloseTo(0, 2);
  });

  it('turns both channels alike, or the middle alone', () => {
    const x = speech();
    const side = noise(0.001, x.length, 3);
    const both = deEss([x, x.map((v) => 0.5 * v)]).out;
    expect(Math.max(...both[0]!.map((v, n) => Math.abs(v - 2 * both[1]![n]!)))).toBeLessThan(1e-12);
    const { out } = deEss([x.map((v, n) => v + side[n]!), x.map((v, n) => v - side[n]!)], { channel: 'mid' });
    expect(Math.max(...side.map((v, n) => Math.abs(v - (out[0]![n]! - out[1]![n]!) / 2)))).toBeLessThan(
      1e-14,
    );
    const middle = out[0]!.map((v, n) => (v + out[1]![n]!) / 2);
    for (const db of changes(x, middle).sibilants) expect(db).toBeLessThan(-3.5);
  });
});

describe('its times', () => {
  it('are attack and release, 63 % of the way', () => {
    // A tone for an s: its level is steady from the first wave on.
    const x = Float64Array.from({ length: 3 * RATE }, (_, n) => {
      const voice = 0.3 * Math.sin((2 * Math.PI * 800 * n) / RATE);
      return voice + (n >= RATE && n < 2 * RATE ? 0.5 * Math.sin((2 * Math.PI * 7000 * n) / RATE) : 0);
    });
    for (const [attackMs, releaseMs] of [
      [50, 100],
      [30, 400],
    ] as const) {
      const { trace } = deEss([x], { attackMs, releaseMs, rangeDb: 6 });
      const attack = trace.subarray(100).findIndex((db) => db < -6 * 0.632);
      const release = trace.subarray(200).findIndex((db) => db > -6 * 0.368);
      expect(Math.abs(10 * attack - attackMs)).toBeLessThan(11);
      expect(Math.abs(10 * release - releaseMs)).toBeLessThan(0.05 * releaseMs + 16);
    }
  });
});
