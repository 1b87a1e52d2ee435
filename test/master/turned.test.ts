// Turned: a move at another strength expects as much more or less.
import { expect, it } from 'vitest';
import { decideMoves } from '../../src/master/decide.ts';
import { moveOf } from '../../src/master/decider.ts';
import { turned } from '../../src/master/turned.ts';
import { analysisOf, intentOf, SONG } from './analyses.ts';

const expects = [{ measurement: 'psr-db', before: 14, after: 12, unit: 'dB' }];
const MOVE = moveOf({
  id: 'x',
  stage: 'dynamics',
  kind: 'compressor',
  params: {},
  because: [],
  confidence: 1,
  expects,
});

it('scales what is expected with the strength, from any strength', () => {
  expect(turned(MOVE, 1)).toBe(MOVE);
  const half = turned(MOVE, 0.5);
  expect(half).toMatchObject({ strength: 0.5, expects: [{ before: 14, after: 13 }] });
  expect(turned(half, 0.25).expects[0]!.after).toBe(13.5);
  expect(turned(MOVE, 0)).toMatchObject({ strength: 0, expects: [{ before: 14, after: 14 }] });
  expect(turned(turned(MOVE, 0), 1).strength).toBe(0);
});

it('is how an amount of half is decided', () => {
  const boomy = { offset: (hz: number) => (hz >= 160 && hz <= 400 ? 9 : 0) };
  const [whole, half] = [100, 50].map((amount) => {
    const [move] = decideMoves(analysisOf(boomy), intentOf({ amount }), SONG).moves;
    return { strength: move!.strength, change: move!.expects[0]!.after - move!.expects[0]!.before };
  });
  expect(half!.strength).toBe(0.5);
  expect(half!.change).toBeCloseTo(whole!.change / 2, 1);
});
