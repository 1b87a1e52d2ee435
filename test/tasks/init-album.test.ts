// Init album: a folder's songs in their order, named by tags and names, as a file that the check accepts and that teaches the truth.
import { describe, expect, it } from 'vitest';
import { albumFromText } from '../../src/album/album-file/album-text.ts';
import { copyWithTags } from '../../src/files/tag-files.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Tags } from '../../src/files/tags/tags.ts';
import { INIT_FOOT, INIT_UNTOLD } from '../../src/report/album-remarks.ts';
import { initAlbum, type InitedAlbum } from '../../src/tasks/init-album.ts';
import { SILENT_RUN } from '../../src/tasks/run.ts';
import { surveyAlbum } from '../../src/tasks/survey-album.ts';
import { writeWavFile } from '../write-wav.ts';

type Files = Readonly<Record<string, Tags | string | Uint8Array>>;

/** Signature and IHDR of a PNG of 3000 pixels: all that is looked at. */
const PNG = Uint8Array.from([
  137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 11, 184, 0, 0, 11, 184, 8, 2,
]);

async function folderOf(files: Files) {
  const map = new Map<string, Uint8Array>();
  const place = memoryPlace(map);
  for (const [name, tags] of Object.entries(files)) {
    if (tags instanceof Uint8Array) map.set(`rec/${name}`, tags);
    else if (typeof tags === 'string') map.set(`rec/${name}`, new TextEncoder().encode(tags));
    else {
      await writeWavFile(place, 'made.wav', [new Float64Array(45000), new Float64Array(45000)], 8000, 16);
      await copyWithTags(place, 'made.wav', `rec/${name}`, Object.keys(tags).length === 0 ? null : tags);
      map.delete('made.wav');
    }
  }
  return { map, place };
}

async function init(files: Files): Promise<InitedAlbum> {
  const { map, place } = await folderOf(files);
  const inited = await initAlbum(place, 'rec', 'Night Trains', SILENT_RUN);
  map.set('rec/album.yaml', new TextEncoder().encode(inited.text));
  const { album } = await surveyAlbum(place, 'rec/album.yaml', true, SILENT_RUN);
  expect(album).toEqual(inited.album);
  return inited;
}

const filesOf = ({ album }: InitedAlbum): string[] => album.songs.map(({ file }) => file);

