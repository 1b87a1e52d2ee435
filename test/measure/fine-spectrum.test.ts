// Fine spectrum and bursts: what stands narrowly out, in the notes and between them, and what stands out for moments.
import { describe, expect, it } from 'vitest';
import { bell, lowCut } from '../../src/dsp/biquad-design.ts';
import { fineBandsHz } from '../../src/master/narrow-peaks.ts';
import { createSpectrumMeter } from '../../src/measure/spectrum.ts';
import { filtered } from '../master/heard-song.ts';
import { noise, sine } from '../signals.ts';

const RATE = 48000;

function spectrumOf(sound: Float64Array, rate = RATE) {
  const meter = createSpectrumMeter({ sampleRateHz: rate, channels: 1 });
  meter.push({ channels: [sound], frames: sound.length });
  return meter.result();
}

const at = (hz: readonly number[], wanted: number): number =>
  hz.reduce(
    (best, one, b) => (Math.abs(Math.log(one / wanted)) < Math.abs(Math.log(hz[best]! / wanted)) ? b : best),
    0,
  );

describe('the fine spectrum', () => {
  const hiss = noise(0.2, 4 * RATE, 5);
  const plain = spectrumOf(hiss).fine!;
  const bands = fineBandsHz(plain);

  it('shows a filter by its very response, in the notes and in the floor', () => {
    const rung = spectrumOf(filtered(hiss, bell(3000, 12, 10, RATE))).fine!;
    const [peak, far] = [at(bands, 3000), at(bands, 1000)];
    for (const row of ['notesDb', 'floorDb'] as const) {
      expect(rung[row][peak]! - plain[row][peak]!).toBeGreaterThan(11);
      expect(rung[row][peak]! - plain[row][peak]!).toBeLessThan(12.3);
      expect(Math.abs(rung[row][far]! - plain[row][far]!)).toBeLessThan(0.1);
    }
  });

  it('tells a note from what lies between: a sine lifts its band and hardly the floor', () => {
    const sung = spectrumOf(
      hiss.map((x, n) => x + sine(2500, 0.1, 1, RATE, (2 * Math.PI * 2500 * n) / RATE)[0]!),
    ).fine!;
    const peak = at(bands, 2500);
    expect(sung.notesDb[peak]! - plain.notesDb[peak]!).toBeGreaterThan(12);
    expect(sung.floorDb[peak]! - plain.floorDb[peak]!).toBeLessThan(4);
  });

  it('moves with the level and with nothing else', () => {
    const quiet = spectrumOf(hiss.map((x) => 0.1 * x)).fine!;
    quiet.floorDb.forEach((db, b) => expect(db).toBeCloseTo(plain.floorDb[b]! - 20, 1));
  });

  it('ends with the rate, and is null for silence', () => {
    const low = spectrumOf(noise(0.2, 8000, 2), 8000).fine!;
    expect(fineBandsHz(low).at(-1)!).toBeLessThanOrEqual(3600);
    expect(spectrumOf(new Float64Array(RATE)).fine).toBeNull();
  });
});

describe('bursts', () => {
  const body = noise(0.2, 8 * RATE, 3).map((x, n, all) => 0.5 * (x + (all[n - 1] ?? 0)));

  it('tell how far the treble jumps out at times', () => {
    const figure = (sound: Float64Array): number =>
      spectrumOf(sound).bursts!.find(({ lowHz }) => lowHz === 5000)!.overUsualDb;
    const hiss = filtered(noise(0.8, RATE / 8, 8), lowCut(5000, Math.SQRT1_2, RATE));
    const sung = body.slice();
    for (const start of [1.5, 3.5, 5.5]) hiss.forEach((x, n) => (sung[start * RATE + n]! += x));
    expect(figure(body)).toBeLessThan(1.5);
    expect(figure(sung)).toBeGreaterThan(6);
  });

  it('need some seconds to tell what is usual', () => {
    expect(spectrumOf(noise(0.2, RATE, 3)).bursts).toEqual([]);
  });
});
