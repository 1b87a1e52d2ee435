// The check command: a page, a table, records; one bad file does not stop the others; statuses for scripts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  folder = mkdtempSync(join(tmpdir(), 'lacquer-check-'));
  const sound = musicLike(5 * 44100, 44100);
  const quieter = sound.map((samples) => samples.map((value) => 0.25 * value));
  mkdirSync(path('album'));
  await writeWavFile(diskPlace(), path('album/a-quiet.wav'), quieter, 44100);
  await writeWavFile(diskPlace(), path('album/b-loud.wav'), sound, 44100);
  writeFileSync(path('album/notes.txt'), 'no sound');
  writeFileSync(path('broken.wav'), 'no sound either');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lacquer check', () => {
  it('prints a page for one file', async () => {
    const { status, out } = await runCli('check', path('album/b-loud.wav'));
    expect(status).toBeLessThanOrEqual(1);
    expect(out).toContain('b-loud.wav');
    expect(out).toContain('LUFS');
  });

  it('prints records with --json', async () => {
    const { out } = await runCli('check', '--json', path('album/b-loud.wav'));
    const { version, files } = JSON.parse(out);
    expect(version).toBe(1);
    expect(files).toHaveLength(1);
    expect(files[0].format).toMatchObject({ sampleRateHz: 44100, channels: 2, bits: 24, frames: 220500 });
    expect(files[0].loudness.integratedLufs).toBeLessThan(-10);
    expect(files[0].peak.truePeakDbtp).toBeGreaterThanOrEqual(files[0].peak.samplePeakDbfs);
  });

  it('measures the same with --quick', async () => {
    const read = async (...args: string[]) =>
      JSON.parse((await runCli('check', '--json', ...args)).out).files[0];
    const whole = await read(path('album/b-loud.wav'));
    const quick = await read('--quick', path('album/b-loud.wav'));
    expect(quick.loudness).toEqual(whole.loudness);
    expect(quick.peak).toEqual(whole.peak);
  });

  it('searches folders for sound, and sorts the table', async () => {
    const { out } = await runCli('check', '--quick', '--sort', 'lufs', path('album'));
    expect(out.indexOf('b-loud.wav')).toBeGreaterThan(0);
    expect(out.indexOf('a-quiet.wav')).toBeGreaterThan(out.indexOf('b-loud.wav'));
    expect(out).not.toContain('notes.txt');
    const unsorted = (await runCli('check', '--quick', path('album'))).out;
    expect(unsorted.indexOf('a-quiet.wav')).toBeLessThan(unsorted.indexOf('b-loud.wav'));
  });

  it('goes on after a bad file, and says so with its status', async () => {
    const files = [path('broken.wav'), path('nowhere.wav'), path('album/b-loud.wav')];
    const { status, out } = await runCli('check', '--quick', '--json', ...files);
    const { files: good, faults } = JSON.parse(out);
    expect(status).toBe(3);
    expect(good).toHaveLength(1);
    expect(faults.map((fault: { code: string }) => fault.code)).toEqual(['unknown-format', 'not-found']);
    const table = await runCli('check', '--quick', ...files);
    expect(table.out).toContain('b-loud.wav');
    expect(table.out).toContain('broken.wav');
  });

  it('lets no name of a file drive the terminal', async () => {
    for (const names of [['a\u001b[31m.wav'], ['a\u001b[31m.wav', 'b\u0007.wav']]) {
      const { out, err } = await runCli('check', ...names.map(path));
      expect(out + err).toContain('.wav');
      expect(out + err).not.toMatch(/[\u0007\u001b]/);
    }
  });

  it('ends with 3 for one bad file, and says what to do', async () => {
    const { status, err } = await runCli('check', path('nowhere.wav'));
    expect(status).toBe(3);
    expect(err).toContain('nowhere.wav');
    expect(err.split('\n').length).toBeGreaterThan(1);
  });
});

describe('bad usage ends with 2', () => {
  it.each([
    [['check']],
    [['check', '--sort', 'colour', 'x.wav']],
    [['master']],
    [['master', 'x.wav', '--loudness', 'loud']],
    [['master', 'x.wav', '--amount', '101']],
    [['master', 'x.wav', '--ceiling', '3']],
    [['master', 'x.wav', '--colour', 'blue']],
    [['mix', 'x.wav']],
    [[]],
  ])('lacquer %j', async (args) => {
    expect((await runCli(...args)).status).toBe(2);
  });
});

describe('help', () => {
  it('is no failure', async () => {
    const { status, out } = await runCli('--help');
    expect(status).toBe(0);
    expect(out).toContain('Exit status');
  });
});
