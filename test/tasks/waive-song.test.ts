// Waiving: kept beside the song as plain JSON, known in its next rendering, taken back, and refused where it cannot hold.
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Place } from '../../src/files/place.ts';
import { CLIPPED } from '../../src/master/deciders/clipped.ts';
import { profileById } from '../../src/report/rules/rule-profiles.ts';
import { checkSong } from '../../src/tasks/check-song.ts';
import { hearMarked } from '../../src/tasks/hear-marked.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { unwaiveSong, waiversOfSong, waiveSong } from '../../src/tasks/waive-song.ts';
import { readWaivers, waiverFileOf, writeWaivers } from '../../src/tasks/waiver-file.ts';
import { questionOf } from '../master/analyses.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 44100;
const FILE = 'album/lacquer-waivers.json';
const profile = profileById('mix');

/** Flat tops: surely found, and at two places only. */
function clippedAt(places: readonly number[], frames = 14 * RATE): Float64Array[] {
  return musicLike(frames, RATE, 11).map((samples) => {
    const out = samples.slice();
    for (const at of places) {
      for (let n = 0; n < 2000; n++) {
        const wave = 3 * Math.sin((2 * Math.PI * 200 * n) / RATE) * Math.sin((Math.PI * n) / 2000);
        out[Math.round(at * RATE) + n] = Math.max(-0.9, Math.min(0.9, wave));
      }
    }
    return out;
  });
}

let place: Place;
const song = clippedAt([3, 9]);

/** The seconds at which clipping is found, apart by whether it is waived. */
const clippingIn = async (path: string): Promise<{ waived: Set<number>; counts: Set<number> }> => {
  const waivers = await readWaivers(place, waiverFileOf(path));
  const { record } = await checkSong(place, path, { waivers });
  const clipping = record.findings.filter(({ code }) => code === 'clipping');
  const secondsOf = (isWaived: boolean): Set<number> =>
    new Set(
      clipping
        .filter(({ waived }) => (waived !== undefined) === isWaived)
        .map(({ startS }) => Math.round(startS!)),
    );
  return { waived: secondsOf(true), counts: secondsOf(false) };
};

beforeAll(async () => {
  place = memoryPlace();
  await writeWavFile(place, 'album/song.wav', song, RATE);
  await writeWavFile(
    place,
    'album/song v2.wav',
    song.map((samples) => samples.slice(2 * RATE + 77).map((value) => 0.5 * value)),
    RATE,
  );
});

