// Note budget: facts, errors and warnings are always told; of guesses only the strongest few.
import { describe, expect, it } from 'vitest';
import type { Finding, Severity } from '../../src/inspect/finding.ts';
import { withinNoteBudget } from '../../src/inspect/note-budget.ts';

function finding(
  code: string,
  severity: Severity,
  confidence: number,
  startS: number | null = null,
): Finding {
  return { code, severity, confidence, channel: 'both', startS, endS: startS, value: 1, unit: 'dB' };
}

const CODES = ['click', 'pop', 'plosive', 'hum', 'wow', 'resonance', 'dull', 'harsh'];

describe('note budget', () => {
  it('never touches errors and warnings, however many and unsure', () => {
    const bad = CODES.flatMap((code) => [finding(code, 'error', 0.1), finding(code, 'warning', 0.1)]);
    expect(withinNoteBudget(bad)).toEqual(bad);
  });

  it('never drops what is a fact of the file', () => {
    const facts = ['dual-mono', 'upsampled', 'lossy-origin', 'leading-silence', 'padded-bits'].map((code) =>
      finding(code, 'note', 0.1),
    );
    const guesses = CODES.map((code) => finding(code, 'note', 0.9));
    expect(withinNoteBudget([...guesses, ...facts])).toEqual(expect.arrayContaining(facts));
  });

  it('lets the four strongest kinds of guesses through, in the order they came', () => {
    const guesses = CODES.map((code, n) => finding(code, 'note', n % 2 === 0 ? 0.3 + n / 50 : 0.8 - n / 50));
    expect(withinNoteBudget(guesses).map(({ code }) => code)).toEqual(['pop', 'hum', 'resonance', 'harsh']);
  });

  it('tells six places of a kind, the strongest ones', () => {
    const pops = Array.from({ length: 12 }, (_, n) => finding('pop', 'note', n < 6 ? 0.3 : 0.5, n));
    expect(withinNoteBudget(pops).map(({ startS }) => startS)).toEqual([6, 7, 8, 9, 10, 11]);
  });

  it('says nothing of what music does by itself', () => {
    expect(withinNoteBudget([finding('click', 'note', 0.15), finding('dull', 'note', 0.35)])).toHaveLength(1);
  });
});
