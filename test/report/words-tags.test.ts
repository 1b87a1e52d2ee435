// Words for notes about tags: every code and every reason has its sentence, and nothing leaks through.
import { describe, expect, it } from 'vitest';
import { TAG_NOTE_CODES } from '../../src/files/tags/tag-note.ts';
import { TAG_WORDS, tagNoteWords } from '../../src/report/words-tags.ts';

/** What leaks out of a template whose facts are missing. */
const LEAKED = /undefined|NaN|null|\[object/;

describe('words for notes about tags', () => {
  it('exist for every code, and for no other', () => {
    expect(Object.keys(TAG_WORDS).sort()).toEqual([...TAG_NOTE_CODES].sort());
  });

  it.each(TAG_NOTE_CODES)('%s: a whole sentence', (code) => {
    const facts = new Proxy({}, { get: () => 7 }) as Record<string, number>;
    const words = tagNoteWords({ code, facts });
    expect(words).toMatch(/^\S.*\.$/);
    expect(words).not.toMatch(LEAKED);
  });

  it('name the field as people do, and give the reason', () => {
    const facts = { field: 'barcode', value: '4006381333932', reason: 'check-digit' };
    expect(tagNoteWords({ code: 'value-refused', facts })).toBe(
      'UPC/EAN: “4006381333932” is not accepted: its check digit is wrong: one digit is mistyped, or two are swapped.',
    );
  });

  it('tell an unknown code barely', () => {
    expect(tagNoteWords({ code: 'martian', facts: { a: 1 } })).toBe('martian (a 1)');
  });
});
