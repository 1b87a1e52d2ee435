// A proposed order: as good as the best of all orders, true to what belongs together, told with reasons, and never imposed.
import { describe, expect, it } from 'vitest';
import type { AlbumSong } from '../../../src/album/album.ts';
import { orderJudge } from '../../../src/album/flow/order-worth.ts';
import { proposeOrder, refuseUnknownSongs } from '../../../src/album/flow/propose-order.ts';
import { songPortrait } from '../../../src/album/flow/song-portrait.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { madeAlbum, madeSong } from '../made-album.ts';
import { madeSounds, type Told } from './made-sounds.ts';

const KEYS = ['C', 'G', 'D', 'A', 'E', 'B', 'F♯', 'C♯', 'A♭', 'E♭', 'B♭', 'F'];

function record(count: number, seed: number, changes: Readonly<Record<number, Partial<AlbumSong>>> = {}) {
  const random = seededRandom(seed);
  const told = Array.from(
    { length: count },
    (): Told => ({
      lufs: -20 + 10 * random(),
      treble: -4 + 8 * random(),
      psrDb: 8 + 8 * random(),
      decayS: 8 * random(),
      bpm: 70 + 80 * random(),
      key: [KEYS[Math.floor(12 * random())]!, random() < 0.5 ? 'major' : 'minor'],
    }),
  );
  const portraits = madeSounds(told).map(songPortrait);
  const album = madeAlbum(portraits.map(({ id }, i) => madeSong(id, changes[i])));
  return { portraits, album };
}

function* orders(items: readonly number[]): Generator<number[]> {
  if (items.length < 2) yield [...items];
  for (const item of items)
    for (const rest of orders(items.filter((other) => other !== item)))
      if (items.length > 1) yield [item, ...rest];
}

describe('a proposed order', () => {
  it.each([1, 2, 3, 4])('of six songs is the best there is (record %d)', (seed) => {
    const { portraits, album } = record(6, seed);
    const judge = orderJudge(portraits);
    let most = -Infinity;
    for (const order of orders([0, 1, 2, 3, 4, 5])) most = Math.max(most, judge.worth(order).whole);
    const { after, keeps, before } = proposeOrder(album, portraits);
    if (keeps) expect(most - before.whole).toBeLessThan(2);
    else expect(after.whole).toBeCloseTo(most, 9);
  });

  it('holds every song once, repeats, and says why', () => {
    const { portraits, album } = record(14, 9);
    const found = proposeOrder(album, portraits);
    expect([...found.proposed].sort()).toEqual([...found.now].sort());
    expect(found).toEqual(proposeOrder(album, portraits));
    expect(found.after.whole).toBeGreaterThan(found.before.whole);
    expect(found.because.length).toBeGreaterThan(0);
  });

  it('leaves an order that is as good', () => {
    const { portraits, album } = record(6, 1);
    const { proposed } = proposeOrder(album, portraits);
    const sorted = proposed.map((id) => portraits.find((one) => one.id === id)!);
    const again = proposeOrder(madeAlbum(proposed.map((id) => madeSong(id))), sorted);
    expect(again).toMatchObject({ keeps: true, proposed, because: [{ code: 'order-kept' }] });
  });

  it('keeps the first and the last that were wished', () => {
    const { portraits, album } = record(9, 5);
    const { proposed } = proposeOrder(album, portraits, { first: 'song-7', last: 'song-2' });
    expect([proposed[0], proposed.at(-1)]).toEqual(['song-7', 'song-2']);
  });

  it('never parts what runs on, overlaps or is hidden, and moves nothing to another disc or side', () => {
    const { portraits, album } = record(10, 6, {
      1: { join: { kind: 'gapless' } },
      2: { join: { kind: 'crossfade', fade: { length: { unit: 'seconds', value: 2 }, curve: 'power' } } },
      4: { hidden: true },
      6: { disc: 2, side: 'C' },
      7: { disc: 2, side: 'C' },
      8: { disc: 2, side: 'D' },
      9: { disc: 2, side: 'D' },
    });
    const { proposed } = proposeOrder(album, portraits, { first: 'song-6', last: 'song-9' });
    const text = proposed.join(' ');
    expect(text).toContain('song-1 song-2 song-3');
    expect(text).toContain('song-4 song-5');
    expect(proposed[0]).toBe('song-6');
    expect(proposed.slice(6, 8).sort()).toEqual(['song-7', 'song-8']);
    expect(proposed.at(-1)).toBe('song-9');
  });

  it('refuses wishes that cannot be', () => {
    const { portraits, album } = record(4, 7, { 1: { join: { kind: 'gapless' } } });
    const asked = (wishes: object) => () => proposeOrder(album, portraits, wishes);
    expect(asked({ first: 'song-2' })).toThrow(expect.objectContaining({ code: 'song-follows' }) as Error);
    expect(asked({ last: 'song-1' })).toThrow(expect.objectContaining({ code: 'song-follows' }) as Error);
    expect(asked({ first: 'song-3', last: 'song-3' })).toThrow(
      expect.objectContaining({ code: 'two-ends' }) as Error,
    );
    expect(asked({ first: 'song-9' })).toThrow(expect.objectContaining({ code: 'unknown-song' }) as Error);
    expect(() => refuseUnknownSongs(album, { last: 'sogn-3' })).toThrow(
      expect.objectContaining({ facts: expect.objectContaining({ nearest: 'song-3' }) as object }) as Error,
    );
  });

  it('of one song, or of none, is what it is', () => {
    expect(proposeOrder(madeAlbum([]), [])).toMatchObject({ keeps: true, proposed: [] });
    const { portraits, album } = record(1, 1);
    expect(proposeOrder(album, portraits)).toMatchObject({ keeps: true, proposed: ['song-1'] });
  });
});
