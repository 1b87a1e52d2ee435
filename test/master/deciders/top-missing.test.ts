// Top missing: a wall is told, a treble that fades is not, and nothing is ever added.
import { describe, expect, it } from 'vitest';
import { TOP_MISSING } from '../../../src/master/deciders/top-missing.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { questionOf } from '../analyses.ts';

function judge(offset: (hz: number) => number | null, coverage = 1) {
  return TOP_MISSING.decide(questionOf({ offset }, styleById('balanced'), { coverage }));
}

const wall = (hz: number): number => (hz > 6000 ? -40 : 0);

describe('top missing', () => {
  it('tells where the treble ends at a wall', () => {
    const { moves, restraints } = judge(wall);
    expect(moves).toEqual([]);
    expect(restraints).toEqual([
      { code: 'top-missing', facts: { fromHz: 6300, fallDb: expect.any(Number) } },
    ]);
    expect(restraints[0]!.facts.fallDb).toBeGreaterThan(35);
  });

  it.each([
    ['a full top', () => 0, 1],
    ['a top that fades', (hz: number) => (hz > 4000 ? -12 * Math.log2(hz / 4000) : 0), 1],
    ['a dark piece', (hz: number) => (hz > 2000 ? -30 : 0), 1],
    ['few instruments', wall, 0.6],
    ['a coder at 16 kHz', (hz: number) => (hz > 15000 ? null : 0), 1],
  ] as const)('says nothing of %s', (_, offset, coverage) => {
    expect(judge(offset, coverage)).toEqual({ moves: [], restraints: [] });
  });
});
