// Watching: files are told once they are whole, again when they or their waivers change, and it ends when asked.
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CheckRequest } from '../../src/cli/check-output.ts';
import { parseColumns } from '../../src/cli/check-sort.ts';
import { watchCheck } from '../../src/cli/watch-check.ts';
import { watchFiles, type WatchRound } from '../../src/cli/watch-files.ts';
import { NO_PROGRESS } from '../../src/cli/progress-line.ts';
import { profileById } from '../../src/report/rules/rule-profiles.ts';
import { PLAIN } from '../../src/report/text-style.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

let folder: string;
let controller: AbortController;
let rounds: WatchRound[];
let watching: Promise<void>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-watch-'));
  controller = new AbortController();
  rounds = [];
});

afterEach(async () => {
  controller.abort();
  await watching.catch(() => {});
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string): string => join(folder, name);
const names = (paths: readonly string[]): string[] => paths.map((path) => basename(path));

function begin(...paths: string[]): void {
  watching = watchFiles(
    paths,
    async (round) => {
      rounds.push(round);
    },
    controller.signal,
  );
}

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 120_000;
  while (!condition()) {
    if (performance.now() > end) throw new Error('waited in vain');
    await pause(20);
  }
}

const pause = (ms: number): Promise<unknown> => new Promise((done) => setTimeout(done, ms));

/** Writes a file piece by piece for three times as long as one must rest to be whole. */
async function growSlowly(name: string): Promise<{ longestPauseMs: number; toldMeanwhile: number }> {
  const told = rounds.length;
  let longestPauseMs = 0;
  writeFileSync(at(name), '');
  for (let i = 0; i < 30; i++) {
    const since = performance.now();
    appendFileSync(at(name), 'more');
    await pause(50);
    longestPauseMs = Math.max(longestPauseMs, performance.now() - since);
  }
  return { longestPauseMs, toldMeanwhile: rounds.length - told };
}

describe('watching files', () => {
  it('tells what is there, then what came, changed or went', async () => {
    writeFileSync(at('a.wav'), 'one');
    begin(folder);
    await until(() => rounds.length === 1);
    expect(names(rounds[0]!.changed)).toEqual(['a.wav']);
    mkdirSync(at('sub'));
    writeFileSync(at('sub/b.flac'), 'two');
    writeFileSync(at('notes.txt'), 'no sound');
    await until(() => rounds.length === 2);
    expect(names(rounds[1]!.changed)).toEqual(['b.flac']);
    expect(names(rounds[1]!.files)).toEqual(['a.wav', 'b.flac']);
    rmSync(at('a.wav'));
    await until(() => rounds.length === 3);
    expect(rounds[2]!.changed).toEqual([]);
    expect(names(rounds[2]!.files)).toEqual(['b.flac']);
  });

  it('waits until a file is whole', async () => {
    begin(folder);
    await until(() => rounds.length === 1);
    // A machine that makes the writer pause for as long as a file may rest says nothing of the watcher: once more, then.
    for (let attempt = 1; ; attempt++) {
      const told = rounds.length;
      const { longestPauseMs, toldMeanwhile } = await growSlowly(`slow-${attempt}.wav`);
      if (longestPauseMs < 400) expect(toldMeanwhile).toBe(0);
      await until(() => rounds.length > told);
      if (toldMeanwhile > 0 && attempt < 20) continue;
      expect(rounds).toHaveLength(told + 1);
      expect(names(rounds.at(-1)!.changed)).toEqual([`slow-${attempt}.wav`]);
      return;
    }
  });

  it('notices a file that is replaced by another of its name', async () => {
    writeFileSync(at('song.wav'), 'old');
    begin(at('song.wav'));
    await until(() => rounds.length === 1);
    writeFileSync(at('song.tmp'), 'new');
    renameSync(at('song.tmp'), at('song.wav'));
    await until(() => rounds.length === 2);
    expect(names(rounds[1]!.changed)).toEqual(['song.wav']);
  });

  it('tells a song again whose waivers changed', async () => {
    writeFileSync(at('song.wav'), 'sound');
    begin(join(folder, '*.wav'));
    await until(() => rounds.length === 1);
    writeFileSync(at('lacquer-waivers.json'), '{}');
    await until(() => rounds.length === 2);
    expect(names(rounds[1]!.changed)).toEqual(['song.wav']);
  });

  it('fails where there is no such folder', async () => {
    begin(at('nowhere/a.wav'));
    await expect(watching).rejects.toMatchObject({ code: 'not-found' });
  });

  it('ends when asked', async () => {
    begin(folder);
    await until(() => rounds.length === 1);
    controller.abort();
    await expect(watching).resolves.toBeUndefined();
  });
});

const WATCHED: CheckRequest = {
  format: 'csv',
  profile: profileById('mix'),
  failOn: 'error',
  quick: true,
  waivers: undefined,
  report: undefined,
  order: null,
  columns: parseColumns('file,bits'),
};

describe('check --watch', () => {
  it('keeps a file with the results of all', async () => {
    const sound = musicLike(44100, 44100);
    await writeWavFile(diskPlace(), at('a.wav'), sound, 44100);
    const out = at('out.csv');
    const terminal = { line: NO_PROGRESS, text: { width: 80, style: PLAIN } };
    watching = watchCheck([folder], WATCHED, out, terminal, controller.signal);
    const lines = async (): Promise<string[]> => {
      const { readFile } = await import('node:fs/promises');
      const text = await readFile(out, 'utf8').catch(() => '');
      return text.split('\r\n').slice(1, -1);
    };
    let told: string[] = [];
    const toldOf = async (count: number): Promise<void> => {
      const end = performance.now() + 120_000;
      while ((told = await lines()).length !== count && performance.now() < end) await pause(20);
    };
    await toldOf(1);
    await writeWavFile(diskPlace(), at('b.wav'), sound, 44100, 16);
    await toldOf(2);
    expect(told.map((line) => line.replace(/.*[\\/]/, ''))).toEqual(['a.wav,24', 'b.wav,16']);
    controller.abort();
    await watching;
  });

  it('says so where there is nothing to check yet', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    const request: CheckRequest = { ...WATCHED, format: 'text' };
    const terminal = { line: NO_PROGRESS, text: { width: 80, style: PLAIN } };
    watching = watchCheck([at('mixx.wav')], request, undefined, terminal, controller.signal);
    await until(() => said.mock.calls.length > 0);
    expect(said.mock.calls[0]![0]).toMatch(/no sound file there yet.*Ctrl-C/);
    said.mockRestore();
    controller.abort();
    await watching;
  });
});
