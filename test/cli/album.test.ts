// The album command: writes an album file for a folder, checks it, prints the schema, with the status that scripts go by.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { albumSchema } from '../../src/album/album-file/album-schema.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'lacquer-album-'));
const file = join(folder, 'album.yaml');
beforeAll(async () => {
  for (const name of ['1 Dawn.wav', '2 Rain.wav', '10 Home.wav'])
    await writeWavFile(diskPlace(), join(folder, name), [new Float64Array(48000)], 8000, 16);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lacquer album', () => {
  it('writes an album file, and none over one that is there', async () => {
    const first = await runCli('album', 'init', folder);
    expect(first).toMatchObject({ status: 0 });
    expect(first.out).toContain('3 songs');
    expect(readFileSync(file, 'utf8')).toMatch(/1 Dawn\.wav[^]*2 Rain\.wav[^]*10 Home\.wav/);
    expect((await runCli('album', 'init', folder)).status).toBe(4);
    expect((await runCli('album', 'init', folder, '--print')).out).toBe(readFileSync(file, 'utf8'));
    expect((await runCli('album', 'init', folder, '--force')).status).toBe(0);
  });

  it('checks it: what stands where, and what is not told', async () => {
    const { status, out } = await runCli('album', 'check', file);
    expect(status).toBe(0);
    expect(out).toContain('3 tracks, 0:24');
    expect(out).toMatch(/3 +2\.00 +0:18\.00 +0:06\.0 +Home +10 Home\.wav/);
    expect(out).toContain('ISRCs');
    const { out: json } = await runCli('album', 'check', file, '--json');
    expect(JSON.parse(json)).toMatchObject({ version: 1, songs: [{ id: '01-dawn' }, {}, {}] });
  });

  it('tells a mistake with its line and what was meant', async () => {
    const wrong = join(folder, 'wrong.yaml');
    writeFileSync(wrong, readFileSync(file, 'utf8').replace('file: 2 Rain.wav', 'file: 2 Rian.wav'));
    const { status, err } = await runCli('album', 'check', wrong);
    expect(status).toBe(3);
    expect(err).toMatch(/2 Rian\.wav” \(line \d+, column 11\)/);
    expect(err).toContain('Did you mean “2 Rain.wav”?');
    writeFileSync(wrong, 'title: T\nartists: B\nsong: []\n');
    expect(await runCli('album', 'check', wrong)).toMatchObject({ status: 2 });
  });

  it('takes a folder for the album file in it, and says what a song is not', async () => {
    expect((await runCli('album', 'check', folder)).out).toContain('3 tracks');
    const song = join(folder, '1 Dawn.wav');
    for (const verb of ['check', 'init']) {
      const { status, err } = await runCli('album', verb, song);
      expect(status).toBe(2);
      expect(err).toMatch(
        verb === 'check' ? /is a song, and an album file is needed/ : /is a file, and the folder/,
      );
    }
  });

  it('tells where a song stands that cannot be used, and that an empty file is no album', async () => {
    const wrong = join(folder, 'wrong.yaml');
    await writeWavFile(
      diskPlace(),
      join(folder, 'round.wav'),
      [1, 2, 3].map(() => new Float64Array(8000)),
      8000,
      16,
    );
    writeFileSync(wrong, 'title: T\nartists: B\nsongs:\n  - 1 Dawn.wav\n  - round.wav\n');
    expect((await runCli('album', 'check', wrong)).err).toMatch(
      /has 3 channels.* \(line 5, column 5 of wrong\.yaml\)\./,
    );
    writeFileSync(wrong, '');
    expect((await runCli('album', 'check', wrong)).err).toContain('and not empty (line 1');
  });

  it('tells of a file that is there twice', async () => {
    const double = join(folder, 'double.yaml');
    const songs = '[{ file: 1 Dawn.wav, title: Dawn }, 10 Home.wav, { file: 1 Dawn.wav, title: Rain }]';
    writeFileSync(double, `title: T\nartists: B\nsongs: ${songs}\n`);
    const { status, out } = await runCli('album', 'check', double);
    expect(status).toBe(0);
    expect(out).toContain('“1 Dawn.wav” is there twice: “Dawn”, “Rain”.');
  });

  it('prints its schema', async () => {
    const { out } = await runCli('album', 'schema');
    expect(JSON.parse(out)).toEqual(JSON.parse(JSON.stringify(albumSchema())));
  });
});
