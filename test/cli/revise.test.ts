// The revise command: versions of a plan by wishes in words, none overwritten, and the master that follows them.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/master/plan.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';
import { runCli } from './run-cli.ts';

const RATE = 44100;
const FRAMES = 1.2 * RATE;
const folder = mkdtempSync(join(tmpdir(), 'lacquer-revise-'));
const at = (name: string): string => join(folder, name);
const plan = at('plan.json');
const mix = at('mix.wav');
const read = (name: string): Plan => JSON.parse(readFileSync(at(name), 'utf8')) as Plan;

beforeAll(async () => {
  await writeWavFile(diskPlace(), mix, musicLike(FRAMES, RATE, 5), RATE);
  const song = { name: 'mix', sampleRateHz: RATE, channels: 2, frames: FRAMES };
  const moves = [{ id: 'level', stage: 'loudness', kind: 'gain', params: { gainDb: 1 } }];
  const intent = { loudness: { mode: 'target', lufs: -20 } };
  const promise = { integratedLufs: -20, ceilingDbtp: -1 };
  writeFileSync(plan, JSON.stringify({ version: 2, song, moves, intent, promise }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('lacquer revise', () => {
  it('writes version after version beside the plan, tells what changed, and overwrites none', async () => {
    const first = await runCli('revise', plan, 'a bit more bass');
    expect(first.status).toBe(0);
    expect(first.out).toContain('plan.2.json');
    expect(first.out).toMatch(/added {2}Bass \(words-bass, eq\)\s+\+0\.5\sdB at 110\sHz/);
    expect(first.out).toMatch(/no loudness is\s+promised/);
    // words need no quotation marks
    expect((await runCli('revise', at('plan.2.json'), 'more', 'bass')).out).toMatch(
      /gain \+0\.5\sdB → \+1\.5\sdB/,
    );
    expect((await runCli('revise', plan, 'brighter')).out).toContain('plan.4.json');
    expect(readdirSync(folder).sort()).toEqual([
      'mix.wav',
      'plan.2.json',
      'plan.3.json',
      'plan.4.json',
      'plan.json',
    ]);
    const taken = await runCli('revise', plan, 'brighter', '-o', at('plan.2.json'));
    expect([taken.status, read('plan.2.json').moves.length]).toEqual([4, 3]);
  });

  it('decides level and limiter anew with the mix, and the master keeps what is promised', async () => {
    const { status, out } = await runCli(
      'revise',
      plan,
      'louder by 2 LU, less harsh at 0:01',
      '--mix',
      mix,
      '-o',
      at('b.json'),
      '--json',
    );
    expect(status).toBe(0);
    const told = JSON.parse(out) as { plan: Plan; diff: { same: boolean } };
    expect(told.plan.promise.integratedLufs).toBeCloseTo(-18, 1);
    expect(told.plan).toEqual(read('b.json'));
    expect(told.diff.same).toBe(false);
  });

  it('says what it did not understand, and leaves nothing behind', async () => {
    const before = readdirSync(folder);
    const { status, err } = await runCli('revise', plan, 'more baas');
    expect(status).toBe(2);
    expect(err).toContain('“baas”');
    expect(err).toContain('Did you mean: bass');
    expect((await runCli('revise', at('none.json'), 'more bass')).status).toBe(3);
    expect((await runCli('revise', plan)).status).toBe(2);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('is a part of mastering, too: both plans stand beside the master', async () => {
    const out = at('release');
    const made = await runCli('master', mix, '--plan', plan, '--revise', 'more air', '-o', out);
    expect(made.status).toBeLessThan(2);
    expect(read('release/plan.before-words.json').moves.map(({ id }) => id)).toEqual(['level']);
    expect(read('release/plan.json').moves.map(({ id }) => id)).toContain('words-air');
    const report = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')) as {
      verification: { kept: boolean };
    };
    expect(report.verification.kept).toBe(true);
    const unknown = await runCli('master', mix, '--revise', 'more baas', '-o', at('other'));
    expect([unknown.status, readdirSync(folder).includes('other')]).toEqual([2, false]);
  });
});
