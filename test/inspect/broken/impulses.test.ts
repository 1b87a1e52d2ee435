import { describe, expect, it } from 'vitest';
import { IMPULSES } from '../../../src/inspect/broken/impulses.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { dullBeats, musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** Music with `samples` added at each of `places` (seconds) of the channels given. */
function struck(
  places: readonly number[],
  samples: readonly number[],
  channels: readonly number[],
): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 31);
  for (const c of channels) {
    for (const place of places) {
      const at = Math.round(place * RATE);
      samples.forEach((value, n) => (sound[c]![at + n]! += value));
    }
  }
  return sound;
}

/** Twenty-six places in 1.3 s of both channels, each with one to three wrong samples. */
function dusty(): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 32);
  const random = seededRandom(9);
  for (let k = 0; k < 26; k++) {
    const at = Math.round((1.5 + 0.05 * k + 0.02 * random()) * RATE);
    const height = 0.1 + 0.1 * random();
    for (let n = 0; n <= k % 3; n++) sound[k % 2]![at + n]! += height * (2 * random() - 1 < 0 ? -1 : 1);
  }
  return sound;
}

/** Music in 16 bits with bit `bit` of some samples turned over. */
function bitten(bit: number): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 33).map((x) => x.map((v) => Math.round(v * 32768)));
  for (let k = 0; k < 12; k++)
    sound[k % 2]![Math.round((1 + 0.13 * k) * RATE)]! += k % 3 === 0 ? 2 ** bit : -(2 ** bit);
  return sound.map((x) => x.map((v) => v / 32768));
}

const POP = [0.02, 0.1, 0.16, -0.05, 0.2, 0.18, 0.09, 0.15, 0.03];

detectorContract(IMPULSES, [
  {
    name: 'one sample in the right channel',
    code: 'click',
    channels: struck([1.3], [0.08], [1]),
    startS: 1.3,
    endS: 1.3,
    channel: 'right',
  },
  {
    name: 'a click in both channels',
    code: 'click',
    channels: struck([2.2], [0.1, -0.06], [0, 1]),
    startS: 2.2,
    endS: 2.2,
    channel: 'both',
  },
  {
    name: 'a pop of nine samples',
    code: 'pop',
    channels: struck([2.7], POP, [0]),
    startS: 2.7,
    endS: 2.7002,
    channel: 'left',
  },
  { name: 'crackle', code: 'crackle', channels: dusty(), startS: 1.5, endS: 2.8, channel: 'both' },
  {
    name: 'bits turned over',
    code: 'bit-error',
    channels: bitten(11),
    startS: 1,
    endS: 2.43,
    channel: 'both',
  },
]);

describe('impulses', () => {
  it('hears the same 40 dB lower', () => {
    const quiet = struck([1.3, 2.9], [0.08], [1]).map((x) => x.map((v) => v / 100));
    expect(detect(IMPULSES, quiet).map(({ startS }) => startS!.toFixed(3))).toEqual(['1.300', '2.900']);
  });

  it('puts a click on its very sample', () => {
    const [click] = detect(IMPULSES, struck([1.3], [0.08], [1]));
    expect(click!.startS).toBe(Math.round(1.3 * RATE) / RATE);
    expect(click!.facts!.samples).toBe(1);
  });

  it('leaves drums alone, from the softest to full scale', () => {
    expect(detect(IMPULSES, dullBeats(6 * RATE, RATE, 4))).toEqual([]);
  });

  it('leaves saws and pulses alone: their edges come again', () => {
    const saw = Float64Array.from({ length: 2 * RATE }, (_, n) => 0.6 * (((n * 110.3) / RATE) % 1) - 0.3);
    const pulse = Float64Array.from({ length: 2 * RATE }, (_, n) =>
      ((n * 61.7) / RATE) % 1 < 0.12 ? 0.4 : -0.4,
    );
    expect(detect(IMPULSES, [saw])).toEqual([]);
    expect(detect(IMPULSES, [pulse])).toEqual([]);
  });

  it('leaves noise and pure tones alone', () => {
    expect(detect(IMPULSES, [noise(0.5, 3 * RATE, 5), noise(0.01, 3 * RATE, 6)])).toEqual([]);
    expect(detect(IMPULSES, [sine(1000, 0.5, 3 * RATE, RATE), sine(60, 0.9, 3 * RATE, RATE)])).toEqual([]);
  });

  it('leaves clipped tops to the one who knows them', () => {
    const clipped = musicLike(4 * RATE, RATE, 34).map((x) => x.map((v) => Math.max(-0.3, Math.min(0.3, v))));
    expect(detect(IMPULSES, clipped)).toEqual([]);
  });

  it('tells the dust of an old record as a note', () => {
    const random = seededRandom(12);
    const sound = noise(0.02, 6 * RATE, 13);
    for (let k = 0; k < 60; k++) {
      const at = Math.floor(random() * 5.9 * RATE);
      const height = 0.06 + 0.08 * random();
      for (let n = 0; n < 4; n++) sound[at + n]! += height * [0.5, 1, -0.6, 0.2][n]!;
    }
    const severities = detect(IMPULSES, [sound]).map(({ severity }) => severity);
    expect(new Set(severities)).toEqual(new Set(['note']));
  });

  it('does not take loud clicks of one height for bit errors unless it is a power of two', () => {
    const clicks = struck([1, 1.7, 2.3, 2.9, 3.4], [0.3], [0]);
    expect(new Set(detect(IMPULSES, clicks).map(({ code }) => code))).toEqual(new Set(['click']));
  });

  it('hears at 8 kHz and at 192 kHz', () => {
    for (const rate of [8000, 192000]) {
      const sound = musicLike(2 * rate, rate, 8);
      sound[0]![rate]! += 0.3;
      const [click] = detect(IMPULSES, sound, [4096], rate);
      expect(click?.startS).toBe(1);
    }
  });

  it('hears between the channels what the middle hides, and names no channel it does not know', () => {
    const fuzz = noise(0.4, 4 * RATE, 41);
    const sound = musicLike(4 * RATE, RATE, 42).map((x) => x.map((v, n) => fuzz[n]! + 0.1 * v));
    const [left, right] = sound as [Float64Array, Float64Array];
    for (let n = 0; n < 3; n++) {
      left[2 * RATE + n]! += 0.1;
      right[2 * RATE + n]! -= 0.1;
    }
    const [click] = detect(IMPULSES, sound);
    expect(click?.startS).toBe(2);
    expect(click?.channel).toBeNull();
    expect(detect(IMPULSES, [left])).toEqual([]);
  });
});
