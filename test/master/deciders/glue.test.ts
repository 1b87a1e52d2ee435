// Dynamics: glue for an open band, nothing for anything else, and the reason either way.
import { describe, expect, it } from 'vitest';
import { GLUE } from '../../../src/master/deciders/glue.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { questionOf, type Given } from '../analyses.ts';

function judge(given: Given, style = 'balanced', coverage = 1) {
  return GLUE.decide(questionOf(given, styleById(style), { coverage }));
}

describe('glue', () => {
  it('glues an open band gently', () => {
    const [glue] = judge({ psrDb: 15 }).moves;
    expect(glue).toMatchObject({ id: 'glue', kind: 'compressor', params: { rangeDb: 2 } });
    expect(glue!.params.ratio).toBeGreaterThanOrEqual(1.5);
    expect(glue!.params.ratio).toBeLessThanOrEqual(2);
    expect(glue!.because[0]).toEqual({
      code: 'glue-open',
      measurement: 'psr-db',
      value: 15,
      target: 13,
      unit: 'dB',
    });
  });

  it('sets its threshold by the song, so that the level of the mix does not matter', () => {
    const at = (levelDb: number): number =>
      judge({ psrDb: 15, levelDb }).moves[0]!.params.thresholdDb as number;
    expect(at(-45) - at(-35)).toBeCloseTo(-10, 9);
  });

  it.each([
    ['dense already', { psrDb: 11 }, 'balanced', 1, 'glue-dense-already'],
    ['wide range', { psrDb: 15, rangeLu: 14 }, 'balanced', 1, 'glue-range-is-music'],
    ['few instruments', { psrDb: 15 }, 'balanced', 0.5, 'glue-few-instruments'],
    ['a style of dynamics', { psrDb: 15 }, 'classical', 1, 'glue-not-for-style'],
  ] as const)('leaves alone: %s', (_, given, style, coverage, code) => {
    const { moves, restraints } = judge(given, style, coverage);
    expect(moves).toEqual([]);
    expect(restraints.map((one) => one.code)).toEqual([code]);
  });
});
