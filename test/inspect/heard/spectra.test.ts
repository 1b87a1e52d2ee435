// Spectra: power that adds up, places that fit, the same looks for any cutting, and nothing lost at the end.
import { describe, expect, it } from 'vitest';
import { Hearing } from '../../../src/inspect/hearing.ts';
import { longSpectra, shortSpectra, Spectra } from '../../../src/inspect/heard/spectra.ts';
import { musicLike, sine } from '../../signals.ts';

const RATE = 44100;

interface Look {
  readonly start: number;
  readonly frames: number;
  readonly power: number[][];
}

function looksAt(channels: Float64Array[], size: number): Look[] {
  const spectra = new Spectra({ sampleRateHz: RATE, channels: channels.length }, 0.03);
  const looks: Look[] = [];
  spectra.listen(({ start, frames, power }) =>
    looks.push({ start, frames, power: power.map((bins) => [...bins]) }),
  );
  const frames = channels[0]!.length;
  for (let at = 0; at < frames; at += size) {
    const end = Math.min(frames, at + size);
    spectra.push({ channels: channels.map((x) => x.subarray(at, end)), frames: end - at });
  }
  spectra.finish();
  return looks;
}

const total = (bins: readonly number[]): number => bins.reduce((sum, p) => sum + p, 0);

describe('spectra', () => {
  it('have the mean square of the sound as their sum', () => {
    const looks = looksAt([sine(1000, 1, RATE, RATE)], 4096);
    for (const { power } of looks.slice(0, -2)) expect(total(power[0]!)).toBeCloseTo(0.5, 3);
  });

  it('are the same for any cutting into blocks', () => {
    const music = musicLike(10_000, RATE, 1);
    expect(looksAt(music, 1)).toStrictEqual(looksAt(music, 10_000));
    expect(looksAt(music, 997)).toStrictEqual(looksAt(music, 10_000));
  });

  it.each([0, 1, 100, 2047, 2048, 2049, 3072, 5000])('look at every frame of %i', (length) => {
    const looks = looksAt([new Float64Array(length).fill(0.5)], 512);
    const last = looks.at(-1);
    expect(last === undefined ? 0 : last.start + last.frames).toBe(length);
    looks.forEach(({ start }, i) => expect(start).toBe(i * 1024));
  });

  it('are made once for all who ask', () => {
    const hearing = new Hearing({ sampleRateHz: RATE, channels: 2 });
    expect(hearing.stream(shortSpectra)).toBe(hearing.stream(shortSpectra));
    expect(hearing.stream(longSpectra).size).toBe(32768);
    expect(hearing.stream(shortSpectra).size).toBe(2048);
  });
});
