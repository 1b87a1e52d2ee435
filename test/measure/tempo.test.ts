// Tempo and key: estimates that are right for plain cases, and silent where there is no beat or no note.
import { describe, expect, it } from 'vitest';
import { createSongMeter } from '../../src/measure/song-meter.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { measure } from '../contracts/meter.ts';
import { noise, sine } from '../signals.ts';

const RATE = 22050;

function record(samples: Float64Array) {
  return measure(createSongMeter, [samples, samples], RATE);
}

/** Drums: a falling bass tone on every beat, a burst of noise half-way between. */
function beats(bpm: number, seconds: number, offS = 0): Float64Array {
  const random = seededRandom(4);
  const out = new Float64Array(seconds * RATE);
  const beat = (60 / bpm) * RATE;
  for (let i = 0; i < out.length / beat; i++) {
    strike(out, Math.round((i + 0) * beat + offS * RATE), (t) => 0.6 * Math.exp(-t * 18) * Math.sin(340 * t));
    strike(out, Math.round((i + 0.5) * beat), (t) => 0.2 * Math.exp(-t * 60) * (2 * random() - 1));
  }
  return out;
}

function strike(out: Float64Array, start: number, sound: (t: number) => number): void {
  for (let n = 0; n < 0.2 * RATE && start + n < out.length; n++) out[start + n]! += sound(n / RATE);
}

/** Chords of a triad on each degree given, in semitones from A 220, a second each, with overtones. */
function chords(roots: readonly (readonly [number, 'major' | 'minor'])[], cents = 0): Float64Array {
  const out = new Float64Array(roots.length * RATE);
  roots.forEach(([root, mode], i) => {
    for (const step of [root, root + (mode === 'major' ? 4 : 3), root + 7]) {
      for (const partial of [1, 2, 3, 4]) {
        const hz = partial * 220 * 2 ** ((step + cents / 100) / 12);
        const tone = sine(hz, 0.1 / partial, RATE, RATE);
        tone.forEach((x, n) => (out[i * RATE + n]! += x * Math.min(1, n / 400, (RATE - n) / 400)));
      }
    }
  });
  return out;
}

describe('the tempo', () => {
  it.each([72, 97.3, 120, 128.5, 174])('of %f beats a minute is told within a quarter per cent', (bpm) => {
    const { tempo } = record(beats(bpm, 20));
    const told = [tempo!.bpm, tempo!.otherBpm].sort((a, b) => Math.abs(a - bpm) - Math.abs(b - bpm))[0]!;
    expect(Math.abs(told / bpm - 1)).toBeLessThan(0.0025);
    expect(tempo!.confidence).toBeGreaterThan(0.5);
  });

  it('is not invented for noise, a held tone, silence or a few seconds', () => {
    const none = [
      noise(0.2, 12 * RATE, 1),
      sine(220, 0.5, 12 * RATE, RATE),
      new Float64Array(12 * RATE),
      beats(120, 5),
    ];
    expect(none.map((sound) => record(sound).tempo)).toEqual([null, null, null, null]);
  });
});

describe('the key', () => {
  // I IV V I vi ii V I
  const C_MAJOR = [
    [3, 'major'],
    [8, 'major'],
    [10, 'major'],
    [3, 'major'],
    [0, 'minor'],
    [5, 'minor'],
    [10, 'major'],
    [3, 'major'],
  ] as const;
  // i iv V i VI iv V i
  const A_MINOR = [
    [0, 'minor'],
    [5, 'minor'],
    [7, 'major'],
    [0, 'minor'],
    [8, 'major'],
    [5, 'minor'],
    [7, 'major'],
    [0, 'minor'],
  ] as const;

  it('of cadences is told, with the tuning', () => {
    expect(record(chords(C_MAJOR)).key).toMatchObject({ tonic: 'C', mode: 'major' });
    expect(record(chords(A_MINOR)).key).toMatchObject({ tonic: 'A', mode: 'minor' });
    expect(Math.abs(record(chords(C_MAJOR)).key!.tuningHz - 440)).toBeLessThan(1);
  });

  it('is the same when all is tuned 30 cents high, and the tuning says so', () => {
    const { key } = record(chords(C_MAJOR, 30));
    expect(key).toMatchObject({ tonic: 'C', mode: 'major' });
    expect(Math.abs(key!.tuningHz - 440 * 2 ** (30 / 1200))).toBeLessThan(1);
  });

  it('is not invented for noise, DC, silence or drums without notes', () => {
    const none = [
      noise(0.2, 10 * RATE, 1),
      new Float64Array(10 * RATE).fill(0.3),
      new Float64Array(10 * RATE),
    ];
    expect(none.map((sound) => record(sound).key)).toEqual([null, null, null]);
  });
});
