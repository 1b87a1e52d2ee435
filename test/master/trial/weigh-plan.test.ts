// Weigh plan: moves made up for the purpose, on a few seconds of made-up music: what stays, what is halved, what goes.
import { describe, expect, it } from 'vitest';
import { moveOf } from '../../../src/master/decider.ts';
import type { DamageBudget } from '../../../src/master/intent.ts';
import { measuredValue } from '../../../src/master/measured-value.ts';
import type { Move, Plan } from '../../../src/master/plan.ts';
import type { Lock } from '../../../src/master/stage.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import { renderExcerpt, type Excerpt } from '../../../src/master/trial/excerpts.ts';
import { hear } from '../../../src/master/trial/trial-room.ts';
import { weighOn, weighPlan } from '../../../src/master/trial/weigh-plan.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { musicLike } from '../../signals.ts';
import { analysisOf, intentOf, SONG } from '../analyses.ts';

const RATE = 22050;
const FORMAT = { sampleRateHz: RATE, channels: 2 };
const SECONDS = 3;
const MUSIC = musicLike(SECONDS * RATE, RATE, 3);
const EXCERPT: Excerpt = {
  startS: 0,
  endS: SECONDS,
  format: FORMAT,
  firstFrame: 0,
  leadFrames: 0,
  channels: MUSIC,
};
const WAS = hear([EXCERPT], 0).measurements;

await loadEveryProcessor();

const KEY = 'tone-250-400';
const figure = (sound: Excerpt) => measuredValue(KEY, hear([sound], 0).measurements)!;

/** An equaliser at 315 Hz whose maker says that it changes the figure by `wantedDb`. */
function bell(gainDb: number, wantedDb: number, told: Partial<Move> = {}): Move {
  const before = figure(EXCERPT);
  return moveOf({
    id: 'tone',
    stage: 'tone',
    kind: 'eq',
    params: { bands: [{ type: 'bell', hz: 315, gainDb, q: 1 }] },
    because: [],
    confidence: 0.8,
    expects: [{ measurement: KEY, before, after: before + wantedDb, unit: 'dB' }],
    ...told,
  });
}

const BELL_DB = figure({ ...EXCERPT, channels: renderExcerpt(EXCERPT, [bell(-2, -2)]) }) - figure(EXCERPT);

/** Holds peaks by a lot. */
function squeeze(expects: Move['expects'], told: Partial<Move> = {}): Move {
  return moveOf({
    id: 'squeeze',
    stage: 'dynamics',
    kind: 'compressor',
    params: { thresholdDb: -30, ratio: 4, attackMs: 1, releaseMs: 40, rangeDb: 12 },
    because: [],
    confidence: 0.8,
    expects,
    ...told,
  });
}

interface Asked {
  readonly locks?: readonly Lock[];
  readonly budget?: Partial<DamageBudget>;
  readonly strengths?: readonly string[];
  readonly loudness?: 'keep' | 'off' | number;
}

function weighed(moves: readonly Move[], { locks = [], budget = {}, strengths = [], loudness }: Asked = {}) {
  const wanted =
    typeof loudness === 'number'
      ? ({ mode: 'target', lufs: loudness } as const)
      : ({ mode: loudness ?? 'keep' } as const);
  const plan: Plan = {
    version: 2,
    intent: intentOf({ locks, budget, loudness: wanted }),
    song: SONG,
    seed: 1,
    moves,
    restraints: [],
    promise: { integratedLufs: null, ceilingDbtp: null },
    weighedOn: [],
    damage: null,
  };
  const analysis = { ...analysisOf(), measurements: WAS };
  return weighOn([EXCERPT], { analysis, style: styleById('balanced'), plan, asked: new Set(strengths) });
}

const codes = (plan: Plan) => plan.restraints.map(({ code }) => code);

