// Decide: what the records alone lead to: amounts, refusals, finished songs.
import { describe, expect, it } from 'vitest';
import { decideMoves } from '../../src/master/decide.ts';
import { moveStep } from '../../src/master/render.ts';
import { analysisOf, intentOf, SONG } from './analyses.ts';

const boomy = { offset: (hz: number) => (hz >= 160 && hz <= 400 ? 9 : 0), psrDb: 15 };

describe('decideMoves', () => {
  it('does tone before glue', () => {
    expect(decideMoves(analysisOf(boomy), intentOf(), SONG).moves.map((move) => move.id)).toEqual([
      'tone',
      'glue',
    ]);
  });

  it('amount 0 makes no move and says so', () => {
    const plan = decideMoves(analysisOf(boomy), intentOf({ amount: 0 }), SONG);
    expect(plan.moves).toEqual([]);
    expect(plan.restraints).toEqual([{ code: 'amount-zero', facts: {} }]);
  });

  it('more amount is more equaliser and more ratio, never less', () => {
    const strengths = [10, 35, 60, 85, 100].map((amount) => {
      const [tone, glue] = decideMoves(analysisOf(boomy), intentOf({ amount }), SONG).moves.map(moveStep);
      const cut = tone!.kind.responseDb!(tone!.params, 250, 44100);
      return { cut: -cut, ratio: glue!.params.ratio as number };
    });
    for (let i = 1; i < strengths.length; i++) {
      expect(strengths[i]!.cut).toBeGreaterThan(strengths[i - 1]!.cut);
      expect(strengths[i]!.ratio).toBeGreaterThan(strengths[i - 1]!.ratio);
    }
  });

  it.each([
    ['16 bits at release level', { lufs: -14, truePeakDbtp: -0.3 }, { bits: 16 }, 'word-length'],
    ['peaks at the very ceiling', { lufs: -12, truePeakDbtp: -1.02 }, {}, 'at-ceiling'],
    ['at the very loudness of its style', { lufs: -10.99, truePeakDbtp: -2 }, {}, 'at-loudness'],
    ['pressed by a limiter', { lufs: -9, truePeakDbtp: -0.1, findings: [pressed(45)] }, {}, 'limited'],
  ] as const)('leaves a finished song alone: %s', (_, given, song, sign) => {
    const plan = decideMoves(analysisOf({ ...boomy, ...given }), intentOf(), { ...SONG, ...song });
    expect(plan.moves).toEqual([]);
    expect(plan.restraints).toEqual([{ code: 'finished', facts: { sign } }]);
  });

  it.each([
    ['16 bits, but with a mix’s headroom', { lufs: -24, truePeakDbtp: -9 }, { bits: 16 }],
    ['a mix exported in 16 bits', { lufs: -18, truePeakDbtp: -2 }, { bits: 16 }],
    ['loud, but in 24 bits and free', { lufs: -14, truePeakDbtp: -0.3 }, {}],
    ['a little limited', { lufs: -9, truePeakDbtp: -0.1, findings: [pressed(15)] }, {}],
  ] as const)('judges a mix: %s', (_, given, song) => {
    const plan = decideMoves(analysisOf({ ...boomy, ...given }), intentOf(), { ...SONG, ...song });
    expect(plan.moves.length).toBeGreaterThan(0);
  });

  it('says in a word that silence needs nothing', () => {
    const plan = decideMoves(
      analysisOf({ truePeakDbtp: null, lufs: null, offset: () => null }),
      intentOf(),
      SONG,
    );
    expect(plan).toMatchObject({ moves: [], restraints: [{ code: 'silence', facts: {} }] });
  });

  it.each([
    ['too-many-channels', intentOf(), { ...SONG, channels: 6 }],
    ['unknown-style', intentOf({ style: 'polka' }), SONG],
    ['bad-amount', intentOf({ amount: 101 }), SONG],
    ['bad-ceiling', intentOf({ ceilingDbtp: 1 }), SONG],
  ])('refuses with %s', (code, intent, song) => {
    expect(() => decideMoves(analysisOf(), intent, song)).toThrow(expect.objectContaining({ code }));
  });
});

function pressed(percent: number) {
  return {
    code: 'over-limited',
    severity: 'warning',
    confidence: 0.9,
    channel: 'both',
    startS: null,
    endS: null,
    value: percent,
    unit: '%',
  } as const;
}
