// Slow level: what a compressor with a slow release hears stands level for steady sound, and apart for strokes.
import { describe, expect, it } from 'vitest';
import { SlowLevel } from '../../../src/inspect/heard/slow-level.ts';
import { sine } from '../../signals.ts';

const RATE = 8000;

/** The spread of a tone that is loud for `loudS` of every `everyS`, else 20 dB lower. */
function spreadOf(loudS: number, everyS: number, size = 1000, gain = 1): number {
  const level = new SlowLevel(RATE);
  const tone = sine(440, 0.5 * gain, 6 * RATE, RATE).map((x, n) =>
    (n / RATE) % everyS < loudS ? x : 0.1 * x,
  );
  for (let at = 0; at < tone.length; at += size) {
    const part = tone.subarray(at, at + size);
    level.push({ channels: [part], frames: part.length });
  }
  return level.spreadDb();
}

describe('slow level', () => {
  it('stands level for a held tone and for quick strokes, not for slow ones', () => {
    expect(spreadOf(1, 1)).toBeLessThan(0.1);
    expect(spreadOf(0.05, 0.1)).toBeLessThan(2);
    expect(spreadOf(0.05, 1)).toBeGreaterThan(5);
  });

  it('does not depend on how the song is cut or how loud it is', () => {
    const whole = spreadOf(0.2, 0.7);
    expect(spreadOf(0.2, 0.7, 37)).toBe(whole);
    expect(spreadOf(0.2, 0.7, 1000, 0.125)).toBeCloseTo(whole, 9);
  });

  it('says nothing of silence and of what is too short', () => {
    expect(spreadOf(1, 1, 1000, 0)).toBe(Infinity);
    const short = new SlowLevel(RATE);
    short.push({ channels: [new Float64Array(100).fill(0.5)], frames: 100 });
    expect(short.spreadDb()).toBe(Infinity);
  });
});
