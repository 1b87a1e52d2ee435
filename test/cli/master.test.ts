// The master command: files where they were asked for, a summary, a plan without a render, refusals with their status.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

let folder: string;
const path = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-master-'));
  await writeWavFile(diskPlace(), path('my song.wav'), musicLike(5 * 44100, 44100, 5), 44100);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('lacquer master', () => {
  it('writes six files beside the mix and tells where', async () => {
    const { status, out } = await runCli('master', path('my song.wav'));
    expect(status).toBeLessThanOrEqual(1);
    expect(readdirSync(path('my song-master')).sort()).toEqual([
      'my song.master.16-44.wav',
      'my song.master.flac',
      'my song.master.wav',
      'plan.json',
      'report.html',
      'report.json',
    ]);
    expect(out).toContain('my song.master.wav');
  });

  it('does not overwrite unasked, and does when asked', async () => {
    const before = readFileSync(path('my song-master', 'report.json'), 'utf8');
    const refused = await runCli('master', path('my song.wav'));
    expect(refused.status).toBe(4);
    expect(refused.err).toContain('--force');
    expect(readFileSync(path('my song-master', 'report.json'), 'utf8')).toBe(before);
    expect((await runCli('master', path('my song.wav'), '--force')).status).toBeLessThanOrEqual(1);
  });

  it('takes a negative loudness and holds it', async () => {
    const { out } = await runCli(
      'master',
      path('my song.wav'),
      '-o',
      path('at-16'),
      '--loudness',
      '-16',
      '--json',
    );
    const report = JSON.parse(out);
    expect(report.plan.intent.loudness).toEqual({ mode: 'target', lufs: -16 });
    expect(Math.abs(report.after.loudness.integratedLufs + 16)).toBeLessThanOrEqual(0.1);
  });

  it('does only what is asked, at the strength asked, and leaves what is locked', async () => {
    const asked = [
      '--only',
      'tone,dynamics',
      '--lock',
      'bass',
      '--strength',
      'tone=50',
      '--budget',
      'crest=1',
    ];
    const { status, out } = await runCli('master', path('my song.wav'), '--dry-run', '--json', ...asked);
    expect(status).toBe(0);
    const plan = JSON.parse(out);
    expect(plan.intent).toMatchObject({
      only: ['tone', 'dynamics'],
      without: [],
      locks: ['bass'],
      budget: { crestLossDb: 1 },
    });
    for (const move of plan.moves) {
      expect(['tone', 'dynamics']).toContain(move.stage);
      if (move.id === 'tone') expect(move.strength).toBe(0.5);
    }
  });

  it.each([
    ['--only', 'ton', 'tone'],
    ['--lock', 'bas', 'bass'],
    ['--strength', 'tne=50', 'tone'],
    ['--budget', 'crset=1', 'crest'],
  ])('answers a wrong name for %s with the nearest', async (option, name, nearest) => {
    const { status, err } = await runCli('master', path('my song.wav'), '--dry-run', option, name);
    expect(status).toBe(2);
    expect(err).toContain(`“${nearest}”`);
  });

  it('--dry-run prints the plan and writes nothing', async () => {
    const { status, out } = await runCli(
      'master',
      path('my song.wav'),
      '-o',
      path('dry'),
      '--dry-run',
      '--json',
    );
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ version: 2, song: { name: 'my song', frames: 220500 } });
    expect(existsSync(path('dry'))).toBe(false);
  });

  it('--plan renders an edited plan, --clean-twin writes one file more', async () => {
    const plan = JSON.parse(
      (await runCli('master', path('my song.wav'), '--dry-run', '--json', '--loudness', 'off')).out,
    );
    plan.moves = [
      { id: 'level', kind: 'gain', params: { gainDb: -6 }, strength: 1, because: [], expects: [] },
    ];
    plan.promise = { integratedLufs: null, ceilingDbtp: null };
    writeFileSync(path('edited.json'), JSON.stringify(plan));
    const { out } = await runCli(
      'master',
      path('my song.wav'),
      '-o',
      path('edited'),
      '--plan',
      path('edited.json'),
      '--clean-twin',
      '--json',
    );
    const { before, after } = JSON.parse(out);
    expect(after.peak.samplePeakDbfs - before.peak.samplePeakDbfs).toBeCloseTo(-6, 3);
    const clean = readFileSync(path('edited', 'my song.master.clean.wav'));
    expect([clean.toString('latin1', 12, 16), clean.toString('latin1', 36, 40)]).toEqual(['fmt ', 'data']);
  });

  it.each([
    ['no JSON', 'moves: []'],
    ['no plan', '{"version":1}'],
    [
      'an unknown processor',
      '{"version":1,"seed":1,"moves":[{"id":"x","kind":"magic","params":{},"strength":1,"because":[],"expects":[]}]}',
    ],
  ])('refuses a plan that is %s', async (_, text) => {
    writeFileSync(path('bad.json'), text);
    const { status, err } = await runCli(
      'master',
      path('my song.wav'),
      '-o',
      path('bad'),
      '--plan',
      path('bad.json'),
    );
    expect(status).toBe(2);
    expect(err.length).toBeGreaterThan(20);
    expect(existsSync(path('bad'))).toBe(false);
  });

  it('ends with 3 for a mix that is none', async () => {
    writeFileSync(path('text.wav'), 'not a note');
    expect((await runCli('master', path('text.wav'))).status).toBe(3);
    expect((await runCli('master', path('nowhere.wav'))).status).toBe(3);
  });

  it.each([
    [['--dry-run', '--explain'], '--explain'],
    [['--plan', 'plan.json', '--style', 'warm'], '--style'],
    [['--plan', 'plan.json', '--loudness', '-14'], '--loudness'],
  ])('ends with 2 where %j contradict each other', async (options, named) => {
    const { status, err } = await runCli('master', path('my song.wav'), ...options);
    expect(status).toBe(2);
    expect(err).toContain(named);
  });

  it('ends with 2 for a style there is not', async () => {
    expect((await runCli('master', path('my song.wav'), '-o', path('s'), '--style', 'polka')).status).toBe(2);
  });
});
