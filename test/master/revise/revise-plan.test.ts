// Revise plan: every wish is a bounded change of the plan, level and promise are right again, and nothing else is touched.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../../src/master/analysis.ts';
import { moveOf } from '../../../src/master/decider.ts';
import { decideMoves } from '../../../src/master/decide.ts';
import { listen } from '../../../src/master/listen.ts';
import { checkPlan } from '../../../src/master/plan-file/check-plan.ts';
import type { Move, Plan } from '../../../src/master/plan.ts';
import { moveStep, renderPlan } from '../../../src/master/render.ts';
import { revisePlan, type HeardMix } from '../../../src/master/revise/revise-plan.ts';
import { SUBJECTS, type SubjectId } from '../../../src/master/revise/subjects.ts';
import { SUBJECT_WORDS } from '../../../src/master/revise/vocabulary.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';
import { sourceOf } from '../../../src/signal/stream.ts';
import { musicLike } from '../../signals.ts';
import { analysisOf, intentOf, SONG } from '../analyses.ts';

const own = (told: Partial<Move>): Move =>
  moveOf({ id: 'x', stage: 'own', kind: 'gain', params: {}, because: [], confidence: 1, ...told });
const TONE = own({ id: 'tone', stage: 'tone', kind: 'eq', params: { bands: [{ hz: 300, gainDb: -2 }] } });
const GLUE = own({
  id: 'glue',
  stage: 'dynamics',
  kind: 'compressor',
  params: { thresholdDb: -20, ratio: 2 },
});
const LEVEL = own({ id: 'level', stage: 'loudness', params: { gainDb: 6 } });
const PEAKS = {
  code: 'peaks-over-ceiling',
  measurement: 'true-peak-dbtp',
  value: 2,
  target: -1,
  unit: 'dBTP',
};
const LIMITER = own({ id: 'limiter', stage: 'loudness', kind: 'limiter', because: [PEAKS] });
const PLAN: Plan = {
  ...decideMoves(analysisOf(), intentOf(), SONG),
  moves: [TONE, GLUE, LEVEL, LIMITER],
  restraints: [],
  promise: { integratedLufs: -14, ceilingDbtp: -1 },
};
const durationS = SONG.frames / SONG.sampleRateHz;

const ids = ({ moves }: Plan): string[] => moves.map(({ id }) => id);
const move = (plan: Plan, id: string): Move =>
  plan.moves.find((one) => one.id === id) ?? expect.fail(`no ${id}`);
const gainOf = (plan: Plan, id: string): number => Number(move(plan, id).params.gainDb);
const bandsOf = (plan: Plan, id: string): Record<string, unknown>[] =>
  move(plan, id).params.bands as unknown as Record<string, unknown>[];
const responseDb = (one: Move, hz: number): number => {
  const { kind, params } = moveStep(one);
  return kind.responseDb!(params, hz, SONG.sampleRateHz);
};
const codes = (plan: Plan): string[] => plan.restraints.map(({ code }) => code);

beforeAll(loadEveryProcessor);

