// Balance of tone: who stands apart from the album is drawn towards it, within bounds, budget and locks, and nobody else is touched.
import { describe, expect, it } from 'vitest';
import { balanceAlbum, drawnPlans } from '../../../src/album/balance/balance-album.ts';
import type { BalanceSong, ToneBalance } from '../../../src/album/balance/balance-record.ts';
import type { ToneBand } from '../../../src/master/deciders/tone-fit.ts';
import { toneResponseDb } from '../../../src/master/deciders/tone-fit.ts';
import type { Plan } from '../../../src/master/plan.ts';
import { BANDS_HZ, intentOf } from '../../master/analyses.ts';
import { albumOf, costOf, judgedSong, type MadeSong } from './judged-songs.ts';

/** Bright by `db` above 4 kHz, with a slope of an octave. */
const bright =
  (db: number) =>
  (hz: number): number =>
    Math.max(0, Math.min(db, db * Math.log2(hz / 2500)));

const family = ['one', 'two', 'three', 'four'].map((id, i) =>
  judgedSong(id, { kneeLufs: -9, plannedLufs: -12, offset: (hz) => (hz < 200 ? 0.2 * i : 0) }),
);
const withOdd = (made: MadeSong): BalanceSong[] => [
  ...family,
  judgedSong('odd', { kneeLufs: -9, plannedLufs: -12, ...made }),
];
const oddOf = (made: MadeSong, ...rest: [Parameters<typeof albumOf>[1]?, Parameters<typeof albumOf>[2]?]) => {
  const songs = withOdd(made);
  const { plans, record } = balanceAlbum(songs, albumOf(songs, ...rest));
  return { plan: plans.at(-1)!, tone: record.songs.at(-1)!.tone!, plans, record };
};
const response = ({ bands }: ToneBalance): number[] =>
  toneResponseDb([...bands] as ToneBand[], BANDS_HZ, 44100);
const drawnMove = (plan: Plan) => plan.moves.find(({ id }) => id === 'album-tone');

describe('a song that stands apart', () => {
  it('is drawn back where it does, and nowhere else', () => {
    const { tone, plan, record } = oddOf({ offset: bright(5) });
    expect(tone.because.code).toBe('balance-tone-drawn');
    expect(tone.awayAfterDb).toBeLessThan(0.6 * tone.awayBeforeDb);
    const made = response(tone);
    expect(Math.min(...made)).toBeLessThan(-2);
    BANDS_HZ.forEach((hz, b) => {
      if (hz > 5000 && hz < 10000) expect(made[b]!).toBeLessThan(-1);
      if (hz > 100 && hz < 800) expect(Math.abs(made[b]!)).toBeLessThan(0.8);
    });
    expect(drawnMove(plan)).toMatchObject({ stage: 'tone', kind: 'eq' });
    expect(plan.moves.map(({ id }) => id)).toEqual(['album-tone', 'level', 'limiter']);
    expect(record.spreadDb.after).toBeLessThan(record.spreadDb.before);
  });

  it('is told what the move is for and what it should change', () => {
    const move = drawnMove(oddOf({ offset: bright(5) }).plan)!;
    expect(move.because[0]).toMatchObject({ code: 'tone-over-album', unit: 'dB' });
    for (const { before, after } of move.expects) expect(after).toBeLessThan(before);
  });

  it('is lifted where it lacks, but not where it plays nothing', () => {
    const dull = oddOf({ offset: (hz) => -bright(5)(hz) });
    expect(Math.max(...response(dull.tone))).toBeGreaterThan(2);
    const noTop = oddOf({ offset: (hz) => (hz > 6000 ? -40 : 0) });
    const lifted = response(noTop.tone);
    BANDS_HZ.forEach((hz, b) => {
      if (hz > 9000) expect(lifted[b]!).toBeLessThan(1);
    });
  });

  it('leaves the others as they are', () => {
    const { plans } = oddOf({ offset: bright(5) });
    family.forEach(({ plan }, i) => expect(plans[i]).toBe(plan));
  });

  it('keeps its place in level, whatever the equaliser does to loudness', () => {
    const { record, plan } = oddOf({ offset: bright(5) });
    const last = record.songs.at(-1)!.level!;
    expect(last.after.loudLufs).toBeCloseTo(record.songs[0]!.level!.after.loudLufs, 1);
    const still = oddOf({ offset: bright(5) }, { mostToneDb: 0 }).plan;
    const gain = (one: Plan): number => one.moves.find(({ id }) => id === 'level')!.params.gainDb as number;
    // What is less bright is less loud, and needs more gain for the same.
    expect(gain(plan)).toBeGreaterThan(gain(still));
  });

  it('is heard again before its level is set: the cost heard then is its budget', () => {
    const songs = withOdd({ offset: bright(5) });
    const album = albumOf(songs);
    const drawn = drawnPlans(songs, album);
    expect(drawn.map((plan) => plan?.moves.map(({ id }) => id) ?? null)).toEqual([
      null,
      null,
      null,
      null,
      ['album-tone'],
    ]);
    const again = drawn.map((plan) => plan && costOf(-12));
    const { plans, record } = balanceAlbum(songs, album, again);
    expect(plans.at(-1)!.promise.integratedLufs!).toBeLessThanOrEqual(-12);
    expect(record.songs.at(-1)!.level!.spent!.after).toBeLessThanOrEqual(1);
  });
});

