// AAC at the command line: the program lends the ffmpeg decoder; without ffmpeg the fault says what to install.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const SONG = join(ROOT, 'test', 'files', 'fixtures', 'sines.m4a');
const folder = mkdtempSync(join(tmpdir(), 'lacquer-lent-'));

beforeAll(() => {
  spawnSync(process.execPath, [join(ROOT, 'scripts', 'ensure.mjs'), '--build']);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function check(path: string) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'dist', 'cli', 'main.js'), 'check', '--json', SONG],
    { encoding: 'utf8', timeout: 150_000, env: { ...process.env, PATH: path } },
  );
  return { status, record: JSON.parse(stdout) };
}

describe.skipIf(process.platform === 'win32')('an AAC file', () => {
  it('is decoded by the ffmpeg on PATH', () => {
    // A stand-in: takes everything, then gives two seconds of stereo silence.
    const program = join(folder, 'ffmpeg');
    writeFileSync(program, '#!/bin/sh\ncat > /dev/null\nhead -c 705600 /dev/zero\n');
    chmodSync(program, 0o755);
    const { status, record } = check(`${folder}${delimiter}${process.env.PATH}`);
    // Silence is told as an error of its own: the sound did come through the stand-in.
    expect(status).toBe(1);
    expect(record.files[0].findings[0].code).toBe('no-sound');
    expect(record.files).toHaveLength(1);
    expect(record.files[0].format.codec).toMatch(/aac/i);
  });

  it('without ffmpeg is refused in plain words', () => {
    const { status, record } = check(join(folder, 'nothing-here'));
    expect(status).toBe(3);
    expect(record.faults[0].code).toBe('needs-decoder');
    expect(record.faults[0].cure).toContain('ffmpeg');
  });
});