describe('a wish for tone', () => {
  it('is a filter of known place and size, before the level, with its reason', async () => {
    const plan = await revisePlan(PLAN, 'more bass');
    expect(ids(plan)).toEqual(['tone', 'glue', 'words-bass', 'level', 'limiter']);
    expect(bandsOf(plan, 'words-bass')).toEqual([
      expect.objectContaining({ type: 'low-shelf', hz: 110, gainDb: 1 }),
    ]);
    expect(responseDb(move(plan, 'words-bass'), 30)).toBeCloseTo(1, 1);
    expect(responseDb(move(plan, 'words-bass'), 2000)).toBeCloseTo(0, 1);
    expect(move(plan, 'words-bass').because[0]).toMatchObject({ code: 'words-more', value: 0, target: 1 });
    expect(move(plan, 'tone')).toEqual({ ...TONE, params: move(plan, 'tone').params });
  });

  it.each([
    ['a bit less harsh', -0.5],
    ['less harsh', -1],
    ['much less harsh', -2],
    ['harsher by 1.5 dB', 1.5],
  ])('is as large as it is said: %s', async (words, db) => {
    expect(bandsOf(await revisePlan(PLAN, words), 'words-harshness')[0]!.gainDb).toBe(db);
  });

  it('goes on where the last one ended, and an opposite one takes it back', async () => {
    const once = await revisePlan(PLAN, 'more air');
    const twice = await revisePlan(once, 'a bit more air');
    expect(bandsOf(twice, 'words-air')[0]!.gainDb).toBe(1.5);
    expect(move(twice, 'words-air').because[0]).toMatchObject({ value: 1, target: 1.5 });
    expect(ids(await revisePlan(once, 'less air'))).not.toContain('words-air');
    expect(ids(await revisePlan(once, 'undo the air'))).not.toContain('words-air');
  });

  it('never moves a frequency by more than 3 dB, all wishes together, and says so', async () => {
    let plan = PLAN;
    for (const words of ['much more bass, more bass', 'more sub by 2 dB', 'more warmth', 'more body and mud'])
      plan = await revisePlan(plan, words);
    const mine = plan.moves.filter(({ id }) => id.startsWith('words-') && id !== 'words-guard');
    for (let hz = 20; hz < 20_000; hz *= 1.1) {
      const sum = mine.reduce((db, one) => db + responseDb(one, hz), 0);
      expect(Math.abs(sum)).toBeLessThanOrEqual(3.05);
    }
    const told = (await revisePlan(PLAN, 'more air by 9 dB')).restraints.find(
      ({ code }) => code === 'words-bounded',
    );
    expect(told?.facts).toEqual({ subject: 'air', askedDb: 9, db: 3, place: 'everywhere' });
  });

  it('can be taken back from the edge of what is allowed', async () => {
    const edge = await revisePlan(PLAN, 'more bass by 3 dB');
    expect(bandsOf(await revisePlan(edge, 'less bass'), 'words-bass')[0]!.gainDb).toBe(2);
  });

  it('counts places that do not meet apart', async () => {
    const plan = await revisePlan(
      PLAN,
      'more air by 3 dB from 0:00 to 0:03, more air by 3 dB from 0:05 to 0:08',
    );
    expect(codes(plan)).not.toContain('words-bounded');
    expect(codes(await revisePlan(plan, 'more air'))).toContain('words-bounded');
  });
});

describe('a wish for a place', () => {
  it('stands around it, and two wishes for one place are one move', async () => {
    const plan = await revisePlan(PLAN, 'less harsh at 0:05');
    const placed = plan.moves.find(({ id }) => id.startsWith('words-harsh'));
    expect(placed!.spans).toEqual([{ startS: 3, endS: 7 }]);
    const again = await revisePlan(plan, 'less harsh at 0:05, less harsh');
    expect(again.moves.filter(({ id }) => id.startsWith('words-harsh')).length).toBe(2);
    expect(bandsOf(again, placed!.id)[0]!.gainDb).toBe(-2);
  });

  it('lasts from one time to another, at most to the end', async () => {
    const spansOf = async (words: string): Promise<Move['spans']> =>
      (await revisePlan(PLAN, words)).moves.find(({ id }) => id.startsWith('words-'))!.spans;
    expect(await spansOf('more bass from 0:02 to 0:04')).toEqual([{ startS: 2, endS: 4 }]);
    expect(await spansOf('more bass from 0:02 on')).toEqual([{ startS: 2, endS: durationS }]);
    expect(await spansOf('more bass at 0:09')).toEqual([{ startS: 7, endS: durationS }]);
    await expect(revisePlan(PLAN, 'more bass at 1:12')).rejects.toMatchObject({
      code: 'place-beyond-song',
      facts: { asked: 72, durationS },
    });
  });

  const parts = [
    { kind: 'quiet', startS: 0, endS: 2, lufs: -30 },
    { kind: 'loud', startS: 2, endS: 5, lufs: -12 },
    { kind: 'middle', startS: 5, endS: 8, lufs: -20 },
    { kind: 'loud', startS: 8, endS: 10, lufs: -12 },
  ] as const;
  const heard = (given: typeof parts | readonly [] = parts): HeardMix => {
    const analysis = analysisOf();
    const sections = { loudest15S: null, quietest15S: null, parts: given };
    const measured = { ...analysis, measurements: { ...analysis.measurements, sections } } as Analysis;
    // Loudness is off in these plans, so that nothing is pulled.
    return { analysis: measured, open: () => Promise.resolve(sourceOf([new Float64Array(1)], 44100)) };
  };

  it.each([
    ['chorus', [1, 3]],
    ['verses', [0, 2]],
    ['intro', [0]],
    ['outro', [3]],
  ])('knows the parts of the song: %s', async (section, which) => {
    const off: Plan = { ...PLAN, intent: { ...PLAN.intent, loudness: { mode: 'off' } } };
    const plan = await revisePlan(off, `louder ${section}`, heard());
    const placed = plan.moves.find(({ id }) => id.startsWith('words-loudness@'))!;
    expect(placed).toMatchObject({ kind: 'gain', params: { gainDb: 1 } });
    expect(placed.spans).toEqual(which.map((i) => ({ startS: parts[i]!.startS, endS: parts[i]!.endS })));
    expect(ids(plan).slice(-2)).toEqual(['level', 'limiter']);
  });

  it('is refused where no such part is known', async () => {
    await expect(revisePlan(PLAN, 'louder chorus')).rejects.toMatchObject({ code: 'section-needs-mix' });
    await expect(revisePlan(PLAN, 'louder chorus', heard([]))).rejects.toMatchObject({
      code: 'no-such-section',
    });
    await expect(revisePlan(PLAN, 'less pumping at 0:05')).rejects.toMatchObject({ code: 'wish-everywhere' });
  });
});

