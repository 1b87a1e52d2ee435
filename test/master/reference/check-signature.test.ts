// Check signature: what is saved is read back, and every mistake is named by its place.
import { describe, expect, it } from 'vitest';
import { checkSignature } from '../../../src/master/reference/check-signature.ts';
import { parseMatchStrengths } from '../../../src/master/reference/match-strengths.ts';
import { referenceTarget } from '../../../src/master/reference/reference-target.ts';
import type { Signature } from '../../../src/master/reference/signature.ts';
import { faultWords } from '../../../src/report/words.ts';
import { Fault } from '../../../src/signal/fault.ts';
import { RECORD } from './reference-record.ts';

const SIGNATURE: Signature = { version: 1, references: [RECORD] };

function faultOf(given: unknown): Fault {
  try {
    checkSignature(given, 'a.json');
  } catch (reason) {
    if (reason instanceof Fault) return reason;
  }
  throw new Error('no Fault');
}

const withRecord = (more: object) => ({ version: 1, references: [{ ...RECORD, ...more }] });

describe('a signature', () => {
  it('is read back as it was written', () => {
    expect(checkSignature(JSON.parse(JSON.stringify(SIGNATURE)), 'a.json')).toEqual(SIGNATURE);
  });

  it.each([
    ['no record', 7, 'bad-signature'],
    ['another version', { version: 2, references: [RECORD] }, 'bad-signature'],
    ['no references', { version: 1, references: [] }, 'bad-signature'],
    ['a field nobody knows', withRecord({ loudnes: 1 }), 'unknown-field'],
    ['levels for other bands', withRecord({ midDb: [-20] }), 'bad-signature'],
    ['bands that go down', withRecord({ bandsHz: [2000, 1000, 500] }), 'bad-signature'],
    ['a level that is no number', withRecord({ midDb: ['loud', -1, -2] }), 'bad-signature'],
    ['no weight at all', withRecord({ weight: 0 }), 'bad-signature'],
  ])('is refused with words: %s', (_, given, code) => {
    const fault = faultOf(given);
    expect(fault.code).toBe(code);
    const { text, cure } = faultWords(fault);
    expect(text + cure).not.toMatch(/undefined|null|NaN/);
  });

  it('of several is their mean by weight, each at the same loudness', () => {
    const louder = {
      ...RECORD,
      midDb: RECORD.midDb.map((x) => x! + 6),
      sideDb: null,
      integratedLufs: -4,
      weight: 3,
    };
    const mono = { ...RECORD, sideDb: null };
    const target = referenceTarget({ version: 1, references: [mono, louder] });
    const alone = referenceTarget({ version: 1, references: [mono] });
    target.midDb.forEach((level, b) => expect(level).toBeCloseTo(alone.midDb[b]!, 6));
    expect(target.integratedLufs).toBeCloseTo(-5.5, 6);
    expect(target.sideDb).toBe(null);
  });

  it('of a mono record is as loud as two loudspeakers make it', () => {
    const target = referenceTarget({ version: 1, references: [{ ...RECORD, channels: 1, sideDb: null }] });
    expect(target.integratedLufs).toBeCloseTo(-6.99, 2);
  });
});

describe('strengths', () => {
  it('one number for all, or each by its name', () => {
    expect(parseMatchStrengths('80')).toEqual({ tone: 0.8, width: 0.8, dynamics: 0.8, loudness: 0.8 });
    expect(parseMatchStrengths('tone=50, width=0')).toEqual({
      tone: 0.5,
      width: 0,
      dynamics: 0.5,
      loudness: 1,
    });
  });

  it.each(['', '101', 'tone=', 'tone=x', 'tune=50', 'tone'])('refuses %j', (text) => {
    expect(() => parseMatchStrengths(text)).toThrow(Fault);
  });
});
