// Content print: the meter contract, and what a print survives and what it tells apart.
import { describe, expect, it } from 'vitest';
import { createContentPrint, PRINT_HOP_S, type ContentPrint } from '../../src/measure/content-print.ts';
import { allMatches, LEAST_WORDS, matchAt, printOf, printText } from '../../src/measure/print-match.ts';
import { measure, meterContract } from '../contracts/meter.ts';
import { musicLike, noise } from '../signals.ts';

const RATE = 16000;
const SECONDS = 12;

meterContract('content print', createContentPrint, { sampleRateHz: 16000 });

const print = (channels: readonly Float64Array[], rateHz = RATE): ContentPrint =>
  measure(createContentPrint, channels, rateHz, [65536]);
const song = musicLike(SECONDS * RATE, RATE, 5);
const whole = print(song);

/** The least distance, and where. */
function best(of: ContentPrint, stretch: ContentPrint): { offset: number; distance: number } {
  return allMatches(of, stretch).reduce((a, b) => (b.distance < a.distance ? b : a));
}

describe('a print', () => {
  it('has a word every 46 ms for whole windows', () => {
    expect(whole.length).toBe(Math.floor((SECONDS - 0.37) / PRINT_HOP_S) + 1);
    expect(new Set(whole).size).toBeGreaterThan(whole.length / 2);
  });

  it('does not know how loud the song is', () => {
    const quiet = print(song.map((samples) => samples.map((value) => value / 1024)));
    expect(quiet).toEqual(whole);
  });

  it('hardly changes with noise, one channel alone, or another rate', () => {
    const hiss = noise(0.01, SECONDS * RATE, 9);
    const noisy = print(song.map((samples) => samples.map((value, n) => value + hiss[n]!)));
    expect(matchAt(whole, noisy, 0)!.distance).toBeLessThan(0.12);
    const mono = song[0]!.map((value, n) => (value + song[1]![n]!) / 2);
    expect(matchAt(whole, print([mono]), 0)!.distance).toBeLessThan(0.12);
  });

  it.each([8000, 11025, 22050, 44100, 48000, 96000])('is the same song at %i Hz', (rateHz) => {
    // Tones between 300 and 2000 Hz that come and go, written down at either rate.
    const at = (hz: number): Float64Array => {
      const beats = noise(1, 200, 3);
      return Float64Array.from({ length: Math.round(4 * hz) }, (_, n) => {
        const second = n / hz;
        const beat = Math.floor(second * 6);
        const pitch = 320 * 5.5 ** Math.abs(beats[beat]!);
        return 0.3 * (1 - 6 * (second - beat / 6)) * Math.sin(2 * Math.PI * pitch * second);
      });
    };
    const distance = matchAt(print([at(RATE)]), print([at(rateHz)], rateHz), 0)!.distance;
    expect(distance).toBeLessThan(0.05);
  });

  it('is found again after a trim of any length, at its place', () => {
    const stretch = whole.slice(100, 200);
    for (const cut of [1, 185, 372, 374, 12345, 70001]) {
      const found = best(print(song.map((samples) => samples.slice(cut))), stretch);
      expect(found.distance).toBeLessThan(0.2);
      expect(Math.abs(found.offset * PRINT_HOP_S - (100 * PRINT_HOP_S - cut / RATE))).toBeLessThan(0.04);
    }
  });

  it('is far from every other song', () => {
    for (const seed of [6, 7]) {
      const other = print(musicLike(SECONDS * RATE, RATE, seed));
      expect(best(other, whole.slice(50, 200)).distance).toBeGreaterThan(0.36);
    }
  });

  it('says nothing of silence', () => {
    expect(print([new Float64Array(RATE)]).every((word) => word === 0)).toBe(true);
    const paused = song.map((samples) =>
      samples.map((value, n) => (n > 4 * RATE && n < 8 * RATE ? 0 : value)),
    );
    const words = print(paused).slice(Math.ceil(4.1 / PRINT_HOP_S), Math.floor(7.5 / PRINT_HOP_S));
    expect(words.every((word) => word === 0)).toBe(true);
  });

  it('of a moment is empty', () => {
    expect(print([new Float64Array(1000)])).toHaveLength(0);
  });
});

describe('matching', () => {
  it('needs three seconds of sound', () => {
    expect(matchAt(whole, whole.slice(0, LEAST_WORDS - 1), 0)).toBeNull();
    expect(matchAt(new Array<number>(400).fill(0), new Array<number>(400).fill(0), 0)).toBeNull();
    expect(matchAt(whole, new Array<number>(400).fill(0), 0)!.distance).toBe(0.5);
    expect(matchAt(whole, whole, whole.length - LEAST_WORDS + 1)).toBeNull();
    expect(matchAt(whole, whole, 0)).toMatchObject({ offset: 0, distance: 0 });
  });

  it('finds what lost its beginning', () => {
    const found = best(whole.slice(60), whole.slice(0, 150));
    expect(found).toMatchObject({ offset: -60, distance: 0 });
  });

  it('survives the way through text, and refuses other texts', () => {
    expect(printOf(printText(whole))).toEqual(whole);
    for (const text of ['a', '####', 'AA', 'AAA=B', 'AAAA']) expect(printOf(text)).toBeNull();
  });
});
