// The tags command: shown, set by every flag, copied, stripped; the sound stays; wrong values are told with their right form.
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIST_FLAGS, TEXT_FLAGS } from '../../src/cli/tags-fields.ts';
import { readTags } from '../../src/files/tag-files.ts';
import type { Tags } from '../../src/files/tags/tags.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { jpegBytes } from '../files/tags/tag-samples.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

let folder: string;
const path = (name: string): string => join(folder, name);
const tagsOf = async (name: string): Promise<Tags> => (await readTags(diskPlace(), path(name))).tags;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-tags-'));
  for (const name of ['song.wav', 'other.wav', 'plain.wav'])
    await writeWavFile(diskPlace(), path(name), musicLike(2205, 44100, name.length), 44100);
  await runCli('convert', path('song.wav'), '-o', path('song.flac'));
  await runCli('convert', path('song.wav'), '-o', path('song.mp3'));
  writeFileSync(path('cover.jpg'), jpegBytes(3000, 3000));
  writeFileSync(path('small.jpg'), jpegBytes(600, 500));
  writeFileSync(path('cover.gif'), 'GIF89a');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const TEXTS: Readonly<Record<keyof typeof TEXT_FLAGS, readonly [typed: string, kept: string]>> = {
  title: ['Größe 星', 'Größe 星'],
  version: ['Radio Edit', 'Radio Edit'],
  album: ['An album', 'An album'],
  publisher: ['P', 'P'],
  label: ['L', 'L'],
  catalogueNumber: ['LP 001', 'LP 001'],
  copyright: ['© 2026 L', '2026 L'],
  phonogram: ['(P) 2026 L', '2026 L'],
  date: ['2026/5/31', '2026-05-31'],
  originalDate: ['1999', '1999'],
  language: ['de', 'deu'],
  isrc: ['de-a12-26-00001', 'DEA122600001'],
  barcode: ['4 006381 333931', '4006381333931'],
  iswc: ['T-034.524.680-1', 'T0345246801'],
  encodedBy: ['me', 'me'],
};

describe('lacquer tags set', () => {
  it('takes every field, in the form that tags keep', async () => {
    const texts = Object.entries(TEXTS).flatMap(([field, [typed]]) => [
      `--${TEXT_FLAGS[field as 'title'][0]}`,
      typed,
    ]);
    const lists = Object.values(LIST_FLAGS).flatMap(([flag]) => [
      `--${flag}`,
      `${flag} 1`,
      `--${flag}`,
      `${flag} 2`,
    ]);
    const { status, out } = await runCli(
      'tags',
      'set',
      path('song.flac'),
      ...texts,
      ...lists,
      '--track',
      '3/11',
      '--disc',
      '1',
      '--explicit',
      'clean',
      '--cover',
      path('cover.jpg'),
    );
    expect(status).toBe(0);
    expect(out).toContain('cover 3000 × 3000 JPEG');
    expect(out).toContain('The sound is the same, byte for byte');
    const tags = await tagsOf('song.flac');
    for (const [field, [, kept]] of Object.entries(TEXTS)) expect(tags[field as 'title'], field).toBe(kept);
    for (const [field, [flag]] of Object.entries(LIST_FLAGS))
      expect(tags[field as 'artists'], field).toEqual([`${flag} 1`, `${flag} 2`]);
    expect(tags).toMatchObject({
      track: { number: 3, of: 11 },
      disc: { number: 1, of: null },
      explicit: 'clean',
    });
    expect(tags.artwork).toHaveLength(1);
  });

  it('keeps what is not named, and takes away what is empty', async () => {
    await runCli(
      'tags',
      'set',
      path('song.flac'),
      '--title',
      'Other',
      '--album',
      '',
      '--comment',
      '',
      '--track',
      '',
      '--cover',
      '',
    );
    const tags = await tagsOf('song.flac');
    expect(tags).toMatchObject({ title: 'Other', label: 'L', isrc: 'DEA122600001' });
    for (const field of ['album', 'comments', 'track', 'artwork'])
      expect(tags, field).not.toHaveProperty(field);
  });

  it('leaves the file alone with -o, and does not overwrite unasked', async () => {
    const before = readFileSync(path('song.wav'));
    const set = (...more: string[]) =>
      runCli('tags', 'set', path('song.wav'), '--title', 'T', '-o', path('out.wav'), ...more);
    expect((await set()).status).toBe(0);
    expect(readFileSync(path('song.wav'))).toEqual(before);
    expect(await tagsOf('out.wav')).toEqual({ title: 'T' });
    expect((await set()).status).toBe(4);
    expect((await set('--force', '--id3v23', '--json')).status).toBe(0);
    const same = await runCli('tags', 'set', path('song.wav'), '--title', 'T', '-o', path('song.wav'));
    expect([same.status, same.err]).toEqual([2, expect.stringContaining('source itself')]);
  });

  it('writes ID3v2.3 for old players', async () => {
    for (const [args, version] of [
      [[], 4],
      [['--id3v23'], 3],
    ] as const) {
      await runCli('tags', 'set', path('song.mp3'), '--title', 'T', ...args);
      expect([...readFileSync(path('song.mp3')).subarray(0, 4)]).toEqual([0x49, 0x44, 0x33, version]);
    }
  });

  it('changes the file behind a link, and the link stays one', async () => {
    symlinkSync(path('other.wav'), path('link.wav'));
    expect((await runCli('tags', 'set', path('link.wav'), '--title', 'Linked')).status).toBe(0);
    expect(lstatSync(path('link.wav')).isSymbolicLink()).toBe(true);
    expect((await tagsOf('other.wav')).title).toBe('Linked');
  });

  it('tells what a shop would say of the cover', async () => {
    const { out } = await runCli('tags', 'set', path('other.wav'), '--cover', path('small.jpg'));
    expect(out).toMatch(/not square/);
    expect(out).toMatch(/smaller than the 1400 pixels/);
  });

  it('takes a JSON file, such as show prints, and options before it', async () => {
    await runCli(
      'tags',
      'set',
      path('other.wav'),
      '--artist',
      'A',
      '--artist',
      'B',
      '--track',
      '2/3',
      '--explicit',
      'yes',
    );
    const { out } = await runCli('tags', 'show', '--json', path('other.wav'));
    const [record] = JSON.parse(out).files;
    expect(record).toMatchObject({
      format: 'wav',
      tags: { artists: ['A', 'B'], artwork: [{ width: 600, bytes: 400 }] },
    });
    writeFileSync(path('tags.json'), JSON.stringify(record));
    const set = await runCli(
      'tags',
      'set',
      path('plain.wav'),
      '--from',
      path('tags.json'),
      '--title',
      'Mine',
    );
    expect(set.status).toBe(0);
    expect(await tagsOf('plain.wav')).toEqual({
      title: 'Mine',
      artists: ['A', 'B'],
      track: { number: 2, of: 3 },
      explicit: 'explicit',
    });
  });

  it.each([
    [['--isrc', 'DEA1226'], 'five of the recording'],
    [['--barcode', '4006381333932'], 'Did you mean 4006381333931'],
    [['--barcode', '4006'], '12 digits'],
    [['--iswc', 'T0345246802'], 'Did you mean T0345246801'],
    [['--date', '31.5.2026'], 'Did you mean 2026-05-31'],
    [['--date', '2026-02-30'], '2026-05-31'],
    [['--language', 'klingonese'], 'ISO 639'],
    [['--track', '12/11'], 'beyond its total'],
    [['--track', '0'], 'from 1 on'],
    [['--copyright', 'Some Label'], 'begins with its year'],
    [['--explicit', 'maybe'], 'Allowed choices'],
    [[], 'not said what to set'],
  ])('refuses %j with the right form', async (args, told) => {
    const before = readFileSync(path('plain.wav'));
    const { status, err } = await runCli('tags', 'set', path('plain.wav'), ...args);
    expect(status).toBe(2);
    expect(err).toContain(told);
    expect(readFileSync(path('plain.wav'))).toEqual(before);
  });

  it.each([
    ['cover.gif', 3, 'neither JPEG nor PNG'],
    ['nowhere.jpg', 3, 'There is no file'],
  ])('refuses the cover %s', async (name, status, told) => {
    const result = await runCli('tags', 'set', path('plain.wav'), '--cover', path(name));
    expect([result.status, result.err]).toEqual([status, expect.stringContaining(told)]);
  });

  it.each([
    ['{', 'no JSON'],
    ['[]', 'holds no tags'],
    ['{"tittle":"x"}', 'tittle'],
    ['{"title":7}', 'must be a text'],
    ['{"artists":[1]}', 'list of texts'],
    ['{"track":true}', '3/11'],
    ['{"explicit":"maybe"}', 'explicit'],
  ])('refuses the JSON %s', async (text, told) => {
    writeFileSync(path('bad.json'), text);
    const { status, err } = await runCli('tags', 'set', path('plain.wav'), '--from', path('bad.json'));
    expect([status, err]).toEqual([2, expect.stringContaining(told)]);
  });
});

