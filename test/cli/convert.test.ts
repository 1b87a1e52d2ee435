// The convert command: one file or a folder, names kept, every choice from its list, refusals with their status.
import {
  existsSync,
  linkSync,
  mkdirSync,
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
import { WRITERS } from '../../src/files/writers.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { DITHER_SHAPES } from '../../src/process/output/dither-shapes.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
const bytesOf = (...names: string[]): Buffer => readFileSync(path(...names));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-convert-'));
  mkdirSync(path('album', 'cd 2'), { recursive: true });
  mkdirSync(path('empty'));
  const sound = musicLike(4410, 44100, 6);
  for (const name of ['album/a.wav', 'album/cd 2/a.wav', 'song.wav'])
    await writeWavFile(diskPlace(), path(name), sound, 44100, 16);
  writeFileSync(path('text.wav'), 'not a note');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lacquer convert', () => {
  it('takes the kind from the ending of -o, and tells what it did', async () => {
    const { status, out } = await runCli('convert', path('song.wav'), '-o', path('one.flac'));
    expect(status).toBe(0);
    expect(out).toContain('to the bit');
    expect(out).toContain('Opened again and compared');
    expect(bytesOf('one.flac').subarray(0, 4).toString()).toBe('fLaC');
  });

  it('converts a folder, its names and folders kept, and prints records', async () => {
    const { status, out } = await runCli(
      'convert',
      path('album'),
      '--to',
      'aif',
      '-o',
      path('aiff'),
      '--json',
    );
    expect(status).toBe(0);
    const { version, files, faults } = JSON.parse(out);
    expect([version, files.length, faults]).toEqual([1, 2, undefined]);
    expect(files.map((file: { path: string }) => file.path)).toEqual([
      path('aiff', 'a.aiff'),
      path('aiff', 'cd 2', 'a.aiff'),
    ]);
    expect(files[0]).toMatchObject({ exact: true, format: { container: 'aiff', bits: 16, frames: 4410 } });
    expect(files[0].soundSha256).toBe(files[1].soundSha256);
  });

  it('writes beside the source where nothing else is said', async () => {
    expect((await runCli('convert', path('album', 'a.wav'), '--to', 'w64')).status).toBe(0);
    expect(existsSync(path('album', 'a.w64'))).toBe(true);
    rmSync(path('album', 'a.w64'));
  });

  it('does all of it at once', async () => {
    const { out } = await runCli(
      'convert',
      path('song.wav'),
      '-o',
      path('all.wav'),
      '--to',
      'wav',
      '--rate',
      '48k',
      '--bits',
      '24',
      '--dither',
      'tpdf-high',
      '--channels',
      'mono',
      '--ceiling',
      '-6',
      '--clean',
      '--force',
      '--json',
    );
    const [record] = JSON.parse(out).files;
    expect(record.format).toMatchObject({ sampleRateHz: 48000, bits: 24, channels: 1, frames: 4800 });
    expect(record.wordLength.shape).toBe('tpdf-high');
    expect(record.changes.map(({ code }: { code: string }) => code)).toEqual([
      'made-mono',
      'rate-changed',
      'ceiling-held',
      'word-shortened',
      'clean-twin',
    ]);
    expect(bytesOf('all.wav').subarray(36, 40).toString()).toBe('data');
  });

  it('takes a quality', async () => {
    const run = (name: string, ...more: string[]) =>
      runCli('convert', path('song.wav'), '-o', path(name), '--json', ...more);
    const [best, small] = [await run('best.mp3'), await run('small.mp3', '--quality', 'cbr-128')];
    const sizeOf = ({ out }: { out: string }): number => JSON.parse(out).files[0].bytes;
    expect(sizeOf(small)).toBeLessThan(0.7 * sizeOf(best));
  });

  it('goes on after a file that fails, and ends with the worst status', async () => {
    const { status, out, err } = await runCli(
      'convert',
      path('text.wav'),
      path('song.wav'),
      '--to',
      'flac',
      '-o',
      path('some'),
    );
    expect(status).toBe(3);
    expect(err).toContain('text.wav');
    expect(out).toContain('song.flac');
    expect(readdirSync(path('some'))).toEqual(['song.flac']);
  });

  it('does not overwrite unasked, and does when asked', async () => {
    writeFileSync(path('there.flac'), 'mine');
    const refused = await runCli('convert', path('song.wav'), '-o', path('there.flac'));
    expect([refused.status, bytesOf('there.flac').toString()]).toEqual([4, 'mine']);
    expect(refused.err).toContain('--force');
    expect((await runCli('convert', path('song.wav'), '-o', path('there.flac'), '--force')).status).toBe(0);
    expect(bytesOf('there.flac').subarray(0, 4).toString()).toBe('fLaC');
  });

  it('never overwrites a source, not through a link either', async () => {
    const before = bytesOf('song.wav');
    symlinkSync(path('song.wav'), path('soft.wav'));
    linkSync(path('song.wav'), path('hard.wav'));
    for (const out of ['song.wav', 'soft.wav', 'hard.wav', 'album/../song.wav']) {
      const { status, err } = await runCli('convert', path('song.wav'), '-o', path(out), '--force');
      expect(status, out).toBe(2);
      expect(err).toContain('never overwritten');
    }
    // one source would be the other's output
    mkdirSync(path('swap'));
    for (const name of ['x.wav', 'x.flac']) writeFileSync(path('swap', name), before);
    const both = await runCli(
      'convert',
      path('swap', 'x.wav'),
      path('swap', 'x.flac'),
      '--to',
      'flac',
      '--force',
    );
    expect(both.status).toBe(2);
    expect(bytesOf('song.wav')).toEqual(before);
  });

  it.each([
    ['nothing to find', ['empty', '--to', 'flac'], 3, 'no sound file'],
    ['no kind', ['song.wav', '-o', 'f/'], 2, '--to'],
    ['an unknown ending', ['song.wav', '-o', 'x.xyz'], 2, '.flac'],
    ['a kind there is not', ['song.wav', '--to', 'wma'], 2, 'flac'],
    ['words for MP3', ['song.wav', '--to', 'mp3', '--bits', '16'], 2, 'encoded with loss'],
    ['one name for many', ['album', '-o', 'x.flac'], 2, 'cannot all become'],
    ['an ending and another kind', ['song.wav', '-o', 'x.mp3', '--to', 'flac'], 2, '.flac'],
    [
      'two of one name',
      ['song.wav', 'hard.wav', 'album/a.wav', 'one.flac', 'album/cd 2/a.wav', '--to', 'caf', '-o', 'c'],
      2,
      'would both become',
    ],
    ['a rate that MP3 has not', ['song.wav', '-o', 'x.mp3', '--rate', '96000'], 2, '48000'],
    ['a rate that is none', ['song.wav', '-o', 'x.wav', '--rate', 'fast'], 2, '44100'],
    ['a folder that is a file', ['song.wav', '--to', 'flac', '-o', 'text.wav/'], 4, ''],
    ['a place where nobody writes', ['song.wav', '-o', '/proc/none/x.flac'], 4, '/proc/none'],
    ['no files', [], 2, 'missing required argument'],
  ])('refuses %s', async (_, args, status, told) => {
    const given = args.map((arg) =>
      /^(-|\/|\d|[a-z0-9-]+$)/.test(arg) && arg !== 'empty' && arg !== 'album' && arg !== 'c'
        ? arg
        : path(arg),
    );
    const result = await runCli('convert', ...given);
    expect([result.status, result.err]).toEqual([status, expect.stringContaining(told)]);
    for (const name of ['x.xyz', 'x.mp3', 'x.flac', 'x.wav', 'c', 'f'])
      expect(existsSync(path(name)), name).toBe(false);
  });

  it('offers what the lists hold', async () => {
    const { out } = await runCli('convert', '--help');
    for (const { id, qualities } of WRITERS) {
      expect(out).toContain(id);
      for (const quality of qualities) expect(out).toContain(quality.caption);
    }
    for (const shape of DITHER_SHAPES) expect(out).toContain(`"${shape}"`);
  });
});
