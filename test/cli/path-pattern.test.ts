// Path patterns: what they match, what they leave alone, and names that look like patterns.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { audioFilesIn } from '../../src/cli/audio-files.ts';
import { filesMatching, isPattern, patternFolder } from '../../src/cli/path-pattern.ts';
import { diskPlace } from '../../src/places/disk.ts';

let folder: string;
const NAMES = [
  'a.wav',
  'b.flac',
  'B.wav',
  'take [1].wav',
  'a+b(c).wav',
  'é😀.wav',
  '.hidden.wav',
  'notes.txt',
  'one/a.wav',
  'one/two/b.wav',
  'one/two/c.flac',
  '.git/x.wav',
  'one/.hidden/y.wav',
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-pattern-'));
  for (const name of NAMES) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
  symlinkSync(join(folder, 'one'), join(folder, 'link'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const match = async (pattern: string): Promise<string[]> =>
  (await filesMatching(join(folder, pattern))).map((path) => relative(folder, path));

describe('a pattern', () => {
  it.each([
    ['*.flac', ['b.flac']],
    ['?.wav', ['B.wav', 'a.wav']],
    ['[ab].wav', ['a.wav']],
    ['[!a].wav', ['B.wav']],
    ['[A-Z].wav', ['B.wav']],
    ['[z-a].wav', []],
    ['{a,B,zz}.{wav,flac}', ['B.wav', 'a.wav']],
    ['{o{ne,x},}/a.wav', ['a.wav', 'one/a.wav']],
    ['a+b(c).w?v', ['a+b(c).wav']],
    ['é?.wav', ['é😀.wav']],
    ['take [[]1].wav', ['take [1].wav']],
    ['.*.wav', ['.hidden.wav']],
    ['one/**/*.wav', ['one/a.wav', 'one/two/b.wav']],
    ['one/**', ['one/a.wav', 'one/two/b.wav', 'one/two/c.flac']],
    ['**/two/*.wav', ['one/two/b.wav']],
    ['link/*.wav', ['link/a.wav']],
    ['*/a.wav', ['link/a.wav', 'one/a.wav']],
    ['none/*.wav', []],
    ['a.wav/*', []],
  ])('%s', async (pattern, expected) => {
    expect(await match(pattern)).toEqual(expected);
  });

  it('goes through folders without links and hidden ones', async () => {
    const found = await match('**/*.wav');
    expect(found).toEqual(
      ['B.wav', 'a+b(c).wav', 'a.wav', 'one/a.wav', 'one/two/b.wav', 'take [1].wav', 'é😀.wav'].sort(),
    );
  });

  it('does not take forever, whatever is written', async () => {
    expect(await match(`${'*'.repeat(200)}x${'{a,b}'.repeat(12)}`)).toEqual([]);
    expect(await match('[')).toEqual([]);
    expect(await match('a{')).toEqual([]);
  });

  it('lies in a folder that can be watched', () => {
    expect(patternFolder('*.wav')).toEqual({ folder: '.', deep: false });
    expect(patternFolder('a/b/*.wav')).toEqual({ folder: 'a/b', deep: false });
    expect(patternFolder('a/**/*.wav')).toEqual({ folder: 'a', deep: true });
    expect(patternFolder('/*/x.wav')).toEqual({ folder: '/', deep: true });
    expect(['a.wav', 'a*.wav'].map(isPattern)).toEqual([false, true]);
  });
});

describe('audio files', () => {
  const found = async (...paths: string[]): Promise<string[]> =>
    (
      await audioFilesIn(
        diskPlace(),
        paths.map((path) => join(folder, path)),
      )
    ).map((path) => relative(folder, path));

  it('are files by their own names first, then patterns, then folders, each once', async () => {
    expect(await found('take [1].wav', '*.flac', 'one', 'one/a.wav')).toEqual([
      'take [1].wav',
      'b.flac',
      'one/.hidden/y.wav',
      'one/a.wav',
      'one/two/b.wav',
      'one/two/c.flac',
    ]);
  });

  it('are looked for by name where a pattern does not say the kind', async () => {
    expect(await found('*')).not.toContain('notes.txt');
    expect(await found('*.txt')).toEqual(['notes.txt']);
  });

  it('that are not there are handed on, to be told of', async () => {
    expect(await found('nowhere.wav', '*.nothing')).toEqual(['nowhere.wav', '*.nothing']);
  });
});
