import { describe, expect, it } from 'vitest';
import { UNKNOWN_ORIGIN, type Origin } from '../../../src/inspect/hearing.ts';
import { SPEED } from '../../../src/inspect/origin/speed.ts';
import { WORD_LENGTH_FAULTS } from '../../../src/inspect/origin/word-length-faults.ts';
import { createSongMeter } from '../../../src/measure/song-meter.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { musicLike, noise } from '../../signals.ts';

const RATE = 44100;
const music = musicLike(RATE, RATE, 31);
const wav = (bits: number): Origin => ({ ...UNKNOWN_ORIGIN, bits, container: 'wav', codec: 'pcm' });

function measured(channels: Float64Array[]): Measurements {
  const meter = createSongMeter({ sampleRateHz: RATE, channels: channels.length });
  meter.push({ channels, frames: channels[0]!.length });
  return meter.result();
}

const words = (bits: number, gain = 1): Float64Array[] =>
  music.map((samples) =>
    samples.map((value) => Math.round(gain * value * 2 ** (bits - 1)) / 2 ** (bits - 1)),
  );

const judged = (channels: Float64Array[], origin: Origin) =>
  WORD_LENGTH_FAULTS.judge(measured(channels), { sampleRateHz: RATE, channels: 2 }, origin).map(
    ({ code, severity, value }) => [code, severity, value],
  );

describe('word length', () => {
  it.each([8, 10, 13, 16, 20, 24])('measures %i bits', (bits) => {
    expect(measured(words(bits)).wordLength!.bits).toBe(bits);
  });

  it('has no word length of silence and of floats', () => {
    expect(measured([new Float64Array(RATE)]).wordLength!.bits).toBeNull();
    expect(measured(music).wordLength).toMatchObject({ bits: null, fractions: true });
  });

  it('finds padding, and says nothing of words that are used', () => {
    expect(judged(words(16), wav(24))).toEqual([['padded-bits', 'warning', 16]]);
    expect(judged(words(20), wav(24))).toEqual([['padded-bits', 'note', 20]]);
    expect(judged(words(16), wav(16))).toEqual([]);
    expect(judged(words(24), wav(24))).toEqual([]);
    expect(judged(music, { ...wav(32), codec: 'float' })).toEqual([]);
  });

  it('finds coarse words, the coarser the worse', () => {
    expect(judged(words(12), wav(16))).toEqual([['low-bit-depth', 'note', 12]]);
    expect(judged(words(8), wav(16))).toEqual([['low-bit-depth', 'warning', 8]]);
    expect(judged(words(8), wav(8))).toEqual([]);
  });

  it('finds coarse words that were turned down since', () => {
    const lower = words(10).map((samples) => samples.map((value) => Math.round(32768 * 0.7 * value) / 32768));
    const low = lower.map((samples) => Float64Array.from({ length: 6 * RATE }, (_, n) => samples[n % RATE]!));
    const [[code, , bits]] = judged(low, wav(16)) as [[string, string, number]];
    expect(code).toBe('low-bit-depth');
    expect(Math.abs(bits - 10)).toBeLessThanOrEqual(1);
  });

  it('tells a tail without dither from one with it', () => {
    const tail = (n: number): number => (2.5 / 32768) * Math.sin(0.05 * n);
    const [a, b] = [noise(0.5, RATE, 1), noise(0.5, RATE, 2)];
    const hard = Float64Array.from({ length: RATE }, (_, n) => Math.round(32768 * tail(n)) / 32768);
    const soft = hard.map((_, n) => Math.round(32768 * tail(n) + a[n]! + b[n]!) / 32768);
    expect(judged([hard, hard], wav(16)).map(([code]) => code)).toContain('missing-dither');
    expect(judged([soft, soft], wav(16)).map(([code]) => code)).not.toContain('missing-dither');
  });
});

describe('bandwidth', () => {
  it('reaches as far as the sound', () => {
    const tone = Float64Array.from(
      { length: RATE },
      (_, n) => 0.5 * Math.sin((2 * Math.PI * 6000 * n) / RATE),
    );
    expect(measured([tone]).bandwidth!.highestHz).toBeGreaterThanOrEqual(6000);
    expect(measured([tone]).bandwidth!.highestHz).toBeLessThan(6700);
    expect(measured([noise(0.1, RATE)]).bandwidth!.highestHz).toBe(RATE / 2);
    expect(measured([new Float64Array(RATE)]).bandwidth!.highestHz).toBeNull();
  });
});

describe('speed', () => {
  const tuned = (tuningHz: number) =>
    SPEED.judge(
      { ...measured(music), key: { tonic: 'A', mode: 'minor', confidence: 1, tuningHz } },
      { sampleRateHz: RATE, channels: 2 },
      UNKNOWN_ORIGIN,
    );

  it('notes a tuning far from 440 Hz, and most of all the distance of two rates', () => {
    expect(tuned(440)).toEqual([]);
    expect(tuned(442.5)).toEqual([]);
    expect(tuned(435)).toMatchObject([{ severity: 'note', value: -20, facts: { rates: 'no' } }]);
    expect(tuned(452)).toMatchObject([{ severity: 'note', value: 47, facts: { rates: 'yes' } }]);
  });
});
