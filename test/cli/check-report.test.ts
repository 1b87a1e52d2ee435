// lacquer check --report: one page, a page of many, a folder of pages in the order that was asked for; never over a song.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

let folder: string;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-report-'));
  const sound = musicLike(5 * 44100, 44100);
  const quieter = sound.map((samples) => samples.map((value) => 0.25 * value));
  mkdirSync(path('one'));
  mkdirSync(path('two'));
  await writeWavFile(diskPlace(), path('one/song & #1.wav'), quieter, 44100);
  await writeWavFile(diskPlace(), path('two/song & #1.wav'), sound, 44100);
  writeFileSync(path('broken.wav'), 'no sound');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lacquer check --report', () => {
  it('draws one page of one song, and says where it is', async () => {
    const { err, out } = await runCli('check', path('two/song & #1.wav'), '--report', path('page.html'));
    expect(err).toContain(path('page.html'));
    expect(out).toContain('LUFS');
    const page = readFileSync(path('page.html'), 'utf8');
    expect(page).toContain('<title>song &amp; #1.wav: check</title>');
    expect(page).toMatch(/<svg[^>]*class="chart"/);
    expect(page).not.toContain('<article');
  });

  it('draws one page of many songs, those that could not be read among them', async () => {
    const files = [path('one'), path('two'), path('broken.wav')];
    await runCli('check', ...files, '--report', path('all.html'), '--sort', 'lufs');
    const page = readFileSync(path('all.html'), 'utf8');
    expect(page.match(/<article/g)).toHaveLength(2);
    expect(page).toContain('Could not be read');
    expect(page).toContain('three files checked');
  });

  it('draws a page a song into a folder, loudest first as asked, two songs of one name apart', async () => {
    await runCli('check', path('one'), path('two'), '--report', path('pages'), '--sort', 'lufs:desc');
    expect(readdirSync(path('pages')).sort()).toEqual([
      'index.html',
      'song & #1.wav-2.html',
      'song & #1.wav.html',
    ]);
    const index = readFileSync(path('pages/index.html'), 'utf8');
    const hrefs = [...index.matchAll(/href="([^"]+)"/g)].map((match) => match[1]);
    expect(hrefs).toEqual(['song%20%26%20%231.wav.html', 'song%20%26%20%231.wav-2.html']);
    const level = (name: string): number => {
      const [, figure] = /<dt>Loudness<\/dt><dd class="value">−([\d.]+)/.exec(
        readFileSync(path(name), 'utf8'),
      )!;
      return -Number(figure);
    };
    expect(level('pages/song & #1.wav.html') - level('pages/song & #1.wav-2.html')).toBeCloseTo(12, 0);
  });

  it('writes nothing where no file could be read, and never over a song', async () => {
    await runCli('check', path('broken.wav'), '--report', path('none.html'));
    expect(existsSync(path('none.html'))).toBe(false);
    const { status } = await runCli('check', path('one'), '--report', path('two/song & #1.wav'));
    expect(status).toBe(2);
  });
});
