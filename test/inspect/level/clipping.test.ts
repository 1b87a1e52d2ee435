import { describe, expect, it } from 'vitest';
import { CLIPPING } from '../../../src/inspect/level/clipping.ts';
import { detect, detectorContract } from '../../contracts/detector.ts';
import { musicLike, noise, sine } from '../../signals.ts';

const RATE = 44100;

/** The music-like sound driven into a hard ceiling between two times, then turned down. */
function clipped(
  ceiling: number,
  gainAfter: number,
  startS: number,
  endS: number,
  channels: readonly number[],
): Float64Array[] {
  const sound = musicLike(4 * RATE, RATE, 11);
  for (const c of channels) {
    for (let n = Math.round(startS * RATE); n < Math.round(endS * RATE); n++) {
      sound[c]![n] = Math.max(-ceiling, Math.min(ceiling, sound[c]![n]!));
    }
  }
  return sound.map((samples) => samples.map((value) => Math.round(value * gainAfter * 32768) / 32768));
}

detectorContract(CLIPPING, [
  {
    name: 'clipping throughout',
    code: 'clipping',
    channels: clipped(0.15, 6, 0, 4, [0, 1]),
    startS: 0,
    endS: 4,
  },
  {
    name: 'clipping turned down afterwards',
    code: 'clipping',
    channels: clipped(0.15, 1, 0, 4, [0, 1]),
    startS: 0,
    endS: 4,
  },
  {
    name: 'a burst in the left channel',
    code: 'clipping',
    channels: clipped(0.12, 1, 1, 1.4, [0]),
    startS: 1,
    endS: 1.4,
    channel: 'left',
  },
]);

describe('clipping', () => {
  it('does not take pulse waves for clipping', () => {
    const pulse = Float64Array.from({ length: 2 * RATE }, (_, n) => (n % 100 < 30 ? 0.6 : -0.25));
    expect(detect(CLIPPING, [pulse])).toEqual([]);
  });

  it('does not take the round tops of deep bass for clipping, even where they repeat exactly', () => {
    const bass = sine(35, 0.9, 4 * RATE, RATE).map((value) => Math.round(value * 32768) / 32768);
    expect(detect(CLIPPING, [bass])).toEqual([]);
  });

  it('does not report a wave that is over full scale but whole, as float files carry it', () => {
    expect(detect(CLIPPING, [sine(440, 1.8, RATE, RATE)])).toEqual([]);
  });

  it('does not take coarse steps for clipping', () => {
    for (const bits of [8, 10, 12]) {
      const step = 2 ** (1 - bits);
      const coarse = musicLike(4 * RATE, RATE, 12).map((x) => x.map((v) => step * Math.round(v / step)));
      expect(detect(CLIPPING, coarse), `${bits} bits`).toEqual([]);
    }
  });

  it('does not take straight lines between every second sample for clipping', () => {
    const drawn = musicLike(4 * RATE, RATE, 13).map((x) => {
      const whole = x.map((v) => Math.round(v * 8192) / 32768);
      return whole.map((v, n) => (n % 2 === 0 ? v : 0.5 * (whole[n - 1]! + (whole[n + 1] ?? 0))));
    });
    expect(detect(CLIPPING, drawn).filter((finding) => finding.severity !== 'note')).toEqual([]);
  });

  it('finds noisy sound cut sample by sample, where hardly a top is flat', () => {
    const raw = noise(1, 2 * RATE, 14);
    const hiss = raw.map((v, n) => (v + (raw[n - 1] ?? 0) + (raw[n - 2] ?? 0)) / 2.5);
    const cut = hiss.map((v) => Math.round(32767 * Math.min(0.9, v)) / 32768);
    const found = detect(CLIPPING, [cut]);
    const samples = found.reduce((sum, finding) => sum + finding.value!, 0);
    expect(samples).toBe(cut.filter((v) => v > 0.9 - 1e-4).length);
    expect(detect(CLIPPING, [hiss.map((v) => Math.round(32767 * v) / 65536)])).toEqual([]);
  });

  it('finds clipping under dither', () => {
    const dither = noise(2 ** -15, 4 * RATE, 15);
    const lowered = musicLike(4 * RATE, RATE, 16)[0]!.map(
      (v, n) => Math.round(32768 * (0.5 * Math.min(0.15, v) + dither[n]!)) / 32768,
    );
    expect(detect(CLIPPING, [lowered]).length).toBeGreaterThan(0);
  });
});
