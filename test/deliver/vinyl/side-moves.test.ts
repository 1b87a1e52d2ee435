// Side moves: what a plant asks for is done where the music needs it, left alone with a reason where it does not.
import { beforeAll, describe, expect, it } from 'vitest';
import { deEssHint } from '../../../src/deliver/vinyl/de-ess-hint.ts';
import { sideMoves } from '../../../src/deliver/vinyl/side-moves.ts';
import type { RiskSpot } from '../../../src/deliver/vinyl/vinyl-cut.ts';
import { listen } from '../../../src/master/listen.ts';
import { renderMoves } from '../../../src/master/render.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { sourceOf, type Source } from '../../../src/signal/stream.ts';
import { noise } from '../../signals.ts';

const RATE = 44100;
const FRAMES = 2 * RATE;
const ASKED = { monoBelowHz: 150, inPhaseBelowHz: 300, lowCutHz: 25, highCutHz: 16000 };
const NONE = { monoBelowHz: null, inPhaseBelowHz: null, lowCutHz: null, highCutHz: null };

const tone = (hz: number, level = 0.3): Float64Array =>
  Float64Array.from({ length: FRAMES }, (_, n) => level * Math.sin((2 * Math.PI * hz * n) / RATE));
const sum = (...parts: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: FRAMES }, (_, n) => parts.reduce((all, part) => all + part[n]!, 0));

/** Bass that differs between the channels, deep rumble, bright hiss. */
const wide = (): Source =>
  sourceOf(
    [
      sum(tone(60), tone(200), tone(18, 0.1), tone(1000, 0.1), noise(0.1, FRAMES, 1)),
      sum(tone(60, -0.05), tone(200, -0.1), tone(18, 0.1), tone(1000, 0.1), noise(0.1, FRAMES, 2)),
    ],
    RATE,
  );
/** The same bass in the middle, nothing below or above. */
const middle = (): Source => {
  const one = sum(tone(60), tone(200), tone(1000, 0.1));
  return sourceOf([one, Float64Array.from(one)], RATE);
};

async function measured(source: Source): Promise<Measurements> {
  return (await listen(source, { rendered: 'master' })).measurements;
}

let [wideSong, middleSong]: Measurements[] = [];
beforeAll(async () => {
  await loadEveryProcessor();
  [wideSong, middleSong] = [await measured(wide()), await measured(middle())];
});

describe('moves for the groove', () => {
  it('do what the music needs, in the order of a chain, each with its reason', () => {
    const { moves, restraints } = sideMoves([middleSong!, wideSong!], ASKED);
    expect(moves.map(({ id }) => id)).toEqual([
      'vinyl-low-cut',
      'vinyl-mono-lows',
      'vinyl-in-phase',
      'vinyl-high-cut',
    ]);
    expect(moves.every(({ because }) => because.length === 1)).toBe(true);
    expect(restraints).toEqual([]);
  });

  it('leave alone what is as the plant wants it, and say so', () => {
    const { moves, restraints } = sideMoves([middleSong!], ASKED);
    expect(moves).toEqual([]);
    expect(restraints.map(({ code }) => code)).toEqual([
      'vinyl-nothing-below',
      'vinyl-lows-in-middle',
      'vinyl-lows-in-phase',
      'vinyl-nothing-above',
    ]);
  });

  it('do nothing that nobody asks for', () => {
    expect(sideMoves([wideSong!], NONE)).toEqual({ moves: [], restraints: [] });
  });

  it('keep their word: afterwards nothing needs them any more', async () => {
    const { moves } = sideMoves([wideSong!], ASKED);
    const after = await measured(renderMoves(wide(), moves));
    const again = sideMoves([after], { ...NONE, monoBelowHz: 100, inPhaseBelowHz: 300 });
    expect(again.moves).toEqual([]);
    // the lows of the middle are where they were
    const level = (m: Measurements): number => m.spectrum!.levelDb[m.spectrum!.bandsHz.indexOf(1000)]!;
    expect(level(after)).toBeCloseTo(level(wideSong!), 1);
  });
});

describe('a de-esser', () => {
  const spot: RiskSpot = {
    kind: 'bend',
    startS: 10,
    endS: 12,
    atS: 10,
    label: 'A1',
    radiusMm: 70,
    overDb: 2.5,
    hz: 7000,
  };
  const bursting = (overUsualDb: number): Measurements =>
    ({ spectrum: { bursts: [{ lowHz: 5000, highHz: 10000, overUsualDb }] } }) as unknown as Measurements;

  it('is proposed, not used, where consonants bend too sharply', () => {
    const hint = deEssHint([spot], [bursting(8)]);
    expect(hint).toMatchObject({ strength: 0, params: { hz: 7000, rangeDb: 2.5 } });
    expect(hint!.spans).toEqual([{ startS: 10, endS: 12 }]);
  });

  it('is not, where nothing stands out, or where it is not a matter of treble', () => {
    expect(deEssHint([spot], [bursting(1)])).toBeNull();
    expect(deEssHint([{ ...spot, hz: 1500 }], [bursting(8)])).toBeNull();
    expect(deEssHint([], [bursting(8)])).toBeNull();
  });
});
