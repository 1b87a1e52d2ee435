// Killed: whenever the page is closed, the next visit finds true records and can go on to the same master.
import { beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/files/place.ts';
import { dropped, session, songBytes, WISH, type Files } from './session.ts';

const other = { ...WISH, intent: { ...WISH.intent, amount: 50 } };

/** The files after every change of the place, in order. */
const moments: Files[] = [];
let reference: string;

/** Keeps what a kill at that moment would leave. */
function watched(files: Files, place: Place): Place {
  const keep = (): void => void moments.push(new Map(files));
  return {
    ...place,
    async create(path, options) {
      const sink = await place.create(path, options);
      return {
        write: (bytes) => sink.write(bytes),
        rewrite: (offset, bytes) => sink.rewrite(offset, bytes),
        commit: async () => {
          await sink.commit();
          keep();
        },
        abort: () => sink.abort(),
      };
    },
    async move(...how) {
      await place.move(...how);
      keep();
    },
    async remove(path) {
      const there = files.has(path);
      await place.remove(path);
      if (there) keep();
    },
  };
}

async function goneThrough(files: Files): Promise<string> {
  const at = session(files);
  const [song] = await at.call('restore', undefined);
  if (!song) return 'no song';
  if (!song.heard) await at.call('hear', { id: song.id, file: null });
  const plan = await at.call('plan', { id: song.id, wish: WISH });
  const master = await at.call('render', { id: song.id, plan });
  const { files: out } = await at.call('deliver', { id: song.id, plan: master.plan, date: null });
  const { version: _, trackFolder: __, ...made } = master;
  return JSON.stringify([plan, made, out]);
}

beforeAll(async () => {
  const bytes = await songBytes(0.5);
  const whole = session();
  await whole.call('hear', { id: 'a', file: dropped(bytes) });
  reference = await goneThrough(whole.files);

  const files: Files = new Map();
  const at = session(files, (place) => watched(files, place));
  await at.call('hear', { id: 'a', file: dropped(bytes) });
  const plan = await at.call('plan', { id: 'a', wish: WISH });
  await at.call('render', { id: 'a', plan });
  const again = await at.call('plan', { id: 'a', wish: other });
  const { plan: last } = await at.call('render', { id: 'a', plan: again });
  await at.call('deliver', { id: 'a', plan: last, date: null });
  await at.call('forget', { id: 'a' });
});

describe('a page closed at any moment', () => {
  it('never leaves a song that cannot be finished to the same files', async () => {
    expect(moments.length).toBeGreaterThan(25);
    const ends = new Set<string>();
    for (const files of moments) ends.add(await goneThrough(new Map(files)));
    ends.delete('no song');
    expect([...ends]).toEqual([reference]);
  });

  it('keeps the song from the moment its file is in until it is forgotten', async () => {
    const known = await Promise.all(
      moments.map(async (files) => (await session(new Map(files)).call('restore', undefined)).length),
    );
    const first = known.indexOf(1);
    expect(first).toBeLessThanOrEqual(2);
    const last = known.lastIndexOf(1);
    expect(known.slice(first, last + 1).every((count) => count === 1)).toBe(true);
    expect(moments[last + 1]!.has('songs/a/song.json')).toBe(false);
  });

  it('tells no master but of the plan that stands', async () => {
    for (const files of moments) {
      const [song] = await session(new Map(files)).call('restore', undefined);
      if (!song?.master) continue;
      expect(song.plan).not.toBeNull();
      expect(song.master.plan.intent).toEqual(song.plan!.intent);
      expect(song.wish.intent).toEqual(song.plan!.intent);
    }
  });

  it('leaves nothing of songs that were not taken in', async () => {
    const left: string[] = [];
    for (const moment of moments) {
      const files: Files = new Map(moment);
      const songs = await session(files).call('restore', undefined);
      if (songs.length === 0) left.push(...files.keys());
    }
    expect(left).toEqual([]);
  });
});

describe('records that cannot be read', () => {
  const names = [
    'song.json',
    'heard.json',
    'wish.json',
    'plan.json',
    'master.json',
    'mix.pyramid',
    'master.pyramid',
  ];
  const spoilt: [string, Uint8Array][] = [
    ['nothing', new Uint8Array(0)],
    ['half', new TextEncoder().encode('{"shape":1,"tool":"0.1.0","record":{"file')],
    ['another shape', new TextEncoder().encode('{"shape":99,"tool":"9","record":{}}')],
    ['no record', new TextEncoder().encode('null')],
    ['an empty record', new TextEncoder().encode('{"shape":1,"tool":"0.1.0","record":{}}')],
  ];

  it.each(names.flatMap((name) => spoilt.map(([what, bytes]) => [name, what, bytes] as const)))(
    '%s: %s',
    async (name, _, bytes) => {
      const full = moments.findLast((files) => files.has('songs/a/master.json'))!;
      const files: Files = new Map(full);
      files.set(`songs/a/${name}`, bytes);
      for (const song of await session(new Map(files)).call('restore', undefined)) {
        expect(song.wish.intent.style).toBe('balanced');
        if (song.heard) expect(song.heard.analysis.measurements.frames).toBe(22050);
        if (song.plan) expect(song.plan.moves.length).toBeGreaterThan(0);
        if (song.master) expect(song.master.plan.moves.length).toBeGreaterThan(0);
      }
      expect([reference, 'no song']).toContain(await goneThrough(files));
    },
  );
});
