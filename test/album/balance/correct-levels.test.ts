// Correct levels: what renderings missed is made up for, no further than the budget; what stands is left alone.
import { describe, expect, it } from 'vitest';
import { balanceAlbum } from '../../../src/album/balance/balance-album.ts';
import { correctLevels, measuredBalance } from '../../../src/album/balance/correct-levels.ts';
import type { Measurements } from '../../../src/measure/measurements.ts';
import { albumOf, judgedSong, measured } from './judged-songs.ts';

const songs = [
  judgedSong('one', { kneeLufs: -9, plannedLufs: -12 }),
  judgedSong('two', { kneeLufs: -9, plannedLufs: -11 }),
  judgedSong('three', { kneeLufs: -9, plannedLufs: -10 }),
];
const album = albumOf(songs);
const balanced = balanceAlbum(songs, album);

/** Renderings whose loudness lies off the promise by so much, and whose peaks stand at `peakDbtp`. */
function rendered(offLu: readonly number[], peakDbtp = -1.5) {
  return balanced.plans.map((plan, i) => {
    const found = measured(plan!.promise.integratedLufs! + offLu[i]!);
    return { id: songs[i]!.id, measurements: { ...found, peak: { ...found.peak, truePeakDbtp: peakDbtp } } };
  });
}

const gain = (plan: (typeof balanced.plans)[number]): number =>
  plan!.moves.find(({ id }) => id === 'level')!.params.gainDb as number;

describe('correctLevels', () => {
  it('leaves what stands, a little off or not', () => {
    expect(correctLevels(balanced, rendered([0, 0, 0]), album)).toBeNull();
    expect(correctLevels(balanced, rendered([0.1, -0.1, 0.14]), album)).toBeNull();
  });

  it('brings back what missed its place, and only that', () => {
    const { plans, record } = correctLevels(balanced, rendered([0, -0.5, 0.8]), album)!;
    expect(plans[0]).toBe(balanced.plans[0]);
    expect(gain(plans[1]!) - gain(balanced.plans[1]!)).toBeCloseTo(0.5 / 0.8, 1);
    expect(gain(plans[2]!) - gain(balanced.plans[2]!)).toBeCloseTo(-0.8 / 0.8, 1);
    expect(plans[1]!.promise.integratedLufs).toBeCloseTo(balanced.plans[1]!.promise.integratedLufs!, 2);
    for (const { level } of record.songs) expect(level!.after.loudLufs).toBeCloseTo(level!.targetLufs, 1);
  });

  it('raises nobody past the budget', () => {
    const full = [
      judgedSong('full', { kneeLufs: -10 }),
      judgedSong('other', { kneeLufs: -8, plannedLufs: -9 }),
    ];
    const room = albumOf(full, { anchor: 'full' });
    const made = balanceAlbum(full, room);
    const found = (id: string, lufs: number): { id: string; measurements: Measurements } => ({
      id,
      measurements: measured(lufs),
    });
    expect(made.record.songs[0]!.level!.driveLeftDb).toBe(0);
    expect(correctLevels(made, [found('full', -10.6), found('other', -10)], room)).toBeNull();
    expect(correctLevels(made, [found('full', -9.4), found('other', -10)], room)!.plans[0]).not.toBe(
      made.plans[0],
    );
  });

  it('lowers the limiter where peaks came out above the ceiling', () => {
    const { plans } = correctLevels(balanced, rendered([0, 0, 0], -0.8), album)!;
    const ceiling = plans[0]!.moves.find(({ id }) => id === 'limiter')!.params.ceilingDbtp as number;
    expect(ceiling).toBeLessThan(-1.19);
    expect(plans[0]!.promise.ceilingDbtp).toBe(-1);
  });

  it('leaves songs whose level is not its own to set', () => {
    const kept = albumOf(songs, {}, { two: { asIs: true } });
    const made = balanceAlbum(songs, kept);
    const again = correctLevels(
      made,
      songs.map(({ id }) => ({ id, measurements: measured(-14) })),
      kept,
    )!;
    expect(again.plans[1]).toBe(songs[1]!.plan);
    expect(again.plans[0]).not.toBe(made.plans[0]);
  });

  it('passes over songs that were not rendered, and silence', () => {
    expect(correctLevels(balanced, [], album)).toBeNull();
    const silent = measured(-20);
    const loudness = { ...silent.loudness, integratedLufs: null };
    expect(correctLevels(balanced, [{ id: 'one', measurements: { ...silent, loudness } }], album)).toBeNull();
  });

  it('a record of what was measured tells nothing but that', () => {
    const { plans, record } = measuredBalance(balanced, rendered([0.4, 0, 0]), album);
    expect(plans).toBe(balanced.plans);
    const [one, two] = record.songs.map(({ level }) => level!);
    expect(one!.after.loudLufs - two!.after.loudLufs).toBeCloseTo(0.4, 2);
    expect(record.steps[0]!.afterLu).toBeCloseTo(-0.4, 2);
    expect(one!.because).toMatchObject({ code: 'balance-raised', facts: { movedLu: one!.movedLu } });
    expect(record.albumLufs.after).toBeCloseTo(-10.9, 0);
  });
});
