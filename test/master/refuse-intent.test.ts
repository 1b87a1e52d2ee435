// Refuse intent: what is asked by name or number, and what is answered where there is no such thing.
import { describe, expect, it } from 'vitest';
import type { Stage } from '../../src/master/stage.ts';
import { listed, parseBudget, parseStrengths, refuseIntent } from '../../src/master/refuse-intent.ts';
import { MOVE_IDS } from '../../src/report/words-moves.ts';
import { intentOf } from './analyses.ts';

const fault = (code: string, facts: object = {}) =>
  expect.objectContaining({ code, kind: 'usage', facts: expect.objectContaining(facts) });

describe('refuseIntent', () => {
  it('lets through what there is', () => {
    const asked = intentOf({ only: ['tone'], locks: ['bass'], budget: { crestLossDb: 1 } });
    expect(() => refuseIntent(asked)).not.toThrow();
  });

  it.each([
    ['a stage', { only: ['ton' as Stage] }, 'unknown-stage', { nearest: 'tone' }],
    ['a stage', { without: ['dynamic' as Stage] }, 'unknown-stage', { nearest: 'dynamics' }],
    ['a lock', { locks: ['bas' as 'bass'] }, 'unknown-lock', { nearest: 'bass' }],
    ['a limit', { budget: { crestLoss: 1 } as object }, 'unknown-limit', { nearest: 'crestLossDb' }],
    ['a limit’s number', { budget: { crestLossDb: 13 } }, 'bad-limit', { name: 'crest', max: 12 }],
    ['an amount', { amount: 101 }, 'bad-amount', { max: 100 }],
    ['a ceiling', { ceilingDbtp: 1 }, 'bad-ceiling', { max: 0 }],
  ])('refuses %s that there is not', (_, asked, code, facts) => {
    expect(() => refuseIntent(intentOf(asked))).toThrow(fault(code, facts));
  });
});

describe('what is written on the command line', () => {
  it('reads lists, limits and strengths', () => {
    expect(listed(' tone, low-end ,')).toEqual(['tone', 'low-end']);
    expect(parseBudget('crest=1.5, distortion=-30')).toEqual({ crestLossDb: 1.5, distortionDb: -30 });
    expect(parseBudget('')).toEqual({});
    expect(parseStrengths('tone=50,glue=0', MOVE_IDS)).toEqual({ tone: 0.5, glue: 0 });
  });

  it.each([
    [() => parseBudget('crset=1'), 'unknown-limit', { nearest: 'crest' }],
    [() => parseBudget('crest'), 'bad-limit', { name: 'crest' }],
    [() => parseBudget('tone=much'), 'bad-limit', { name: 'tone' }],
    [() => parseStrengths('tne=50', MOVE_IDS), 'unknown-move', { nearest: 'tone' }],
    [() => parseStrengths('level=50', MOVE_IDS), 'unknown-move', {}],
    [() => parseStrengths('tone=101', MOVE_IDS), 'bad-strength', { name: 'tone' }],
    [() => parseStrengths('tone', MOVE_IDS), 'bad-strength', { name: 'tone' }],
  ])('refuses the rest with the nearest name or the range', (parse, code, facts) => {
    expect(parse).toThrow(fault(code, facts));
  });
});
