// Styles: every one is whole, dated and sourced; names, other names and slips of the finger lead to them.
import { describe, expect, it } from 'vitest';
import { levelAt } from '../../../src/dsp/curve.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { STYLE_ALIASES, STYLE_NAMES } from '../../../src/master/style/style-names.ts';
import { styleById, STYLES } from '../../../src/master/style/styles.ts';
import { analysisOf, intentOf, SONG } from '../analyses.ts';

describe('STYLES', () => {
  it('are in the order of the menu, each with its caption', () => {
    expect(STYLES.map(({ id, caption }) => ({ id, caption }))).toEqual(STYLE_NAMES);
  });

  it('are plain JSON', () => {
    expect(JSON.parse(JSON.stringify(STYLES))).toEqual(STYLES);
  });

  it('fall by 2 dB a third-octave from 100 Hz to 4 kHz as records do, and keep dated sources', () => {
    const { hz, db } = styleById('balanced').spectrum.middle;
    const slope = (db[hz.indexOf(4000)]! - db[hz.indexOf(125)]!) / Math.log2(4000 / 125);
    expect(slope).toBeCloseTo(-2, 1);
    for (const one of STYLES) {
      expect(one.sources.length).toBeGreaterThan(0);
      expect(one.dated).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(one.spectrum.reach.db.every((reach) => reach >= 4)).toBe(true);
    }
  });

  it('order loudness, ranges and peaks as their kinds do', () => {
    const of = (id: string) => styleById(id);
    expect(of('classical').dynamics.rangeLu.median).toBeGreaterThan(of('jazz').dynamics.rangeLu.median);
    expect(of('jazz').dynamics.rangeLu.median).toBeGreaterThan(of('rock').dynamics.rangeLu.median);
    expect(of('rock').dynamics.rangeLu.median).toBeGreaterThan(of('hiphop').dynamics.rangeLu.median);
    expect(of('metal').dynamics.psrDb.median).toBeLessThan(of('acoustic').dynamics.psrDb.median);
    for (const { loudestLufs, limiting, dynamics } of STYLES) {
      expect(loudestLufs).toBeGreaterThanOrEqual(-18);
      expect(loudestLufs).toBeLessThanOrEqual(-8);
      expect(limiting.leastPlrDb).toBeGreaterThanOrEqual(8);
      expect(dynamics.psrDb.median).toBeGreaterThanOrEqual(8);
    }
  });

  it('lean as they say', () => {
    const tilt = (id: string): number => {
      const { middle } = styleById(id).spectrum;
      return levelAt(middle, 10000) - levelAt(middle, 100);
    };
    expect(tilt('bright')).toBeGreaterThan(tilt('balanced') + 2);
    expect(tilt('warm')).toBeLessThan(tilt('balanced') - 2);
    expect(tilt('vinyl')).toBeLessThan(tilt('balanced'));
    expect(tilt('metal')).toBeGreaterThan(tilt('jazz'));
  });

  it('are never asked what they never touch, and it is told once', () => {
    const boomy = analysisOf({ offset: (hz) => (hz >= 160 && hz <= 400 ? 9 : 0) });
    const style = { ...styleById('balanced'), never: ['tone'] as const };
    const { moves, restraints } = decideMoves(boomy, intentOf(), SONG, style);
    expect(moves.filter(({ stage }) => stage === 'tone')).toEqual([]);
    expect(restraints.filter(({ code }) => code === 'style-never')).toEqual([
      { code: 'style-never', facts: { style: 'balanced', stage: 'tone' } },
    ]);
  });

  it('answer to other names, and to a slip with the nearest', () => {
    for (const [other, id] of Object.entries(STYLE_ALIASES)) expect(styleById(other).id).toBe(id);
    expect(() => styleById('blanced')).toThrow(
      expect.objectContaining({
        code: 'unknown-style',
        facts: expect.objectContaining({ nearest: 'balanced' }),
      }),
    );
  });
});
