// The deliver command: an album or one song to shops and plants, told in words or JSON, with the status that scripts read.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

const RATE = 44100;
const ALBUM = `title: Made
artists: [Nobody]
songs:
  - { file: one.wav, title: One, asIs: true }
  - { file: two.wav, title: Two, asIs: true }
`;
let folder: string;
const path = (...names: string[]): string => join(folder, ...names);
/** In this thread: here the sources are not built. */
const deliver = (...args: string[]) => runCli('deliver', ...args, '--threads', '1');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-deliver-'));
  await writeWavFile(diskPlace(), path('one.wav'), musicLike(2 * RATE, RATE, 5), RATE);
  await writeWavFile(diskPlace(), path('two.wav'), musicLike(2 * RATE, RATE, 6), RATE);
  writeFileSync(path('album.yaml'), ALBUM);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lacquer deliver', () => {
  it('makes a folder for each, and leaves nothing hidden', async () => {
    const { status, out } = await deliver(folder, '--to', 'hires,archive', '-o', path('release'));
    expect(status).toBe(0);
    expect(out).toContain('Both deliveries were opened again');
    expect(readdirSync(path('release')).sort()).toEqual([
      'README.txt',
      'SHA256SUMS',
      'album-plan.json',
      'album.html',
      'archive',
      'hires',
      'passport.html',
      'passport.json',
    ]);
  });

  it('makes what its passport says, as verify finds, rendering it again too', async () => {
    const { status, out } = await runCli('verify', path('release'), '--rerender', '--threads', '1');
    expect(out).not.toContain('refused');
    expect(status).toBe(0);
  });

  it('does not overwrite unasked, and does when asked', async () => {
    const refused = await deliver(path('album.yaml'), '--to', 'hires', '-o', path('release'));
    expect(refused.status).toBe(4);
    expect(refused.err).toContain('--force');
    const forced = (to: string) => deliver(path('album.yaml'), '--to', to, '-o', path('release'), '--force');
    expect((await forced('hires,archive')).status).toBe(0);
    const fewer = await forced('hires');
    expect(fewer.status).toBe(4);
    expect(fewer.err).toContain('archive');
  });

  it('tells what is refused, and ends with 1 where the others are there', async () => {
    const { status, out } = await deliver(
      path('album.yaml'),
      '--to',
      'hires,cd',
      '-o',
      path('half'),
      '--json',
    );
    expect(status).toBe(1);
    const { deliveries } = JSON.parse(out);
    expect(deliveries.map((one: { folder: string | null }) => one.folder)).toEqual(['hires', null]);
    expect(existsSync(path('half', 'cd-plant'))).toBe(false);
  });

  it('takes one song, judged as it is asked, or as it is', async () => {
    const judged = await deliver(
      path('one.wav'),
      '--to',
      'hires',
      '--dry-run',
      '--loudness',
      '-18',
      '--json',
    );
    expect(judged.status).toBe(0);
    const record = JSON.parse(judged.out);
    expect(record.passages[0].after.integratedLufs).toBeCloseTo(-18, 0);
    expect(existsSync(path('one-release'))).toBe(false);
    const kept = await deliver(path('one.wav'), '--as-is', '--to', 'hires', '-o', path('one'), '--json');
    expect(JSON.parse(kept.out).passages[0].moves).toBeNull();
  });

  it('refuses before the work what it cannot know', async () => {
    expect((await deliver(path('album.yaml'))).status).toBe(2);
    expect((await deliver('--to', 'hires')).status).toBe(2);
    const unknown = await deliver(path('album.yaml'), '--to', 'spotfy');
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('spotify');
    expect((await deliver(path('release'), '--to', 'hires')).status).toBe(2);
    expect((await deliver(path('none.yaml'), '--to', 'hires')).status).toBe(3);
  });

  it('writes papers that name no folder of this machine', () => {
    for (const name of readdirSync(path('release')).filter((one) => /\.(json|txt|html)$/.test(one)))
      expect(readFileSync(path('release', name), 'utf8'), name).not.toContain(folder);
  });
});
