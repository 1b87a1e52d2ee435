// Tests of the wishes: each change touches what it says and nothing else.
import { describe, expect, it } from 'vitest';
import {
  commonWish,
  RECOMMENDED,
  sameWish,
  withAmount,
  withCeiling,
  withLock,
  withLoudness,
  withoutWords,
  withStrength,
  withStyle,
  withWords,
} from '../../../src/studio/state/wish-edit.ts';

describe('changes of a wish', () => {
  it('change the intent by one field', () => {
    const { intent } = RECOMMENDED;
    expect(withStyle(RECOMMENDED, 'warm')).toEqual({ intent: { ...intent, style: 'warm' }, strengths: {} });
    expect(withAmount(RECOMMENDED, 40).intent).toEqual({ ...intent, amount: 40 });
    expect(withCeiling(RECOMMENDED, -2).intent).toEqual({ ...intent, ceilingDbtp: -2 });
    const loudness = { mode: 'target', lufs: -9 } as const;
    expect(withLoudness(RECOMMENDED, loudness).intent).toEqual({ ...intent, loudness });
  });

  it('give a move a strength of its own, and take it back', () => {
    const wish = withStrength(withStrength(RECOMMENDED, 'tone', 0.5), 'glue', 0);
    expect(wish.strengths).toEqual({ tone: 0.5, glue: 0 });
    expect(withStrength(wish, 'tone', null).strengths).toEqual({ glue: 0 });
  });

  it('lock what must stay, each once, and let it go again', () => {
    const wish = withLock(withLock(withLock(RECOMMENDED, 'bass', true), 'width', true), 'bass', true);
    expect(wish.intent.locks).toEqual(['width', 'bass']);
    expect(withLock(wish, 'width', false).intent.locks).toEqual(['bass']);
  });

  it('add words, and take them back', () => {
    const wish = withWords(withWords(RECOMMENDED, 'more bass'), 'less harsh');
    expect(wish.words).toEqual(['more bass', 'less harsh']);
    expect(withoutWords(wish, 0).words).toEqual(['less harsh']);
    expect(sameWish(withoutWords(withoutWords(wish, 1), 0), RECOMMENDED)).toBe(true);
  });

  it('keep of a wish what all candidates have in common', () => {
    const locked = withLock(withStyle(RECOMMENDED, 'warm'), 'bass', true);
    const turned = withStrength(withStrength(withAmount(locked, 40), 'tone', 0.5), 'glue', 0);
    const wish = withWords(withLoudness(turned, { mode: 'keep' }), 'more bass');
    expect(commonWish(wish)).toEqual({ intent: locked.intent, strengths: { glue: 0 } });
  });

  it('leave the wish they were made from as it was', () => {
    const before = JSON.stringify(RECOMMENDED);
    withStrength(withStyle(RECOMMENDED, 'loud'), 'tone', 0.1);
    expect(JSON.stringify(RECOMMENDED)).toBe(before);
  });
});

describe('sameWish', () => {
  it('knows wishes that mean the same, in whatever order they were made', () => {
    const one = withStrength(withStrength(RECOMMENDED, 'tone', 0.5), 'glue', 0.2);
    const other = withStrength(withStrength(RECOMMENDED, 'glue', 0.2), 'tone', 0.5);
    expect(sameWish(one, other)).toBe(true);
  });

  it('tells every difference', () => {
    const others = [
      withStyle(RECOMMENDED, 'warm'),
      withAmount(RECOMMENDED, 95),
      withCeiling(RECOMMENDED, -1.1),
      withLoudness(RECOMMENDED, { mode: 'keep' }),
      withLoudness(RECOMMENDED, { mode: 'target', lufs: -14 }),
      withLoudness(RECOMMENDED, { mode: 'target', lufs: -13.5 }),
      withStrength(RECOMMENDED, 'tone', 1),
      withLock(RECOMMENDED, 'bass', true),
      withWords(RECOMMENDED, 'more bass'),
    ];
    for (const [i, one] of others.entries())
      for (const [k, other] of [RECOMMENDED, ...others].entries())
        expect(sameWish(one, other)).toBe(k === i + 1);
  });
});