describe('a new album file', () => {
  it('counts as people do where no tags do', async () => {
    const inited = await init({
      '10 Home.wav': {},
      '2 - After Rain_final.wav': {},
      '1_dawn.wav': {},
      'notes.txt': 'x',
    });
    expect(filesOf(inited)).toEqual(['1_dawn.wav', '2 - After Rain_final.wav', '10 Home.wav']);
    expect(inited.album.songs.map(({ title }) => title)).toEqual(['dawn', 'After Rain', 'Home']);
    expect(inited.album).toMatchObject({ title: 'Night Trains', artists: ['Unknown artist'], artwork: null });
    expect(inited.text).toContain('1_dawn.wav  # WAV, 8 kHz, 16 bit, stereo, 0:05.6');
  });

  it('takes order, titles, artists and codes from tags', async () => {
    const tags = (number: number, more: Tags = {}): Tags => ({
      album: 'Night: Trains',
      artists: ['The Band'],
      track: { number, of: 3 },
      copyright: '2026 The Band',
      genres: ['Rock'],
      date: '2026-05-31',
      ...more,
    });
    const inited = await init({
      'a.wav': tags(3, { title: 'Yes', isrc: 'GBABC2600001', composers: ['Anna Ek'] }),
      'b.wav': tags(1, { title: '1999', artists: ['The Band', 'Ida'], isrc: 'GBABC2600001' }),
      'c.wav': tags(2, { title: 'Null: "x"', language: 'deu', artists: ['The Band feat. Ida'] }),
      'art/Cover.png': PNG,
      'front.jpg': 'x',
    });
    expect(inited.album).toMatchObject({
      title: 'Night: Trains',
      artists: ['The Band'],
      date: '2026-05-31',
      artwork: 'art/Cover.png',
      credits: { copyright: '2026 The Band', genres: ['Rock'] },
    });
    expect(filesOf(inited)).toEqual(['b.wav', 'c.wav', 'a.wav']);
    const [b, c, a] = inited.album.songs;
    expect(b).toMatchObject({
      title: '1999',
      isrc: 'GBABC2600001',
      credits: { artists: ['The Band', 'Ida'] },
    });
    expect(c).toMatchObject({
      title: 'Null: "x"',
      credits: { language: 'deu', artists: ['The Band feat. Ida'] },
    });
    expect(a).toMatchObject({ isrc: null, credits: { composers: ['Anna Ek'] } });
  });

  it('finds discs in folders, and versions beside their songs', async () => {
    const inited = await init({
      'CD 2/01 Home.wav': {},
      'CD 1/02 After Rain.wav': {},
      'CD 1/01 Dawn.wav': {},
      'versions/Dawn (Instrumental).wav': {},
      'versions/After Rain - radio edit.wav': {},
      'versions/Alone (a cappella).wav': {},
      'old-release/spotify/Dawn.wav': {},
    });
    expect(inited.album.songs.map(({ file, disc }) => [disc, file])).toEqual([
      [1, 'CD 1/01 Dawn.wav'],
      [1, 'CD 1/02 After Rain.wav'],
      [1, 'versions/Alone (a cappella).wav'],
      [2, 'CD 2/01 Home.wav'],
    ]);
    expect(inited.album.songs[0]!.alternates).toMatchObject([{ kind: 'instrumental' }]);
    expect(inited.album.songs[1]!.alternates).toMatchObject([{ kind: 'radio-edit' }]);
  });

  it('knows a band in front of every name, and leaves out what is no song', async () => {
    const inited = await init({
      'The Band - 01 Dawn.wav': {},
      'The Band - 02 Rain.wav': {},
      'broken.wav': 'RIFF',
    });
    expect(inited.album.artists).toEqual(['The Band']);
    expect(inited.album.songs.map(({ title }) => title)).toEqual(['Dawn', 'Rain']);
    expect(inited.left).toMatchObject([{ file: 'broken.wav' }]);
  });

  it('refuses a folder without songs', async () => {
    const { place } = await folderOf({ 'notes.txt': 'x' });
    await expect(initAlbum(place, 'rec', 'x', SILENT_RUN)).rejects.toMatchObject({ code: 'no-sound-files' });
  });

  it('teaches nothing that the check would refuse', async () => {
    const album = Object.entries(INIT_UNTOLD).map(([name, example]) => `${name}: ${example}\n`);
    expect(
      await albumFromText(`title: T\nartists: B\n${album.join('')}songs: [a.wav]\n`, 'a.yaml'),
    ).toBeDefined();
    const fields = INIT_FOOT.flatMap(
      (line) => /^ {2}(\w+: (?:\{.*?\}|"[^"]*"|\S+(?: s)?))/.exec(line)?.[1] ?? [],
    );
    expect(fields.length).toBe(INIT_FOOT.length - 2);
    for (const field of fields) {
      const text = `title: T\nartists: B\nsongs:\n  - a.wav\n  - file: b.wav\n    ${field}\n`;
      expect(await albumFromText(text, 'a.yaml'), field).toBeDefined();
    }
  });
});

describe('surveying an album', () => {
  const survey = async (songs: string) => {
    const { map, place } = await folderOf({ 'a.wav': {}, 'b.wav': {}, 'plan.json': '{}', 'c.jpg': 'x' });
    map.set('rec/album.yaml', new TextEncoder().encode(`title: T\nartists: B\nsongs:\n${songs}`));
    return surveyAlbum(place, 'rec/album.yaml', true, SILENT_RUN);
  };

  it('lays the discs by the lengths of the files', async () => {
    const { timelines, areGuessed } = await survey('  - a.wav\n  - { file: b.wav, gap: 4 beats }\n');
    expect(timelines[0]!.tracks.map(({ startSector }) => startSector)).toEqual([150, 150 + 422 + 150]);
    expect(areGuessed).toBe(true);
  });

  it('lays the sides that are told', async () => {
    const { sides } = await survey('  - { file: a.wav, side: A }\n  - { file: b.wav, side: B }\n');
    expect(sides.map(({ side, timeline }) => [side, timeline.sectors])).toEqual([
      ['A', 422],
      ['B', 422],
    ]);
  });

  it.each([
    ['  - { file: a.wav, trim: { end: 9 } }\n', 'trim-outside', 4],
    ['  - a.wav\n  - { file: b.wav, crossfade: 6 }\n', 'fade-too-long', 4],
    ['  - a.wav\n  - { file: b.wav, trim: { end: 3 } }\n', 'track-too-short', 5],
    ['  - a.wav\n  - { file: b.wav, indexes: [7] }\n', 'index-outside', 5],
    ['  - { file: a.wav, trim: { end: 7 } }\n  - { file: b.wav, gapless: true }\n', 'trim-outside', 4],
  ])('tells what cannot be laid by its line: %j', async (songs, code, line) => {
    await expect(survey(songs)).rejects.toMatchObject({ code, facts: { line } });
  });

  it('reads plans and the cover too', async () => {
    const cover = survey('  - a.wav\nartwork: c.jpg\n');
    await expect(cover).rejects.toMatchObject({ code: 'bad-cover' });
    await expect(survey('  - { file: a.wav, plan: plan.json }\n')).rejects.toMatchObject({
      code: 'bad-plan',
    });
  });
});
