// Check plan: a plan survives its JSON, and every kind of damage is named by its path.
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/master/plan-file/check-plan.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { analysisOf, intentOf, SONG } from '../analyses.ts';

const PLAN = decideMoves(
  analysisOf({ offset: (hz) => (hz < 400 && hz > 160 ? 9 : 0), psrDb: 15 }),
  intentOf(),
  SONG,
);

/** The plan as JSON with the value at a path replaced; undefined removes it. */
function edited(path: string, value?: unknown): unknown {
  const plan: unknown = JSON.parse(JSON.stringify(PLAN));
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce((at, key) => (at as Record<string, unknown>)[key], plan) as Record<
    string,
    unknown
  >;
  if (value === undefined) delete holder[last];
  else holder[last] = value;
  return plan;
}

describe('checkPlan', () => {
  it('reads back what was written', async () => {
    const read = await checkPlan(JSON.parse(JSON.stringify(PLAN)));
    expect(read.moves.map((move) => move.id)).toEqual(PLAN.moves.map((move) => move.id));
    expect(read.moves[0]!.params.bands).toMatchObject(PLAN.moves[0]!.params.bands as object[]);
    expect({ ...read, moves: [] }).toEqual({ ...PLAN, moves: [] });
    expect(await checkPlan(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it('takes an edited strength and an own move', async () => {
    const own = { id: 'mine', kind: 'gain', params: { gainDb: -2 }, strength: 1 };
    const softer = await checkPlan(edited('moves.0.strength', 0.25));
    expect(softer.moves[0]!.strength).toBe(0.25);
    const longer = await checkPlan(edited('moves.2', own));
    expect(longer.moves.at(-1)).toEqual({ ...own, because: [], expects: [] });
  });

  it('knows kinds that no plan of ours names', async () => {
    const own = { id: 'mine', kind: 'match-eq', params: {}, strength: 1 };
    expect((await checkPlan(edited('moves.2', own))).moves.at(-1)!.kind).toBe('match-eq');
  });

  it.each([
    ['another version', 'version', 2, 'bad-plan', 'version'],
    ['no moves', 'moves', undefined, 'bad-plan', 'moves'],
    ['a strength of 2', 'moves.1.strength', 2, 'bad-plan', 'moves[1].strength'],
    ['two of one id', 'moves.1.id', 'tone', 'bad-plan', 'moves[1].id'],
    ['NaN, null in JSON', 'moves.0.because.0.value', null, 'bad-plan', 'moves[0].because[0].value'],
    ['unknown kind', 'moves.0.kind', 'magic', 'unknown-processor', undefined],
    ['unknown parameter', 'moves.1.params.warmth', 3, 'unknown-parameter', 'moves[1].params'],
    ['out of range', 'moves.0.params.bands.0.gainDb', 99, 'bad-parameter', 'moves[0].params.bands[0].gainDb'],
    ['unknown style', 'intent.style', 'polka', 'unknown-style', undefined],
    ['a promise of text', 'promise.integratedLufs', 'loud', 'bad-plan', 'promise.integratedLufs'],
    ['a broken song', 'song.frames', 1.5, 'bad-plan', 'song.frames'],
  ])('names the damage: %s', async (_, path, value, code, where) => {
    const facts = expect.objectContaining(
      where === undefined ? { file: 'x.json' } : { file: 'x.json', where },
    );
    await expect(checkPlan(edited(path, value), 'x.json')).rejects.toThrow(
      expect.objectContaining({ code, kind: 'usage', facts }),
    );
  });

  it.each([['a text'], [null], [[1, 2]], [42]])('refuses what is no record: %j', async (given) => {
    await expect(checkPlan(given)).rejects.toThrow(expect.objectContaining({ code: 'bad-plan' }));
  });
});