describe('a wish for moves', () => {
  it('undoes, halves and makes whole', async () => {
    expect(ids(await revisePlan(PLAN, 'undo the tone'))).not.toContain('tone');
    expect(ids(await revisePlan(PLAN, 'without compressor'))).not.toContain('glue');
    const half = await revisePlan(PLAN, 'half the glue');
    expect(move(half, 'glue').strength).toBe(0.5);
    expect(move(await revisePlan(half, 'all of the glue'), 'glue').strength).toBe(1);
    await expect(revisePlan(PLAN, 'undo the width')).rejects.toMatchObject({ code: 'no-such-move' });
  });

  it('takes half of the limiter away by half of what it has to hold', async () => {
    expect(gainOf(await revisePlan(PLAN, 'half the limiter'), 'level')).toBe(4.5);
    expect(gainOf(await revisePlan(PLAN, 'without the limiter'), 'level')).toBe(3);
    expect(gainOf(await revisePlan(PLAN, 'half the level'), 'level')).toBe(3);
  });

  it('turns the compressors that there are', async () => {
    expect(move(await revisePlan(PLAN, 'less compression'), 'glue').strength).toBe(0.5);
    expect(move(await revisePlan(PLAN, 'much less pumping'), 'glue').strength).toBe(0.25);
    const half = await revisePlan(PLAN, 'half the glue');
    expect(move(await revisePlan(half, 'more compression'), 'glue').strength).toBe(0.75);
    const none: Plan = { ...PLAN, moves: [LEVEL, LIMITER] };
    expect(codes(await revisePlan(none, 'less compression'))).toContain('words-no-compressor');
    const eased = await revisePlan(none, 'less pumping');
    expect([gainOf(eased, 'level'), codes(eased)]).toEqual([5, ['words-limiter-eased', 'words-unheard']]);
    const bare: Plan = { ...PLAN, moves: [LEVEL] };
    expect(codes(await revisePlan(bare, 'less pumping'))).toContain('words-no-compressor');
  });

  it('obeys what is locked', async () => {
    const locked = (lock: 'bass' | 'width' | 'loudness' | 'dynamics'): Plan => ({
      ...PLAN,
      intent: { ...PLAN.intent, locks: [lock] },
    });
    const refused = { code: 'wish-locked', kind: 'usage' };
    await expect(revisePlan(locked('bass'), 'more bass')).rejects.toMatchObject(refused);
    await expect(revisePlan(locked('width'), 'wider')).rejects.toMatchObject(refused);
    await expect(revisePlan(locked('loudness'), 'louder')).rejects.toMatchObject(refused);
    await expect(revisePlan(locked('dynamics'), 'punchier')).rejects.toMatchObject(refused);
    expect(ids(await revisePlan(locked('bass'), 'more air'))).toContain('words-air');
    const mono: Plan = { ...PLAN, song: { ...SONG, channels: 1 } };
    await expect(revisePlan(mono, 'wider')).rejects.toMatchObject({ code: 'width-of-mono' });
  });
});

