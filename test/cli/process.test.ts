// The command line as a process of its own: its exit status, its streams, and what a kill leaves behind.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'dist', 'cli', 'main.js');

let folder: string;
let mix: string;

beforeAll(async () => {
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs'), '--build']);
  folder = mkdtempSync(join(tmpdir(), 'lacquer-process-'));
  mix = join(folder, 'song.wav');
  await writeWavFile(diskPlace(), mix, musicLike(3 * 44100, 44100, 9), 44100);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** No child outlives its test. */
const LIMIT = { timeout: 150_000, killSignal: 'SIGKILL' } as const;

const run = (...args: string[]) =>
  spawnSync(process.execPath, [MAIN, ...args], { ...LIMIT, encoding: 'utf8' });

describe('a process', () => {
  it('ends with the status of its command, records on stdout, words on stderr', () => {
    const good = run('check', '--json', '--quick', mix);
    expect(good.status).toBe(0);
    expect(JSON.parse(good.stdout).files).toHaveLength(1);
    expect(good.stderr).toBe('');
    const bad = run('check', join(folder, 'nowhere.wav'));
    expect(bad.status).toBe(3);
    expect(bad.stdout).toBe('');
    expect(run('check').status).toBe(2);
  });

  it.skipIf(!existsSync('/dev/full'))('does not end well where its output was lost', () => {
    const full = openSync('/dev/full', 'w');
    const lost = spawnSync(process.execPath, [MAIN, 'check', '--quick', mix], {
      ...LIMIT,
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect(lost.status).toBe(4);
    expect(lost.stderr.toString()).toContain('could not be written out');
  });

  it('stops cleanly when interrupted', async () => {
    const out = join(folder, 'interrupted');
    const child = spawn(process.execPath, [MAIN, 'master', mix, '-o', out], {
      ...LIMIT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let told = '';
    child.stderr.on('data', (text: Buffer) => {
      if (told === '') child.kill('SIGINT');
      told += text.toString();
    });
    const status = await new Promise((done) => child.on('close', done));
    expect(status).toBe(4);
    expect(told).toContain('Stopped');
    expect(existsSync(out) ? readdirSync(out) : []).toEqual([]);
  });

  it('watches until it is interrupted, and then ends well', async () => {
    const child = spawn(process.execPath, [MAIN, 'check', '--watch', '--quick', mix], {
      ...LIMIT,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let told = '';
    child.stdout.on('data', (text: Buffer) => {
      told += text.toString();
    });
    child.stderr.on('data', (text: Buffer) => {
      if (text.toString().includes('Waiting for changes')) child.kill('SIGINT');
    });
    expect(await new Promise((done) => child.on('close', done))).toBe(0);
    expect(told).toContain('song.wav');
  });

  it('leaves whole files or none when killed', async () => {
    const reference = join(folder, 'reference');
    const since = performance.now();
    expect(run('master', mix, '-o', reference).status).toBeLessThanOrEqual(1);
    const lastsMs = performance.now() - since;
    const whole = new Map(readdirSync(reference).map((name) => [name, digest(join(reference, name))]));
    const out = join(folder, 'killed');
    for (const share of [0.3, 0.5, 0.7, 0.85, 0.95]) {
      await killAfter(share * lastsMs, ['master', mix, '-o', out, '--force']);
      for (const name of visible(out).filter((each) => !each.startsWith('report'))) {
        expect(digest(join(out, name)), `${name} after a kill at ${share}`).toBe(whole.get(name));
      }
    }
  });
});

const visible = (out: string): string[] =>
  existsSync(out) ? readdirSync(out).filter((name) => !name.startsWith('.')) : [];
const digest = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

function killAfter(ms: number, args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [MAIN, ...args], { ...LIMIT, stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), ms);
  return new Promise((done) => {
    child.on('close', () => {
      clearTimeout(timer);
      done(null);
    });
  });
}