describe('bounds', () => {
  it.each([0.5, 1, 2, 3])('no band changes by more than %s dB', (mostToneDb) => {
    for (const db of [3, 6, 9]) {
      const { tone } = oddOf({ offset: bright(db) }, { mostToneDb });
      expect(Math.max(...response(tone).map(Math.abs))).toBeLessThanOrEqual(mostToneDb + 0.03);
    }
  });

  it('the user’s amount shares them out', () => {
    const plan = judgedSong('x').plan!;
    const half = { intent: intentOf({ amount: 30 }), moves: plan.moves };
    const { tone } = oddOf({ offset: bright(6), plan: half });
    expect(Math.max(...response(tone).map(Math.abs))).toBeLessThanOrEqual(0.93);
  });

  it('with its own moves the change stays within the song’s budget', () => {
    const damage = { distortionDb: null, crestLossDb: 0, toneChangeDb: 2 };
    const { tone, plan } = oddOf({ offset: bright(6), plan: { damage } });
    expect(plan.damage!.toneChangeDb).toBeGreaterThan(2);
    expect(plan.damage!.toneChangeDb).toBeLessThanOrEqual(2.5);
    const made = response(tone);
    const mean = made.reduce((sum, db) => sum + db, 0) / made.length;
    const rms = Math.sqrt(made.reduce((sum, db) => sum + (db - mean) ** 2, 0) / made.length);
    expect(rms).toBeLessThanOrEqual(0.55);
    expect(['balance-tone-budget', undefined]).toContain(tone.stoppedBy?.code);
  });

  it.each([
    ['treble', (hz: number) => hz > 4500],
    ['bass', (hz: number) => hz < 140],
  ] as const)('a locked %s stays', (lock, isKept) => {
    const offset = (hz: number): number => (lock === 'bass' ? bright(6)(4e5 / hz) : bright(6)(hz));
    const plan = { intent: intentOf({ locks: [lock] }) };
    const made = response(oddOf({ offset, plan }).tone);
    BANDS_HZ.forEach((hz, b) => isKept(hz) && expect(Math.abs(made[b]!)).toBeLessThan(0.35));
  });

  it.each([
    ['a lock on tone', { plan: { intent: intentOf({ locks: ['tone'] }) } }, {}, 'balance-tone-locked'],
    ['without tone', { plan: { intent: intentOf({ without: ['tone'] }) } }, {}, 'balance-tone-locked'],
    [
      'a finished song',
      { plan: { restraints: [{ code: 'finished', facts: { sign: 'limited' } }] } },
      {},
      'balance-tone-finished',
    ],
    ['as it is', {}, { odd: { asIs: true } }, 'balance-as-is'],
    ['a plan of its own', {}, { odd: { plan: 'odd.json' } }, 'balance-own-plan'],
  ] as const)('%s: its tone stays, and is told', (_, made, change, code) => {
    const { tone, plan } = oddOf({ offset: bright(6), ...made }, {}, change);
    expect(tone.because.code).toBe(code);
    expect(drawnMove(plan)).toBeUndefined();
  });

  it('songs with other instruments are compared with nobody', () => {
    const { tone } = oddOf({ offset: (hz) => (hz > 300 && hz < 1000 ? 0 : -60) });
    expect(tone).toMatchObject({ because: { code: 'balance-tone-other' }, bands: [] });
  });

  it('a song alone has no album', () => {
    const songs = [judgedSong('odd', { offset: bright(6) })];
    expect(balanceAlbum(songs, albumOf(songs)).record.songs[0]!.tone!.because.code).toBe(
      'balance-tone-alone',
    );
  });

  it('songs without a spectrum are passed over', () => {
    const songs = withOdd({}).map((song) => ({
      ...song,
      analysis: { ...song.analysis, measurements: { ...song.analysis.measurements, spectrum: null } },
    }));
    const { record } = balanceAlbum(songs, albumOf(songs));
    expect(record.songs.every(({ tone, fullness }) => tone === null && fullness === null)).toBe(true);
    expect(record.spreadDb).toEqual({ before: 0, after: 0 });
  });
});
