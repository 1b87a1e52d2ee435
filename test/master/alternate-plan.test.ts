// Alternate plan: stems through one plan add up to the master, whatever their length; what cannot be carried over is told.
import { describe, expect, it } from 'vitest';
import { alternatePlan } from '../../src/master/alternate-plan.ts';
import { moveOf } from '../../src/master/decider.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import type { Move, Plan } from '../../src/master/plan.ts';
import { renderPlan } from '../../src/master/render.ts';
import { collect, sourceOf } from '../../src/signal/stream.ts';
import { musicLike, noise } from '../signals.ts';

const RATE = 44100;
const FRAMES = 2 * RATE;
const SONG = { name: 'song', sampleRateHz: RATE, channels: 2, frames: FRAMES, bits: 24 };
const base = { because: [], confidence: 1 } as const;
const points = [
  { hz: 100, gainDb: -4 },
  { hz: 3000, gainDb: 5 },
];
const TONE = moveOf({
  ...base,
  id: 'match-tone',
  stage: 'tone',
  kind: 'match-eq',
  params: { points, channel: 'mid' },
});
const WIDTH = moveOf({
  ...base,
  id: 'match-width',
  stage: 'width',
  kind: 'match-eq',
  params: { points, channel: 'side' },
});
const LEVEL = moveOf({ ...base, id: 'level', stage: 'loudness', kind: 'gain', params: { gainDb: -3 } });
const LIMITER = moveOf({
  ...base,
  id: 'limiter',
  stage: 'loudness',
  kind: 'limiter',
  params: { ceilingDbtp: -1 },
});

function planOf(moves: readonly Move[]): Plan {
  return {
    version: 2,
    intent: DEFAULT_INTENT,
    song: SONG,
    seed: 1,
    moves,
    restraints: [],
    promise: { integratedLufs: -12, ceilingDbtp: -1 },
    weighedOn: [],
    damage: null,
  };
}

describe('an alternate', () => {
  it('stems add up to the master', async () => {
    const band = musicLike(FRAMES, RATE, 1).map((x) => x.map((v) => 0.3 * v));
    const voice = [noise(0.05, FRAMES, 2), noise(0.05, FRAMES, 3)];
    const mix = band.map((x, c) => x.map((v, n) => v + voice[c]![n]!));
    const plan = planOf([TONE, WIDTH, LEVEL, LIMITER]);
    const alternate = await alternatePlan(plan, SONG, 'stem.wav');
    const master = await collect(renderPlan(sourceOf(mix, RATE), plan));
    const first = await collect(renderPlan(sourceOf(band, RATE), alternate));
    const second = await collect(renderPlan(sourceOf(voice, RATE), alternate));
    let most = 0;
    for (let n = 0; n < FRAMES; n++) {
      most = Math.max(most, Math.abs(master[0]![n]! - first[0]![n]! - second[0]![n]!));
    }
    expect(most).toBeLessThan(1e-9);
    expect(alternate.restraints.map(({ code }) => code)).toEqual(['alternate-bends']);
  });

  it('of another length keeps no places, promises no loudness, and holds the ceiling', async () => {
    const placed: Move = { ...TONE, spans: [{ startS: 0.5, endS: 1 }] };
    const edit = { ...SONG, frames: RATE };
    const plan = await alternatePlan(planOf([placed, LEVEL]), edit, 'edit.wav');
    expect(plan.moves.map(({ id }) => id)).toEqual(['level']);
    expect(plan.song).toEqual(edit);
    expect(plan.promise).toEqual({ integratedLufs: null, ceilingDbtp: -1 });
    expect(plan.restraints.map(({ code }) => code)).toEqual(['alternate-same', 'alternate-moves-left-out']);
  });

  it('at another rate keeps its places; with other channels it is refused', async () => {
    const placed: Move = { ...TONE, spans: [{ startS: 0.5, endS: 1 }] };
    const double = { ...SONG, sampleRateHz: 2 * RATE, frames: 2 * FRAMES };
    expect((await alternatePlan(planOf([placed]), double, 'a.wav')).moves).toHaveLength(1);
    await expect(alternatePlan(planOf([LEVEL]), { ...SONG, channels: 1 }, 'a.wav')).rejects.toMatchObject({
      code: 'plan-for-other-channels',
    });
  });
});