describe('a waiver', () => {
  it('is kept beside the song and holds there', async () => {
    expect(await clippingIn('album/song.wav')).toEqual({ waived: new Set(), counts: new Set([3, 9]) });
    const made = await waiveSong(place, 'album/song.wav', FILE, {
      code: 'clipping',
      atS: 9,
      note: 'fuzz',
      profile,
    });
    expect(made.length).toBeGreaterThan(0);
    expect(await clippingIn('album/song.wav')).toEqual({ waived: new Set([9]), counts: new Set([3]) });
  });

  it('holds in the next rendering: trimmed, at another level, under another name', async () => {
    expect(await clippingIn('album/song v2.wav')).toEqual({ waived: new Set([7]), counts: new Set([1]) });
  });

  it('keeps mastering from mending there', async () => {
    const mix = await hearMarked(place, 'album/song v2.wav', SILENT_RUN);
    const { moves } = CLIPPED.decide(questionOf({ findings: mix.analysis.findings }));
    const places = moves[0]!.params.places as readonly { startS: number }[];
    expect(new Set(places.map(({ startS }) => Math.round(startS)))).toEqual(new Set([1]));
  });

  it('gets a new note when it is given again, and is no second one', async () => {
    const before = await readWaivers(place, FILE);
    await waiveSong(place, 'album/song.wav', FILE, { code: 'clipping', atS: 9, note: 'the amp', profile });
    const after = await readWaivers(place, FILE);
    expect(after).toHaveLength(before.length);
    expect(new Set(after.map(({ note }) => note))).toEqual(new Set(['the amp']));
  });

  it('is listed for its song, at its place there', async () => {
    const [first] = await waiversOfSong(place, 'album/song v2.wav', FILE);
    expect(first!.waiver.note).toBe('the amp');
    expect(first!.place.startS).toBeCloseTo(first!.waiver.startS! - 2 - 77 / RATE, 1);
  });

  it('is refused where there is nothing of the kind', async () => {
    const attempt = (code: string, atS: number | null) =>
      waiveSong(place, 'album/song.wav', FILE, { code, atS, note: 'n', profile });
    await expect(attempt('hum', null)).rejects.toMatchObject({ code: 'nothing-to-waive', kind: 'usage' });
    await expect(attempt('clipping', 6)).rejects.toMatchObject({ code: 'nothing-to-waive' });
    await expect(
      unwaiveSong(place, 'album/song.wav', FILE, { code: 'clipping', atS: 3 }),
    ).rejects.toMatchObject({ code: 'no-such-waiver' });
  });

  it('is refused in a song too short to be known again', async () => {
    await writeWavFile(place, 'short.wav', clippedAt([0.3], RATE), RATE);
    const request = { code: 'clipping', atS: null, note: 'n', profile };
    await expect(waiveSong(place, 'short.wav', 'w.json', request)).rejects.toMatchObject({
      code: 'nothing-to-remember',
    });
    expect(await place.exists('w.json')).toBe(false);
  });

  it('can be taken back; without waivers there is no file', async () => {
    const count = await unwaiveSong(place, 'album/song v2.wav', FILE, { code: 'clipping', atS: null });
    expect(count).toBeGreaterThan(0);
    expect(await place.exists(FILE)).toBe(false);
    expect((await clippingIn('album/song.wav')).waived).toEqual(new Set());
  });
});

describe('the waiver file', () => {
  const waiver = {
    song: 'a.wav',
    code: 'click',
    channel: 'left',
    startS: 1,
    endS: 1.5,
    note: 'n',
    stretches: [{ fromS: 0, print: 'AQIDBA==' }],
    around: { fromS: 0, print: 'AQI=' },
  } as const;

  it('is sorted and survives', async () => {
    const list = [{ ...waiver, song: 'b.wav' }, { ...waiver, startS: 2, endS: 2 }, waiver];
    await writeWaivers(place, 'w.json', list);
    expect(await readWaivers(place, 'w.json')).toEqual([waiver, list[1], list[0]]);
  });

  it('must be there where it is named', async () => {
    expect(await readWaivers(place, 'nowhere.json')).toEqual([]);
    await expect(readWaivers(place, 'nowhere.json', true)).rejects.toMatchObject({ code: 'not-found' });
  });

  it.each([
    ['the file', '[]'],
    ['the file', '{'],
    ['version', '{"version":2}'],
    ['waivers', '{"version":1}'],
    ['waivers[0]', '{"version":1,"waivers":[7]}'],
    ['waivers[0].channel', JSON.stringify({ version: 1, waivers: [{ ...waiver, channel: 'up' }] })],
    ['waivers[0].startS', JSON.stringify({ version: 1, waivers: [{ ...waiver, startS: -1 }] })],
    ['waivers[0].note', JSON.stringify({ version: 1, waivers: [{ ...waiver, note: 7 }] })],
    [
      'waivers[0].stretches[0].print',
      JSON.stringify({ version: 1, waivers: [{ ...waiver, stretches: [{ fromS: 0, print: '#' }] }] }),
    ],
  ])('is refused with the place in it: %s in %s', async (where, text) => {
    const sink = await place.create('bad.json', { replace: true });
    await sink.write(new TextEncoder().encode(text));
    await sink.commit();
    await expect(readWaivers(place, 'bad.json')).rejects.toMatchObject({
      code: 'bad-waivers',
      facts: { file: 'bad.json', where },
    });
  });
});
