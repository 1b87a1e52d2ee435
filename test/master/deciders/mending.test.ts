// Mending: faults planted in a song are found, decided on, mended and gone; the clean song is left alone to the bit.
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/master/analysis.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { listen } from '../../../src/master/listen.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import type { Move } from '../../../src/master/plan.ts';
import { renderMoves } from '../../../src/master/render.ts';
import { foundValue } from '../../../src/master/sure-findings.ts';
import { createStereoMeter } from '../../../src/measure/stereo.ts';
import { collect, sourceOf } from '../../../src/signal/stream.ts';
import { musicLike, noise, sine } from '../../signals.ts';
import { intentOf } from '../analyses.ts';

const RATE = 44100;

interface Judged {
  readonly analysis: Analysis;
  readonly moves: readonly Move[];
  readonly sound: readonly Float64Array[];
}

const hear = (sound: readonly Float64Array[]): Promise<Analysis> => listen(sourceOf(sound, RATE));

/** What repair and balance alone make of it. */
async function judged(given: readonly Float64Array[]): Promise<Judged> {
  const analysis = await hear(given);
  const song = {
    name: 'song',
    sampleRateHz: RATE,
    channels: given.length,
    frames: given[0]!.length,
    bits: 24,
  };
  const { moves } = decideMoves(analysis, intentOf({ only: ['repair', 'balance'] }), song);
  return { analysis, moves, sound: await collect(renderMoves(sourceOf(given, RATE), moves)) };
}

/** What is left of a channel's error, 0…1 of its amplitude. */
function errorLeft(clean: Float64Array, damaged: Float64Array, mended: Float64Array): number {
  const energy = (x: Float64Array): number => x.reduce((sum, v, n) => sum + (v - clean[n]!) ** 2, 0);
  return Math.sqrt(energy(mended) / energy(damaged));
}

const CLEAN = musicLike(2.2 * RATE, RATE, 9).map((x) => x.map((v) => 0.8 * v));

/** Without its bass note of 55 Hz, which stands too near to the mains to be told from it in 4 s. */
const BASSLESS = musicLike(4 * RATE, RATE, 9).map((x) => {
  const bass = sine(55, 0.12, x.length, RATE);
  return x.map((v, n) => v - bass[n]!);
});

type Fault = readonly [
  name: string,
  codes: readonly string[],
  ids: readonly string[],
  clean: readonly Float64Array[],
  damage: (left: Float64Array, right: Float64Array) => void,
];
const FAULTS: readonly Fault[] = [
  [
    'a click, a hole, a dip and cut crests',
    ['click', 'dropout', 'level-dip', 'clipping'],
    ['dropouts', 'declick', 'declip', 'undip'],
    CLEAN,
    (left, right) => {
      left[40000]! += 0.3;
      left.fill(0, 80000, 80250);
      for (let n = 0; n < 4000; n++) left[56000 + n]! *= 1 - 0.9 * Math.min(1, n / 200, (4000 - n) / 200);
      const ceiling = right.reduce((most, v) => Math.max(most, Math.abs(v)), 0) / 1.25;
      for (let n = 0; n < right.length; n++) right[n] = Math.max(-ceiling, Math.min(ceiling, right[n]!));
    },
  ],
  [
    'hum',
    ['hum'],
    ['dehum'],
    BASSLESS,
    (left, right) => {
      for (let n = 0; n < left.length; n++) {
        const w = (2 * Math.PI * 60 * n) / RATE;
        const hum = 6 * Math.sin(w + 1) + 3 * Math.sin(2 * w) + 4 * Math.sin(3 * w) + 2 * Math.sin(5 * w);
        left[n]! += 0.001 * hum;
        right[n]! += 0.001 * hum;
      }
    },
  ],
];

describe('planted damage', () => {
  it('of the clean song there is none: no move, every bit as it was', async () => {
    const { moves, sound } = await judged(CLEAN);
    expect(moves).toEqual([]);
    expect(sound).toEqual(CLEAN);
  });

  it.each(FAULTS)(
    '%s: named, mended by more than 60 %%, and not found again',
    async (_, codes, ids, clean, damage) => {
      const sound = clean.map((x) => x.slice());
      damage(sound[0]!, sound[1]!);
      const { analysis, moves, sound: mended } = await judged(sound);
      expect(moves.map((move) => move.id)).toEqual(ids);
      for (const { measurement, value } of moves.flatMap((move) => move.because))
        expect(foundValue(measurement, analysis)).toBeCloseTo(value, 2);
      clean.forEach((x, c) => expect(errorLeft(x, sound[c]!, mended[c]!)).toBeLessThan(0.4));
      const again = await hear(mended);
      for (const code of codes) expect(foundValue(`found-${code}`, again)).toBe(0);
    },
  );
});

function leanDb([left, right]: readonly Float64Array[]): number {
  const meter = createStereoMeter({ sampleRateHz: RATE, channels: 2 });
  meter.push({ channels: [left!, right!], frames: left!.length });
  return meter.result()!.balanceDb!;
}

describe('planted slips of the channels', () => {
  it('3 dB too much on one side: named with its figures, and gone', async () => {
    const leaning = [CLEAN[0]!.map((v) => v * 10 ** (1.5 / 20)), CLEAN[1]!.map((v) => v * 10 ** (-1.5 / 20))];
    const { analysis, moves, sound } = await judged(leaning);
    const [{ code, value }] = moves[0]!.because as [Move['because'][number]];
    expect(code).toBe('balance-left');
    expect(value).toBeCloseTo(measuredValue('balance-db', analysis.measurements)!, 2);
    const own = leanDb(CLEAN);
    const after = leanDb(sound);
    expect(after).toBeCloseTo(moves[0]!.expects[0]!.after, 1);
    expect(Math.abs(after - own)).toBeLessThan(0.4 * Math.abs(value - own));
  });

  it('an inverted channel is turned over again', async () => {
    const { moves, sound } = await judged([CLEAN[0]!, CLEAN[1]!.map((v) => -v)]);
    expect(moves).toMatchObject([{ id: 'polarity', params: { polarityRight: 'inverted' } }]);
    expect(sound[1]).toEqual(CLEAN[1]);
  });

  it('a late channel comes in step again', async () => {
    // Delays are heard in what is broad: a little noise in the middle.
    const middle = noise(0.01, CLEAN[0]!.length, 3);
    const clean = CLEAN.map((x) => x.map((v, n) => v + middle[n]!));
    const late = clean[1]!.slice();
    late.copyWithin(40, 0);
    const { moves, sound } = await judged([clean[0]!, late]);
    expect(moves).toMatchObject([{ id: 'delay', params: { delayFrames: 40 } }]);
    expect(sound[1]!.subarray(0, 2 * RATE)).toEqual(clean[1]!.subarray(0, 2 * RATE));
  });
});