describe('lacquer tags copy and strip', () => {
  it('gives one file the tags of another, of another kind too', async () => {
    expect((await runCli('tags', 'copy', path('song.flac'), path('song.mp3'))).status).toBe(0);
    const { encodedBy, ...rest } = await tagsOf('song.flac');
    expect(await tagsOf('song.mp3')).toMatchObject({ ...rest, encodedBy: encodedBy! });
  });

  it('strips all of it; twins have one sound', async () => {
    const strip = await runCli('tags', 'strip', path('song.flac'), '-o', path('clean.flac'), '--json');
    const [record] = JSON.parse(strip.out).files;
    expect(record.tags).toEqual({});
    expect(await tagsOf('clean.flac')).toEqual({});
    const again = await runCli('tags', 'set', path('clean.flac'), '--title', 'x', '--json');
    expect(JSON.parse(again.out).files[0].soundSha256).toBe(record.soundSha256);
  });
});

describe('lacquer tags show', () => {
  it('reads like a sleeve, and a bare file says nothing', async () => {
    await runCli('tags', 'strip', path('other.wav'));
    await runCli(
      'tags',
      'set',
      path('song.wav'),
      '--title',
      'Song',
      '--isrc',
      'DEA122600001',
      '--track',
      '3/11',
    );
    const { status, out } = await runCli('tags', 'show', path('song.wav'), path('other.wav'));
    expect(status).toBe(0);
    expect(out).toContain('  Title  Song');
    expect(out).toContain('  Track  3 of 11');
    expect(out).toContain('  ISRC   DE-A12-26-00001');
    expect(out).toContain('It says nothing of its song.');
  });

  it('goes on after what is no sound, and ends with its status', async () => {
    const { status, out, err } = await runCli('tags', 'show', path('cover.gif'), path('song.wav'));
    expect(status).toBe(3);
    expect(err).toContain('cover.gif');
    expect(out).toContain('song.wav');
  });

  it('leaves nothing hidden behind', () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)('does not replace a file that may not be written', async () => {
    chmodSync(path('song.wav'), 0o444);
    expect((await runCli('tags', 'set', path('song.wav'), '--title', 'x')).status).toBe(4);
    expect(existsSync(path('song.wav'))).toBe(true);
  });
});
