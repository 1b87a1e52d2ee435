// Low returns: a bass that jumps is told from one that is played, with the places and the size of the jump.
import { describe, expect, it } from 'vitest';
import { HopCutter } from '../../src/measure/hops.ts';
import { LowLooks } from '../../src/measure/low-looks.ts';
import { readLowReturns } from '../../src/measure/low-returns.ts';
import { seededRandom } from '../../src/signal/random.ts';

const RATE = 8000;
const BAR_S = 2;
const BARS = 16;
const FRAMES = RATE * BAR_S * BARS;
const STEPS_S = [0, 3.1, 5.6, 9.2, 11, 14.7, 17.3, 20.9, 22.4, 26, 28.3, 32];

/** Two seconds of four bass notes under four chords, again and again; the notes of `free` music are drawn anew each time. */
function music(gainDb: (s: number) => number, free = false): Float64Array {
  const random = seededRandom(7);
  const notes = Array.from({ length: 4 * BARS }, (_, n) =>
    free
      ? { hz: 45 + 50 * random(), gain: 0.15 + 0.6 * random() }
      : { hz: [55, 73, 49, 65][n % 4]!, gain: 0.5 },
  );
  const chords = [330, 440, 294, 392];
  return Float64Array.from({ length: FRAMES }, (_, n) => {
    const s = n / RATE;
    const at = Math.floor(2 * s);
    const { hz, gain } = notes[at]!;
    const fade = Math.exp(-4 * (s - at / 2));
    const bass = gain * fade * Math.sin(2 * Math.PI * hz * s);
    const above = 0.2 * Math.sin(2 * Math.PI * chords[at % 4]! * s) + 0.02 * (random() - 0.5);
    return 10 ** (gainDb(s) / 20) * bass + above;
  });
}

const jumping = (s: number): number => (STEPS_S.filter((at) => at <= s).length % 2 === 1 ? 3 : -3);

function heard(channels: readonly Float64Array[], blockFrames = 4096) {
  const format = { sampleRateHz: RATE, channels: channels.length };
  const looks = new LowLooks(format);
  const cutter = new HopCutter(format, [looks]);
  for (let at = 0; at < channels[0]!.length; at += blockFrames) {
    const end = Math.min(channels[0]!.length, at + blockFrames);
    cutter.push({ channels: channels.map((x) => x.subarray(at, end)), frames: end - at });
  }
  cutter.flush();
  return readLowReturns(looks);
}

describe('low returns', () => {
  const steady = music(() => 0);
  const planted = music(jumping);
  const found = heard([planted])!;

  it('finds nothing where the same music has the same bass', () => {
    const low = heard([steady])!;
    expect(low.jumpDb).toBeLessThan(1);
    expect([...low.above, ...low.below]).toEqual([]);
  });

  it('tells a planted jump, its size and where it ends upwards', () => {
    expect(found.jumpDb).toBeGreaterThan(3.2);
    expect(found.stepDb).toBeGreaterThan(5.3);
    expect(found.stepDb).toBeLessThan(6.5);
    expect(found.explained).toBeGreaterThan(0.4);
    expect(found.edgeHz).toBeLessThan(320);
  });

  it('tells the places to less than the length of a note', () => {
    const starts = STEPS_S.filter((_, n) => n % 2 === 0 && n < STEPS_S.length - 1);
    expect(found.above.length).toBe(starts.length);
    found.above.forEach(({ startS, endS }, n) => {
      expect(Math.abs(startS - starts[n]!)).toBeLessThan(0.4);
      expect(Math.abs(endS - STEPS_S[2 * n + 1]!)).toBeLessThan(0.4);
    });
  });

  it('does not explain by two levels a bass that is never played twice the same', () => {
    const { stepDb, jumpDb, explained } = heard([music(() => 0, true)])!;
    expect(explained).toBeLessThan(0.35);
    expect(stepDb).toBeLessThan(0.5 * jumpDb);
  });

  it('does not care for level, polarity, side or blocks', () => {
    const silent = new Float64Array(FRAMES);
    const one = heard([planted, silent])!;
    expect(heard([silent, planted])).toEqual(one);
    expect(heard([planted.map((x) => -x), silent])).toEqual(one);
    expect(heard([planted, silent], 777)).toEqual(one);
    const { levelDb, ...rest } = heard([planted.map((x) => x / 16), silent])!;
    expect(rest).toEqual({ ...one, levelDb: undefined });
    expect(levelDb).toBeCloseTo(one.levelDb - 24.08, 1);
  });

  it('has nothing to say of silence and of short sound', () => {
    expect(heard([new Float64Array(FRAMES)])).toBeNull();
    expect(heard([planted.subarray(0, 2 * RATE)])).toBeNull();
  });
});