describe('every subject', () => {
  it.each(Object.keys(SUBJECTS) as SubjectId[])(
    'changes the plan both ways, and the plan can be read again: %s',
    async (id) => {
      for (const direction of ['more', 'less']) {
        const plan = await revisePlan(PLAN, `${direction} ${SUBJECT_WORDS[id].words[0]}`);
        const changes =
          JSON.stringify(plan.moves) !== JSON.stringify((await revisePlan(PLAN, 'undo the tone')).moves);
        expect(changes || codes(plan).some((code) => code.startsWith('words-'))).toBe(true);
        expect(await checkPlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
      }
    },
  );
});

describe('level and promise after a revision', () => {
  it('without the mix: the level as asked, peaks held, nothing promised but the ceiling', async () => {
    const plan = await revisePlan({ ...PLAN, moves: [LEVEL] }, 'louder');
    expect(gainOf(plan, 'level')).toBe(7);
    expect(plan.promise).toEqual({ integratedLufs: null, ceilingDbtp: -1 });
    expect(plan.intent.loudness).toEqual({ mode: 'target', lufs: -13 });
    expect(ids(plan)).toEqual(['level', 'limiter']);
    expect(codes(plan)).toEqual(['words-unheard']);
    expect(codes(await revisePlan(plan, 'quieter'))).toEqual(['words-unheard']);
  });

  it('of a plan by hand that promises nothing: as it was set, with the mix and without', async () => {
    const bare = { ...LEVEL, stage: 'own' as const };
    const byHand: Plan = { ...PLAN, moves: [bare], promise: { integratedLufs: null, ceilingDbtp: null } };
    const music = musicLike(44100, 44100, 3);
    const mix: HeardMix = { analysis: analysisOf(), open: () => Promise.resolve(sourceOf(music, 44100)) };
    for (const heard of [mix, null]) {
      const plan = await revisePlan(byHand, 'more bass', heard);
      expect(ids(plan)).toEqual(['words-bass', 'level']);
      expect([gainOf(plan, 'level'), codes(plan)]).toEqual([6, ['words-own-level']]);
      const louder = await revisePlan(plan, 'a bit louder', heard);
      expect([gainOf(louder, 'level'), codes(louder)]).toEqual([6.5, ['words-own-level']]);
    }
  });

  it('with the mix: decided anew, promised and kept, within the same budget as ever', async () => {
    const rate = 44100;
    const music = musicLike(4 * rate, rate, 3);
    const open = () => Promise.resolve(sourceOf(music, rate));
    const analysis = await listen(await open());
    const song = { ...SONG, frames: 4 * rate, sampleRateHz: rate };
    const plan: Plan = { ...PLAN, song, promise: { integratedLufs: -16, ceilingDbtp: -1 } };
    const mix: HeardMix = { analysis, open };
    const revised = await revisePlan(plan, 'more bass, brighter, quieter by 1 dB', mix);
    expect(revised.promise.integratedLufs).toBeCloseTo(-17, 1);
    const { measurements } = await listen(renderPlan(await open(), revised), { quick: true });
    expect(measurements.loudness.integratedLufs).toBeCloseTo(revised.promise.integratedLufs!, 1);
    expect(measurements.peak.truePeakDbtp).toBeLessThanOrEqual(-0.95);
    // tried again as it stands, nothing turned down
    expect(revised.damage!.toneChangeDb).toBeGreaterThan(0.2);
    expect(revised.weighedOn.length).toBe(1);
    expect(move(revised, 'glue')).toMatchObject({ strength: 1, params: { rangeDb: 60 } });
    const loud = await revisePlan(revised, 'louder by 12 dB', mix);
    expect(codes(loud)).toContain('loudness-refused');
    expect(loud.promise.integratedLufs!).toBeLessThan(-6);
  });
});
