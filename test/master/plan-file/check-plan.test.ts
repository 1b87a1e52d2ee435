// Check plan: a plan survives its JSON, and every kind of damage is named by its path.
import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/master/plan-file/check-plan.ts';
import { moveOf } from '../../../src/master/decider.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { DEFAULT_INTENT } from '../../../src/master/intent.ts';
import WRITTEN_BY_ONE from '../../golden/plan-version-1.json' with { type: 'json' };
import { analysisOf, intentOf, SONG } from '../analyses.ts';

const PLAN = decideMoves(
  analysisOf({ offset: (hz) => (hz < 400 && hz > 160 ? 9 : 0), psrDb: 15 }),
  intentOf(),
  SONG,
);

const OWN = { id: 'mine', kind: 'gain', params: { gainDb: -2 }, strength: 1 };

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

function without(record: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

describe('checkPlan', () => {
  it('reads back what was written', async () => {
    const read = await checkPlan(JSON.parse(JSON.stringify(PLAN)));
    expect(read.moves.map((move) => move.id)).toEqual(PLAN.moves.map((move) => move.id));
    expect(read.moves[0]!.params.bands).toMatchObject(PLAN.moves[0]!.params.bands as object[]);
    expect({ ...read, moves: [] }).toEqual({ ...PLAN, moves: [] });
    expect(await checkPlan(JSON.parse(JSON.stringify(read)))).toEqual(read);
  });

  it('takes an edited strength, and a move of one’s own that says no more than it must', async () => {
    const softer = await checkPlan(edited('moves.0.strength', 0.25));
    expect(softer.moves[0]!.strength).toBe(0.25);
    const longer = await checkPlan(edited('moves.2', { id: 'mine', kind: 'gain', params: { gainDb: -2 } }));
    expect(longer.moves.at(-1)).toEqual(
      moveOf({ id: 'mine', stage: 'own', kind: 'gain', params: { gainDb: -2 }, because: [], confidence: 1 }),
    );
  });

  it('takes a whole plan of one’s own that says no more than it must', async () => {
    const song = { name: 'song', sampleRateHz: 44100, channels: 2, frames: 1000 };
    const $schema = 'https://example.org/plan.schema.json';
    const read = await checkPlan({ $schema, version: 2, song, moves: [{ id: 'mine', kind: 'gain' }] });
    expect(read.intent).toEqual(DEFAULT_INTENT);
    expect(read.promise).toEqual({ integratedLufs: null, ceilingDbtp: null });
    expect(read.moves[0]!.params).toEqual({ gainDb: 0 });
    expect('$schema' in read).toBe(false);
  });

  it('raises a plan of version 1: its moves know their stages, everything else is as when it was made', async () => {
    const plan = without(PLAN, ['weighedOn', 'damage']);
    const old = PLAN.moves.map((move) =>
      without(move, ['stage', 'spans', 'confidence', 'rejected', 'tried']),
    );
    const intent = without(PLAN.intent, ['only', 'without', 'locks', 'budget']);
    const read = await checkPlan({ ...plan, version: 1, intent, moves: [...old, OWN] });
    expect(read.version).toBe(2);
    expect(read.intent).toEqual({ ...DEFAULT_INTENT, ...intent });
    expect(read.moves.map(({ stage }) => stage)).toEqual([...PLAN.moves.map(({ stage }) => stage), 'own']);
    expect(read.moves[0]!.because).toEqual(PLAN.moves[0]!.because);
  });

  it('reads a file that version 1 wrote, and what it does is what it did', async () => {
    const read = await checkPlan(JSON.parse(JSON.stringify(WRITTEN_BY_ONE)));
    expect(read.moves.map(({ id, kind, strength }) => ({ id, kind, strength }))).toEqual(
      WRITTEN_BY_ONE.moves.map(({ id, kind, strength }) => ({ id, kind, strength })),
    );
    read.moves.forEach(({ params, stage, spans }, i) => {
      expect(params).toMatchObject(WRITTEN_BY_ONE.moves[i]!.params);
      expect([stage === 'own', spans]).toEqual([false, []]);
    });
    expect(read.promise).toEqual(WRITTEN_BY_ONE.promise);
  });

  it('keeps every field that a move can have', async () => {
    const cost = { distortionDb: null, crestLossDb: 0.1, toneChangeDb: 0.4 };
    const whole = {
      ...OWN,
      stage: 'tone',
      strength: 0.5,
      confidence: 0.7,
      spans: [{ startS: 1, endS: 2.5 }],
      rejected: [{ code: 'other', facts: { db: 3, what: 'bell' } }],
      tried: { measurement: 'psr-db', unit: 'dB', without: 9, with: 8.5, cost },
    };
    const read = await checkPlan(edited('moves.2', whole));
    expect(read.moves.at(-1)).toMatchObject(whole);
    const weighed = await checkPlan(
      edited('damage', { distortionDb: -52.1, crestLossDb: 0.4, toneChangeDb: 0.9 }),
    );
    expect(weighed.damage!.distortionDb).toBe(-52.1);
  });

  it('knows kinds that no plan of ours names', async () => {
    const own = { id: 'mine', kind: 'match-eq', params: {}, strength: 1 };
    expect((await checkPlan(edited('moves.2', own))).moves.at(-1)!.kind).toBe('match-eq');
  });

  it.each([
    ['another version', 'version', 3, 'bad-plan', 'version'],
    ['no song', 'song', undefined, 'bad-plan', 'song'],
    ['moves that are no list', 'moves', {}, 'bad-plan', 'moves'],
    ['too many moves', 'moves', Array.from({ length: 65 }, () => OWN), 'bad-plan', 'moves'],
    ['a strength of 2', 'moves.1.strength', 2, 'bad-plan', 'moves[1].strength'],
    ['infinite confidence', 'moves.1.confidence', Infinity, 'bad-plan', 'moves[1].confidence'],
    ['two of one id', 'moves.1.id', 'tone', 'bad-plan', 'moves[1].id'],
    ['a bell rung in a name', 'moves.1.id', '\u0007', 'bad-plan', 'moves[1].id'],
    ['NaN, null in JSON', 'moves.0.because.0.value', null, 'bad-plan', 'moves[0].because[0].value'],
    ['an empty place', 'moves.0.spans', [{ startS: 2, endS: 2 }], 'bad-plan', 'moves[0].spans[0].endS'],
    ['half a place', 'moves.0.spans', [{ startS: 2 }], 'bad-plan', 'moves[0].spans[0].endS'],
    ['unknown kind', 'moves.0.kind', 'magic', 'unknown-processor', 'moves[0].kind'],
    ['unknown parameter', 'moves.1.params.warmth', 3, 'unknown-parameter', 'moves[1].params'],
    [
      'NaN for a parameter',
      'moves.0.params.bands.0.gainDb',
      NaN,
      'bad-parameter',
      'moves[0].params.bands[0].gainDb',
    ],
    ['out of range', 'moves.0.params.bands.0.gainDb', 99, 'bad-parameter', 'moves[0].params.bands[0].gainDb'],
    ['a band that is none', 'moves.0.params.bands.0', 'bell', 'bad-entry', 'moves[0].params.bands[0]'],
    ['a style that is no name', 'intent.style', 7, 'bad-plan', 'intent.style'],
    ['unknown lock', 'intent.locks', ['drums'], 'unknown-lock', 'intent.locks[0]'],
    ['a loudness of no mode', 'intent.loudness', {}, 'bad-plan', 'intent.loudness.mode'],
    ['a target without a number', 'intent.loudness', { mode: 'target' }, 'bad-plan', 'intent.loudness.lufs'],
    [
      'a number without a target',
      'intent.loudness',
      { mode: 'auto', lufs: -9 },
      'unknown-field',
      'intent.loudness.lufs',
    ],
    ['a promise of text', 'promise.integratedLufs', 'loud', 'bad-plan', 'promise.integratedLufs'],
    ['a broken song', 'song.frames', 1.5, 'bad-plan', 'song.frames'],
    ['a prototype', 'song', JSON.parse('{"__proto__": {"frames": 1}}'), 'unknown-field', 'song.__proto__'],
    ['facts of lists', 'restraints', [{ code: 'x', facts: { a: [] } }], 'bad-plan', 'restraints[0].facts.a'],
  ])('names the damage: %s', async (_, path, value, code, where) => {
    const facts = expect.objectContaining({ file: 'x.json', where });
    await expect(checkPlan(edited(path, value), 'x.json')).rejects.toThrow(
      expect.objectContaining({ code, kind: 'usage', facts }),
    );
  });

  it('takes the name of a style that somebody learnt', async () => {
    expect((await checkPlan(edited('intent.style', 'my-band'))).intent.style).toBe('my-band');
  });

  it.each([
    ['moves.0.strenght', 1, 'unknown-field', 'strength'],
    ['moves.0.spans', [{ startS: 1, end: 2 }], 'unknown-field', 'endS'],
    ['moves.0.because.0.mesurement', 'x', 'unknown-field', 'measurement'],
    ['promise.ceiling', -1, 'unknown-field', 'ceilingDbtp'],
    ['song.sampleRate', 44100, 'unknown-field', 'sampleRateHz'],
    ['intent.locks', ['treble', 'bas'], 'unknown-lock', 'bass'],
    ['moves.0.stage', 'tine', 'unknown-stage', 'tone'],
    ['moves.0.kind', 'equ', 'unknown-processor', 'eq'],
    ['moves.0.params.bands.0.gain', 3, 'unknown-parameter', 'gainDb'],
    ['intent.loudness', { mode: 'atuo' }, 'bad-plan', 'auto'],
    ['moves.0.wibble', 1, 'unknown-field', null],
  ])('names what was meant: %s', async (path, value, code, nearest) => {
    await expect(checkPlan(edited(path, value))).rejects.toThrow(
      expect.objectContaining({ code, facts: expect.objectContaining({ nearest }) }),
    );
  });

  it.each([['a text'], [null], [[1, 2]], [42]])('refuses what is no record: %j', async (given) => {
    await expect(checkPlan(given)).rejects.toThrow(expect.objectContaining({ code: 'bad-plan' }));
  });
});
