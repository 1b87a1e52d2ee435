// Balance of levels: loud parts meet, quiet songs stay quiet, nobody is pushed past a bound, and what was asked for holds.
import { describe, expect, it } from 'vitest';
import { balanceAlbum } from '../../../src/album/balance/balance-album.ts';
import type { BalancedSong, BalanceSong } from '../../../src/album/balance/balance-record.ts';
import type { Album } from '../../../src/album/album.ts';
import { checkPlan } from '../../../src/master/plan-file/check-plan.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { intentOf } from '../../master/analyses.ts';
import { albumOf, FREE_LUFS, judgedSong } from './judged-songs.ts';

const THREE = [
  judgedSong('loud', { kneeLufs: -8 }),
  judgedSong('even', { kneeLufs: -10 }),
  judgedSong('soft', { kneeLufs: -9, plannedLufs: -12 }),
];

const loudOf = (songs: readonly BalancedSong[]): number[] => songs.map(({ level }) => level!.after.loudLufs);
const songOf = (songs: readonly BalanceSong[], album: Album, id: string): BalancedSong =>
  balanceAlbum(songs, album).record.songs.find((song) => song.id === id)!;

describe('songs of one kind', () => {
  it('meet in the middle of their levels', () => {
    const { record } = balanceAlbum(THREE, albumOf(THREE));
    expect(loudOf(record.songs)).toEqual([-9, -9, -9]);
    expect(record.commonLufs).toBe(-9);
    expect(record.steps.map(({ beforeLu, afterLu, even }) => [beforeLu, afterLu, even])).toEqual([
      [-2, 0, true],
      [-2, 0, true],
    ]);
  });

  it('get plans whose gain, limiter and promise follow, and that are plans', async () => {
    const { plans } = balanceAlbum(THREE, albumOf(THREE));
    expect(plans.map((plan) => plan!.promise.integratedLufs)).toEqual([-10, -10, -10]);
    expect(plans.map((plan) => plan!.moves.map(({ id }) => id))).toEqual([
      ['level', 'limiter'],
      ['level', 'limiter'],
      ['level', 'limiter'],
    ]);
    expect(plans[0]!.moves[0]!.params.gainDb).toBeCloseTo(FREE_LUFS + 22 + (-10 - FREE_LUFS) / 0.8, 2);
    expect(plans[0]!.moves[0]!.because[0]!.code).toBe('level-album');
    expect(plans.map((plan) => plan!.restraints.map(({ code }) => code))).toEqual([
      ['balance-lowered'],
      ['loudness-knee'],
      ['balance-raised'],
    ]);
    expect(plans[1]).toBe(THREE[1]!.plan);
    for (const plan of [plans[0], plans[2]])
      expect(await checkPlan(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });

  it('are compared by the measure of the rule', () => {
    const calm = judgedSong('calm', { loudLu: 4, kneeLufs: -6, plannedLufs: -11 });
    const roomy = [-8, -10].map((plannedLufs) =>
      judgedSong(`at${plannedLufs}`, { kneeLufs: -6, plannedLufs }),
    );
    const songs = [...roomy, calm];
    const by = (rule: 'integrated' | 'short-term' | 'loud-range') =>
      balanceAlbum(songs, albumOf(songs, { rule })).record.songs.map(({ level }) => level!.after);
    for (const after of by('integrated')) expect(after.integratedLufs).toBeCloseTo(-10, 1);
    const loud = by('loud-range').map(({ loudLufs }) => loudLufs);
    expect(Math.max(...loud) - Math.min(...loud)).toBeLessThan(0.01);
    expect(by('short-term').map(({ maxShortTermLufs }) => maxShortTermLufs)).toEqual(loud);
    const { notes } = balanceAlbum(songs, albumOf(songs, { rule: 'integrated' })).record;
    expect(notes.map(({ code }) => code)).toContain('balance-integrated');
  });

  it('stay as they are by the rule none, but for what is told', () => {
    const album = albumOf(THREE, { rule: 'none', mostToneDb: 0 }, { even: { levelLu: -2 } });
    const { plans, record } = balanceAlbum(THREE, album);
    expect(plans[0]).toBe(THREE[0]!.plan);
    expect(plans[1]!.promise.integratedLufs).toBe(-12);
    expect(record.songs.map(({ level }) => level!.movedLu)).toEqual([0, -2, 0]);
  });

  it('come out the same again, as plain JSON', () => {
    const made = balanceAlbum(THREE, albumOf(THREE));
    expect(balanceAlbum(THREE, albumOf(THREE))).toEqual(made);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });
});

describe('a sparse song', () => {
  const solo = judgedSong('solo', { sparse: true, kneeLufs: -9 });
  const songs = [...THREE, solo];

  it('stands 2 LU and more under every dense one', () => {
    const { record } = balanceAlbum(songs, albumOf(songs));
    const one = record.songs.at(-1)!;
    expect(one.fullness!.kind).toBe('sparse');
    for (const lufs of loudOf(record.songs.slice(0, -1)))
      expect(lufs - one.level!.after.loudLufs).toBeGreaterThanOrEqual(2);
    expect(record.steps.at(-1)).toMatchObject({ even: true });
  });

  it('stands where it is told to', () => {
    const { record } = balanceAlbum(songs, albumOf(songs, {}, { solo: { levelLu: 3 } }));
    const [loud, last] = [loudOf(record.songs)[0]!, loudOf(record.songs).at(-1)!];
    expect(last - loud).toBeGreaterThan(-0.5);
  });

  it('follows where a dense one had to stay behind', () => {
    const behind = judgedSong('behind', { kneeLufs: -16 });
    const all = [...songs, behind];
    const { record } = balanceAlbum(all, albumOf(all, { mostLu: 12 }));
    const [sparse, dense] = loudOf(record.songs).slice(-2);
    expect(dense! - sparse!).toBeGreaterThanOrEqual(2);
  });
});

describe('bounds', () => {
  it('no song is raised past its budget; the others come down to meet it', () => {
    const songs = [...THREE, judgedSong('peaky', { kneeLufs: -13, plannedLufs: -14 })];
    const { record } = balanceAlbum(songs, albumOf(songs));
    const peaky = record.songs.at(-1)!.level!;
    expect(peaky.after.integratedLufs).toBeLessThanOrEqual(-13);
    expect(peaky.spent!.after).toBeLessThanOrEqual(1);
    expect(peaky.stoppedBy?.code).toBe('balance-budget');
    expect(Math.max(...loudOf(record.songs)) - peaky.after.loudLufs).toBeLessThanOrEqual(1);
    expect(record.notes.map(({ code }) => code)).toEqual(['balance-waits']);
  });

  it('nobody waits for a song that could not be met', () => {
    const songs = [...THREE, judgedSong('ticks', { kneeLufs: -24 })];
    const { record } = balanceAlbum(songs, albumOf(songs));
    expect(record.commonLufs!).toBeGreaterThan(-11);
    expect(record.steps.at(-1)!.even).toBe(false);
    expect(record.notes.map(({ code }) => code)).toEqual(['balance-stopped']);
  });

  it('no song is moved further than mostLu', () => {
    const { record } = balanceAlbum(THREE, albumOf(THREE, { mostLu: 0.5 }));
    expect(record.songs.map(({ level }) => level!.movedLu)).toEqual([-0.5, 0, 0.5]);
    expect(record.songs[0]!.level!.stoppedBy!.code).toBe('balance-most-lu');
  });

  it('where a number was asked for, the budget is what may be asked for', () => {
    const intent = intentOf({ loudness: { mode: 'target', lufs: -9 } });
    const [loud, low] = [judgedSong('loud', { kneeLufs: -9 }), judgedSong('low', { kneeLufs: -11 })];
    const asked = [loud, low].map((song) => ({ ...song, plan: { ...song.plan!, intent } }));
    const after = (songs: readonly BalanceSong[]): number =>
      balanceAlbum(songs, albumOf(songs, { anchor: 'loud' })).record.songs[1]!.level!.after.integratedLufs;
    expect(after([loud, low])).toBe(-11);
    expect(after(asked)).toBe(-9);
  });

  it('without a known cost a song is only ever lowered', () => {
    const songs = [THREE[0]!, { ...THREE[2]!, cost: null }, judgedSong('other', { kneeLufs: -8 })];
    const { plans, record } = balanceAlbum(songs, albumOf(songs, { anchor: 'loud' }));
    expect(record.songs[1]!.level!.movedLu).toBe(0);
    expect(plans[1]).toBe(THREE[2]!.plan);
    const down = balanceAlbum(songs, albumOf(songs, {}, { soft: { levelLu: -6 } }));
    const gain = (plan: (typeof plans)[number]): number => plan!.moves[0]!.params.gainDb as number;
    expect(gain(down.plans[1]!)).toBeCloseTo(gain(THREE[2]!.plan) + down.record.songs[1]!.level!.movedLu, 2);
    expect(gain(down.plans[1]!)).toBeLessThan(gain(THREE[2]!.plan));
  });

  it('all keep them on whatever albums', () => {
    const random = seededRandom(11);
    const between = (low: number, high: number): number => low + (high - low) * random();
    for (let round = 0; round < 60; round++) {
      const songs = Array.from({ length: 2 + Math.floor(6 * random()) }, (_, i) =>
        judgedSong(`song-${i}`, {
          kneeLufs: between(-15, -7),
          plannedLufs: between(-20, -15),
          loudLu: between(0.2, 5),
          sparse: random() < 0.3,
          offset: (hz) => (hz > 1000 ? between(-0.1, 0.1) : 0),
        }),
      );
      const mostLu = between(0, 6);
      const rule = (['vocal', 'short-term', 'loud-range', 'integrated', 'anchor'] as const)[round % 5]!;
      const albumLufs = random() < 0.3 ? between(-20, -8) : null;
      const { plans, record } = balanceAlbum(songs, albumOf(songs, { rule, mostLu, albumLufs }));
      record.songs.forEach(({ level }, i) => {
        expect(Math.abs(level!.movedLu)).toBeLessThanOrEqual(mostLu + 0.02);
        expect(plans[i]!.promise.integratedLufs!).toBeLessThanOrEqual(songs[i]!.cost!.kneeLufs + 0.02);
        expect(plans[i]!.promise.ceilingDbtp).toBe(-1);
      });
    }
  });
});

describe('what is asked for', () => {
  it('levelLu is a song’s own place', () => {
    const album = albumOf(THREE, {}, { even: { levelLu: -3 } });
    const { record } = balanceAlbum(THREE, album);
    const [loud, even] = loudOf(record.songs);
    expect(loud! - even!).toBeCloseTo(3, 1);
    expect(record.steps[0]).toMatchObject({ meantLu: -3, even: true });
  });

  it('the anchor stays, and the others come to it', () => {
    const { plans, record } = balanceAlbum(THREE, albumOf(THREE, { anchor: 'soft' }));
    expect(loudOf(record.songs)).toEqual([-11, -11, -11]);
    expect(plans[2]).toBe(THREE[2]!.plan);
    expect(record.songs[2]!.level!.because.code).toBe('balance-anchor');
    expect(balanceAlbum(THREE, albumOf(THREE, { rule: 'anchor' })).record.anchor).toBe('even');
    const run = { join: { kind: 'gapless' } } as const;
    const inner = albumOf([...THREE, judgedSong('runs-on')], { anchor: 'runs-on' }, { 'runs-on': run });
    expect(balanceAlbum(THREE, inner).record.anchor).toBe('soft');
  });

  it('the album as a whole comes to the loudness asked for', () => {
    const { record } = balanceAlbum(THREE, albumOf(THREE, { albumLufs: -13 }));
    expect(record.albumLufs.after).toBeCloseTo(-13, 1);
    const [one, ...others] = loudOf(record.songs);
    for (const lufs of others) expect(lufs).toBeCloseTo(one!, 1);
  });

  it.each([
    ['asIs', { asIs: true }, 'balance-as-is'],
    ['a plan of its own', { plan: 'even.plan.json' }, 'balance-own-plan'],
    ['a loudness of its own', { intent: { loudness: { mode: 'keep' } } }, 'balance-own-loudness'],
  ] as const)('%s: the song stays, and the others come to it', (_, change, code) => {
    const album = albumOf(THREE, {}, { loud: change });
    const { plans, record } = balanceAlbum(THREE, album);
    expect(plans[0]).toBe(THREE[0]!.plan);
    expect(songOf(THREE, album, 'loud').level!.because.code).toBe(code);
    expect(record.commonLufs).toBe(record.songs[0]!.level!.after.loudLufs);
  });

  it('one ceiling holds for all, and takes the loudness along', () => {
    const album = { ...albumOf(THREE), intent: { ...albumOf(THREE).intent, ceilingDbtp: -2 } };
    const { plans, record } = balanceAlbum(THREE, album);
    for (const plan of plans) {
      expect(plan!.promise.ceilingDbtp).toBe(-2);
      expect(plan!.moves.find(({ id }) => id === 'limiter')!.params.ceilingDbtp).toBe(-2);
    }
    for (const { level } of record.songs) expect(level!.spent!.after).toBeLessThanOrEqual(1);
  });

  it('songs without a level are passed over', () => {
    const silent = { ...judgedSong('silent', { lufs: null }), plan: null, cost: null };
    const nothing = {
      ...silent,
      analysis: {
        ...silent.analysis,
        measurements: {
          ...silent.analysis.measurements,
          loudness: {
            integratedLufs: null,
            rangeLu: null,
            maxMomentaryLufs: null,
            maxShortTermLufs: null,
            shortTermPerSecondLufs: [],
          },
        },
      },
    };
    const songs = [...THREE, nothing];
    const { plans, record } = balanceAlbum(songs, albumOf(songs));
    expect(plans.at(-1)).toBeNull();
    expect(record.songs.at(-1)!.level).toBeNull();
    expect(balanceAlbum([nothing], albumOf([nothing])).record).toMatchObject({ commonLufs: null, steps: [] });
    expect(balanceAlbum([], albumOf([])).record.songs).toEqual([]);
  });
});
