// Deliver album: everything is there or nothing, what is refused is told, and a plan alone gives every byte again.
import { beforeAll, describe, expect, it } from 'vitest';
import { houseProfile } from '../../src/deliver/profiles/house-profiles.ts';
import type { Profile } from '../../src/deliver/profiles/profile.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { DeliverRecord } from '../../src/report/delivery/deliver-record.ts';
import { deliverText } from '../../src/report/delivery/deliver-text.ts';
import { deliverAlbum, planDeliveries } from '../../src/tasks/deliver-album.ts';
import { deliverFromPlan } from '../../src/tasks/deliver-from-plan.ts';
import { sameBytes } from '../fixture.ts';
import { madeAlbum, type MadeAlbum } from './made-songs.ts';

const DATE = { date: '2026-11-21T12:00:00.000Z' };
/** As-is songs keep the test short: what is judged is tested elsewhere. */
const SONGS = {
  songs: [
    { file: 'one.wav', title: 'One', asIs: true },
    { file: 'two.wav', title: 'Two', gapless: true, asIs: true },
    { file: 'three.wav', title: 'Drei Käse', asIs: true },
  ],
};
const PAPERS = [
  'README.txt',
  'SHA256SUMS',
  'album-plan.json',
  'album.html',
  'passport.html',
  'passport.json',
];

const profile = (id: string, told: Partial<Profile> = {}): Profile => ({ ...houseProfile(id), ...told });

const shownIn = ({ files }: Pick<MadeAlbum, 'files'>, folder: string): string[] =>
  [...files.keys()]
    .filter((path) => path.startsWith(`${folder}/`))
    .map((path) => path.slice(folder.length + 1))
    .sort();

describe('an album delivered', () => {
  let at: MadeAlbum;
  let record: DeliverRecord;
  beforeAll(async () => {
    at = await madeAlbum(4.2, SONGS);
    record = await deliverAlbum(at, [profile('hires'), profile('cd')], 'out', DATE);
  });

  it('is a folder for every profile, papers beside them, and nothing else', () => {
    expect(record.deliveries.map(({ folder }) => folder)).toEqual(['hires', 'cd-plant']);
    const shown = shownIn(at, 'out');
    const listed = record.deliveries.flatMap(({ folder, delivery }) =>
      delivery!.files.map(({ path }) => `${folder}/${path}`),
    );
    expect(shown).toEqual([...PAPERS, ...listed].sort());
  });

  it('is rendered again from its plan alone: every byte of every file', async () => {
    const mixes = [...at.files].filter(([path]) => path.startsWith('album/'));
    const files = new Map(mixes.map(([path, bytes]) => [`elsewhere/${path}`, bytes]));
    const plan = JSON.parse(new TextDecoder().decode(at.files.get('out/album-plan.json')));
    await deliverFromPlan(memoryPlace(files), plan, 'elsewhere/album', 'again/here');
    expect(shownIn({ files }, 'again/here')).toEqual(shownIn(at, 'out'));
    for (const name of shownIn(at, 'out'))
      expect(sameBytes(files.get(`again/here/${name}`)!, at.files.get(`out/${name}`)!), name).toBe(true);
  });

  it('is not rendered over what is there', async () => {
    const plan = JSON.parse(new TextDecoder().decode(at.files.get('out/album-plan.json')));
    await expect(deliverFromPlan(at.place, plan, 'album', 'out')).rejects.toMatchObject({ code: 'exists' });
  });

  it('is not rendered from other sources', async () => {
    const plan = JSON.parse(new TextDecoder().decode(at.files.get('out/album-plan.json')));
    const files = new Map(at.files);
    files.set('album/two.wav', files.get('album/three.wav')!);
    const again = deliverFromPlan(memoryPlace(files), plan, 'album', 'again');
    await expect(again).rejects.toMatchObject({ code: 'source-changed', facts: { file: 'album/two.wav' } });
    expect(shownIn({ files }, 'again')).toEqual([]);
  });

  it('replaces an earlier one only when asked, and then as a whole', async () => {
    const again = (force: boolean) => deliverAlbum(at, [profile('hires')], 'out', { ...DATE, force });
    const passport = at.files.get('out/passport.json');
    await expect(again(true)).rejects.toMatchObject({
      code: 'earlier-deliveries',
      facts: { names: 'cd-plant' },
    });
    expect(at.files.get('out/passport.json')).toBe(passport);
    for (const path of [...at.files.keys()].filter((one) => one.startsWith('out/cd-plant/')))
      at.files.delete(path);
    await expect(again(false)).rejects.toMatchObject({ code: 'exists' });
    at.files.set('out/hires/99 Renamed.flac', new Uint8Array(1));
    await again(true);
    expect(shownIn(at, 'out').filter((path) => path.includes('99'))).toEqual([]);
  });

  it('tells one length of the record everywhere', () => {
    const page = new TextDecoder().decode(at.files.get('out/album.html'));
    const length = /Three songs, \d:\d\d/;
    expect(length.exec(deliverText(record, 'out'))?.[0]).toBe(length.exec(page)?.[0] ?? 'no length');
  });

  it('tells a tired musician in a few lines', () => {
    const text = deliverText(record, 'out', { width: 72 });
    expect(text).toContain('Three songs, 0:15. Both deliveries were opened again');
    expect(text).toContain('out/hires');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});

describe('a delivery that is refused', () => {
  it('is told and not there, and the others are', async () => {
    const at = await madeAlbum(1, SONGS);
    const record = await deliverAlbum(at, [profile('hires'), profile('cd')], 'out', DATE);
    expect(record.deliveries.map(({ folder }) => folder)).toEqual(['hires', null]);
    expect(shownIn(at, 'out').some((path) => path.startsWith('cd'))).toBe(false);
    expect(shownIn(at, 'out')).toContain('passport.json');
    expect(deliverText(record, 'out')).toContain('not delivered');
  });

  it('leaves nothing at all where none is accepted', async () => {
    const at = await madeAlbum(1, SONGS);
    const small = profile('hires', { digital: { ...profile('hires').digital!, mostBytes: 1000 } });
    const record = await deliverAlbum(at, [small], 'out', DATE);
    expect(record.deliveries[0]).toMatchObject({ folder: null });
    expect(shownIn(at, 'out')).toEqual([]);
  });

  it('is told before the work where nothing but a CD is asked for', async () => {
    const at = await madeAlbum(1, SONGS);
    await expect(deliverAlbum(at, [profile('cd')], 'out', DATE)).rejects.toMatchObject({
      code: 'track-too-short',
    });
  });
});

describe('a dry run', () => {
  it('writes nothing and tells the songs', async () => {
    const at = await madeAlbum(1, SONGS);
    const record = await planDeliveries(at, [profile('spotify')], 'out', DATE);
    expect(record.untold[0]!.notes.map(({ facts }) => facts.what)).toContain('isrc');
    expect(record.passages.map(({ songs }) => songs.length)).toEqual([2, 1]);
    expect(shownIn(at, 'out')).toEqual([]);
    expect(deliverText(record, 'out')).toContain('Nothing was rendered');
  });
});
