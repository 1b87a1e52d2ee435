// The flow of an album on the command line: arc, seams and order, what they print and write, with the status that scripts go by.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

const RATE = 8000;
const folder = mkdtempSync(join(tmpdir(), 'lacquer-flow-'));
const album = join(folder, 'album.yaml');
/** In this thread: nothing here is long enough for another one. */
const flow = (...args: string[]) => runCli('album', ...args, '--threads', '1');

beforeAll(async () => {
  for (const seed of [1, 2])
    await writeWavFile(diskPlace(), join(folder, `${seed}.wav`), musicLike(4 * RATE, RATE, seed), RATE, 16);
  writeFileSync(
    album,
    'title: Two\nartists: Band\nsongs:\n  - file: 1.wav\n    title: Dawn\n  - file: 2.wav\n    title: Rain\n',
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lacquer album', () => {
  it('seams: tells how each song leads on, and writes the sounds with their page', async () => {
    const out = join(folder, 'heard');
    const { status, out: told } = await flow('seams', album, '-o', out);
    expect(status).toBe(0);
    expect(told).toContain('Two: two songs, 0:10');
    expect(told).toContain('Dawn → Rain');
    expect(told).toContain('album.html');
    expect(readdirSync(out).sort()).toEqual(['album.html', 'seams']);
    expect(readdirSync(join(out, 'seams'))).toEqual(['01-dawn--02-rain.flac']);
    expect((await flow('seams', album, '-o', out)).status).toBe(4);
    expect(readdirSync(folder).sort()).toEqual(['1.wav', '2.wav', 'album.yaml', 'heard']);
  });

  it('seams --dry-run and arc: write nothing; arc -o: a page', async () => {
    const { out: json } = await flow('seams', folder, '--dry-run', '--json');
    expect(JSON.parse(json)).toMatchObject({
      version: 1,
      stage: 'given',
      seams: [{ join: 'gap' }],
      auditions: [],
    });
    const page = join(folder, 'arc.html');
    const { out } = await flow('arc', album, '-o', page);
    expect(out).toMatch(/1 +Dawn +0:04/);
    expect(existsSync(page)).toBe(true);
  });

  it('order: proposes, and refuses a song that is not there before it listens', async () => {
    const { status, out } = await flow('order', album, '--first', '02-rain');
    expect(status).toBe(0);
    expect(out).toMatch(/1 +Rain +was 2/);
    expect(out).toContain('nothing was changed');
    const unknown = await flow('order', album, '--last', '03-snow');
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('no song “03-snow”');
  });
});
