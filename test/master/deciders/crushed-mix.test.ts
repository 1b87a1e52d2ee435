// Openness: only a mix that bears the sign of being pressed, and stands lower than its kind, is opened.
import { describe, expect, it } from 'vitest';
import { OPENNESS } from '../../../src/master/deciders/crushed-mix.ts';
import { finishedSign } from '../../../src/master/finished.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import type { Finding } from '../../../src/inspect/finding.ts';
import { analysisOf, intentOf, questionOf, SONG } from '../analyses.ts';

function finding(code: string, value: number): Finding {
  const whole = { channel: 'both', startS: null, endS: null } as const;
  return { code, severity: 'warning', confidence: 0.8, ...whole, value, unit: '%' };
}

const LIMITED = [finding('over-limited', 45)];

function judge(psrDb: number, findings: readonly Finding[], style = 'balanced', locks: 'bass'[] = []) {
  return OPENNESS.decide(questionOf({ psrDb, findings }, styleById(style), { intent: intentOf({ locks }) }));
}

describe('openness', () => {
  it('gives back what the style misses, and no more than is safe', () => {
    const [mild] = judge(10, LIMITED).moves;
    const [hard] = judge(6, LIMITED).moves;
    expect(mild).toMatchObject({
      id: 'open-up',
      kind: 'delimit',
      because: [{ code: 'crushed-limited', value: 10 }],
    });
    expect(mild!.params.amountDb).toBeGreaterThan(2);
    expect(mild!.params.amountDb).toBeLessThan(hard!.params.amountDb as number);
    expect(hard!.params.amountDb).toBe(7);
  });

  it('expects a rise of the PSR, at most to what it aims at', () => {
    const [{ expects, because }] = judge(9, LIMITED).moves as [ReturnType<typeof judge>['moves'][0]];
    expect(expects[0]).toMatchObject({ measurement: 'psr-db', before: 9 });
    expect(expects[0]!.after).toBeCloseTo(because[0]!.target, 1);
  });

  it.each([
    ['mix-over-compressed', 'crushed-flat'],
    ['pumping', 'crushed-pumping'],
  ])('takes %s for a sign as well', (code, reason) => {
    expect(judge(9, [finding(code, 3)]).moves[0]!.because[0]!.code).toBe(reason);
  });

  it('needs a sign, and a lack against the style', () => {
    expect(judge(8, []).moves).toEqual([]);
    expect(judge(12, LIMITED).moves).toEqual([]);
    expect(judge(10, LIMITED, 'loud').moves).toEqual([]);
  });

  it('keeps a lock', () => {
    expect(judge(8, LIMITED, 'balanced', ['bass'])).toMatchObject({
      moves: [],
      restraints: [{ code: 'openness-locked' }],
    });
  });

  it('is asked of a crushed mix with headroom, and not of a record', () => {
    const sign = (truePeakDbtp: number): string | null => {
      const analysis = analysisOf({ lufs: -12, truePeakDbtp, findings: LIMITED });
      return finishedSign(analysis, intentOf(), SONG, styleById('balanced'));
    };
    expect(sign(-0.3)).toBe('limited');
    expect(sign(-3.5)).toBeNull();
  });
});
