// Check plan: a plan survives its JSON, and every kind of damage is named by its path.
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../src/master/check-plan.ts';
import { decideMoves } from '../../src/master/decide.ts';
import { analysisOf, intentOf, SONG } from './analyses.ts';

const PLAN = decideMoves(
  analysisOf({ offset: (hz) => (hz < 400 && hz > 160 ? 9 : 0), psrDb: 15 }),
  intentOf(),
  SONG,
);

/** The plan as JSON, changed. */
function edited(change: (plan: any) => void): unknown {
  const plan = JSON.parse(JSON.stringify(PLAN));
  change(plan);
  return plan;
}

describe('checkPlan', () => {
  it('reads back what was written', () => {
    const read = checkPlan(edited(() => {}));
    expect(read.moves.map((move) => move.id)).toEqual(PLAN.moves.map((move) => move.id));
    expect(read.moves[0]!.params.bands).toMatchObject(PLAN.moves[0]!.params.bands as object[]);
    expect({ ...read, moves: [] }).toEqual({ ...PLAN, moves: [] });
    expect(checkPlan(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it('takes an edited strength and an own move', () => {
    const own = { id: 'mine', kind: 'gain', params: { gainDb: -2 }, strength: 1 };
    const read = checkPlan(
      edited((plan) => {
        plan.moves[0].strength = 0.25;
        plan.moves.push(own);
      }),
    );
    expect(read.moves[0]!.strength).toBe(0.25);
    expect(read.moves.at(-1)).toEqual({ ...own, because: [], expects: [] });
  });

  it.each([
    ['not a record', () => 'plan', 'bad-plan', 'plan'],
    ['another version', () => edited((p) => (p.version = 2)), 'bad-plan', 'version'],
    ['no moves', () => edited((p) => delete p.moves), 'bad-plan', 'moves'],
    ['a strength of 2', () => edited((p) => (p.moves[1].strength = 2)), 'bad-plan', 'moves[1].strength'],
    ['two of one id', () => edited((p) => (p.moves[1].id = 'tone')), 'bad-plan', 'moves[1].id'],
    [
      'a NaN that became null',
      () => edited((p) => (p.moves[0].because[0].value = null)),
      'bad-plan',
      'moves[0].because[0].value',
    ],
    ['unknown kind', () => edited((p) => (p.moves[0].kind = 'magic')), 'unknown-processor', undefined],
    [
      'unknown parameter',
      () => edited((p) => (p.moves[1].params.warmth = 3)),
      'unknown-parameter',
      'moves[1].params',
    ],
    [
      'parameter out of range',
      () => edited((p) => (p.moves[0].params.bands[0].gainDb = 99)),
      'bad-parameter',
      'moves[0].params.bands[0].gainDb',
    ],
    ['unknown style', () => edited((p) => (p.intent.style = 'polka')), 'unknown-style', undefined],
    [
      'a promise of text',
      () => edited((p) => (p.promise.integratedLufs = 'loud')),
      'bad-plan',
      'promise.integratedLufs',
    ],
    ['a broken song', () => edited((p) => (p.song.frames = 1.5)), 'bad-plan', 'song.frames'],
  ])('names the damage: %s', (_, make, code, where) => {
    const facts = expect.objectContaining(
      where === undefined ? { file: 'x.json' } : { file: 'x.json', where },
    );
    expect(() => checkPlan(make(), 'x.json')).toThrow(
      expect.objectContaining({ code, kind: 'usage', facts }),
    );
  });
});