describe('weighOn', () => {
  it('keeps what does what it promised, and corrects the promise by what was found', () => {
    const plan = weighed([bell(-2, 1.2 * BELL_DB)]);
    const [move] = plan.moves;
    expect(move!.strength).toBe(1);
    expect(move!.tried).toMatchObject({ measurement: KEY, unit: 'dB', cost: { distortionDb: null } });
    expect(move!.tried!.without).toBeCloseTo(figure(EXCERPT), 1);
    expect(move!.tried!.with - move!.tried!.without).toBeCloseTo(BELL_DB, 1);
    expect(move!.expects[0]!.after - move!.expects[0]!.before).toBeCloseTo(BELL_DB, 1);
    expect(move!.tried!.cost.toneChangeDb).toBeGreaterThan(0.2);
    expect(plan.weighedOn).toEqual([{ startS: 0, endS: SECONDS }]);
    expect(plan.damage!.toneChangeDb).toBeCloseTo(move!.tried!.cost.toneChangeDb, 2);
    expect(plan.restraints).toEqual([]);
  });

  it.each([
    ['does nothing of it', bell(0.1, 3), 'figure'],
    ['does the opposite', bell(-2, 2), 'figure'],
    ['costs more than it brings', squeeze(bell(-2, -0.1).expects, { confidence: 0.2 }), 'distortionDb'],
  ])('leaves out what %s, with the figures', (_, move, why) => {
    const plan = weighed([move]);
    expect(plan.moves).toEqual([]);
    expect(plan.restraints).toHaveLength(1);
    const [{ code, facts }] = plan.restraints as [Plan['restraints'][number]];
    expect(code).toBe('not-worth-it');
    expect(facts).toMatchObject({ move: move.id, measurement: KEY, unit: 'dB' });
    expect(facts.why).toBe(why);
    expect(plan.damage).toMatchObject({ crestLossDb: 0, toneChangeDb: 0 });
  });

  it('halves what goes twice too far, and keeps what somebody asked for', () => {
    const far = bell(-4, BELL_DB);
    const [halved] = weighed([far]).moves;
    expect(halved).toMatchObject({ id: 'tone', strength: 0.5 });
    expect(halved!.expects[0]!.after - halved!.expects[0]!.before).toBeCloseTo(BELL_DB, 1);
    const asked = weighed([far], { strengths: ['tone'] });
    expect(asked.moves[0]).toMatchObject({ strength: 1 });
    expect(asked.moves[0]!.tried).not.toBeNull();
  });

  it('weighs the rest again without what was left out', () => {
    const plan = weighed([bell(-2, BELL_DB), bell(2, 0, { id: 'against', expects: bell(2, -3).expects })]);
    expect(plan.moves.map(({ id }) => id)).toEqual(['tone']);
    expect(plan.moves[0]!.tried!.without).toBeCloseTo(figure(EXCERPT), 1);
  });

  it('keeps what mends, and what does not say what it is for', () => {
    const mends = bell(0.1, 3, { id: 'mends', stage: 'repair' });
    const silent = bell(-1, -1, { id: 'silent', expects: [] });
    const plan = weighed([mends, silent]);
    expect(plan.moves.map(({ id }) => id)).toEqual(['mends', 'silent']);
    expect(plan.moves[1]!.tried).toBeNull();
  });

  it('does not weigh what acts elsewhere, and expects of what acts here as much as it acts', () => {
    const elsewhere = bell(-2, BELL_DB, { spans: [{ startS: 60, endS: 90 }] });
    expect(weighed([elsewhere]).moves).toEqual([elsewhere]);
    // Half of the sections, all of which are the song: the figure is expected to change by what that half does.
    const half = bell(-4, BELL_DB / 2, { spans: [{ startS: 0, endS: SECONDS / 2 }] });
    expect(weighed([half]).moves[0]).toMatchObject({ tried: { measurement: KEY } });
  });

  it('holds locks: what reaches into them goes, what stays clear of them stays', () => {
    const low = bell(-2, BELL_DB);
    const high = bell(-2, 0, {
      id: 'high',
      params: { bands: [{ type: 'bell', hz: 4000, gainDb: -2, q: 1 }] },
      expects: [],
    });
    const plan = weighed([low, high], { locks: ['bass'] });
    expect(plan.moves.map(({ id }) => id)).toEqual(['high']);
    expect(plan.restraints).toMatchObject([{ code: 'lock-held', facts: { move: 'tone', lock: 'bass' } }]);
  });

  it('turns the costliest down until the budget of all holds', () => {
    const plan = weighed([bell(-2, BELL_DB)], { budget: { toneChangeDb: 0.2 } });
    expect(codes(plan)).toEqual(['budget-held']);
    expect(plan.moves[0]!.strength).toBeLessThan(0.9);
    expect(plan.damage!.toneChangeDb).toBeLessThanOrEqual(0.2);
    expect(plan.damage!.toneChangeDb).toBeGreaterThan(0.1);
    const asked = weighed([bell(-2, BELL_DB)], { budget: { toneChangeDb: 0.2 }, strengths: ['tone'] });
    expect(codes(asked)).toEqual(['budget-exceeded']);
    expect(asked.moves[0]!.strength).toBe(1);
  });
});

describe('what only holds peaks', () => {
  const psr = (after: number) => [{ measurement: 'plr-db', before: 14, after, unit: 'dB' }];

  it.each([
    ['off', 'off'],
    ['keep', 'keep'],
  ] as const)('is not needed with loudness %s: nothing is limited', (_, loudness) => {
    const plan = weighed([squeeze(psr(12))], { loudness });
    expect(plan.moves).toEqual([]);
    expect(codes(plan)).toEqual(['headroom-not-needed']);
  });

  it('must make the limited sound cleaner', () => {
    const plan = weighed([squeeze(psr(12))], { loudness: -9 });
    expect(plan.moves).toEqual([]);
    const [{ code, facts }] = plan.restraints as [Plan['restraints'][number]];
    expect(code).toBe('headroom-not-gained');
    expect(facts.bothDb).toBeGreaterThan((facts.aloneDb as number) - 0.5);
  });
});

describe('weighPlan', () => {
  it('opens nothing where there is nothing to weigh, or nowhere to weigh it', async () => {
    const never = () => Promise.reject(new Error('opened'));
    const plan = { ...weighed([]), weighedOn: [] };
    const question = { analysis: analysisOf(), style: styleById('balanced'), plan, asked: new Set<string>() };
    expect(await weighPlan(never, question)).toBe(plan);
    const silent = {
      ...question,
      analysis: analysisOf({ lufs: null }),
      plan: { ...plan, moves: [bell(1, 1)] },
    };
    expect(await weighPlan(never, silent)).toBe(silent.plan);
  });
});
