// Acts here: shares of the sections over shares of the song.
import { expect, it } from 'vitest';
import { actsHere } from '../../../src/master/trial/acts-here.ts';
import type { Move } from '../../../src/master/plan.ts';

const SECTIONS = [
  { startS: 10, endS: 20 },
  { startS: 50, endS: 60 },
];
const here = (...spans: { startS: number; endS: number }[]) =>
  actsHere({ spans } as Move & { spans: typeof spans }, SECTIONS, 100);

it('is 1 everywhere, 0 elsewhere, and in between by seconds', () => {
  expect(here()).toBe(1);
  expect(here({ startS: 0, endS: 100 })).toBeCloseTo(1, 9);
  expect(here({ startS: 20, endS: 50 })).toBe(0);
  // A tenth of the song, half of the sections.
  expect(here({ startS: 10, endS: 20 })).toBeCloseTo(5, 9);
  // A fifth of the song, a quarter of the sections.
  expect(here({ startS: 15, endS: 35 })).toBeCloseTo(1.25, 9);
  expect(actsHere({ spans: [] } as unknown as Move, SECTIONS, 0)).toBe(1);
});
