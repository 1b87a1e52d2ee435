// Errand threads: the same work elsewhere: results, Faults, progress and calling back come over the wire, and threads are used again.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errandThreads, type ErrandThreads } from '../../src/cli/errand-threads.ts';
import { diskPlace } from '../../src/places/disk.ts';
import { HASH_ERRAND } from '../../src/tasks/errands/hash-errand.ts';
import { JOIN_ERRAND } from '../../src/tasks/errands/join-errand.ts';
import { RENDER_ERRAND } from '../../src/tasks/errands/render-errand.ts';
import { SILENT_RUN, type Run } from '../../src/tasks/run.ts';
import { sha256 } from '../fixture.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const BUILT = new URL('../../dist/cli/errand-worker.js', import.meta.url);
const RATE = 44100;
let folder: string;
let threads: ErrandThreads;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lacquer-errands-'));
  await writeWavFile(diskPlace(), path('a.wav'), musicLike(RATE, RATE, 1), RATE, 16);
  await writeWavFile(diskPlace(), path('b.wav'), musicLike(20 * RATE, RATE, 2), RATE, 16);
  threads = errandThreads(BUILT, 2);
});
afterAll(async () => {
  await threads.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('errands in threads', () => {
  it('come back with what they found, many of them over few threads', async () => {
    const orders = ['a.wav', 'b.wav', 'a.wav', 'b.wav', 'a.wav'].map((name) => ({
      file: path(name),
      isSound: true,
    }));
    const hashed = await Promise.all(orders.map((order) => threads.send(HASH_ERRAND, order, SILENT_RUN)));
    for (const [i, { file }] of orders.entries())
      expect(hashed[i]).toMatchObject({ sha256: sha256(await readFile(file)), format: { container: 'wav' } });
  });

  it('tell how far they are, and write the files of their order', async () => {
    const shares: number[] = [];
    const run: Run = { progress: (stage, share) => stage === 'join' && shares.push(share) };
    const piece = { file: path('b.wav'), startS: 1, endS: 3 };
    const { frames } = await threads.send(JOIN_ERRAND, { pieces: [piece], out: path('joined.wav') }, run);
    expect(frames).toEqual([2 * RATE]);
    expect(shares.length).toBeGreaterThan(0);
    expect(await diskPlace().exists(path('joined.wav'))).toBe(true);
  });

  it('bring their Faults, and the thread goes on', async () => {
    const missing = threads.send(HASH_ERRAND, { file: path('none.wav'), isSound: false }, SILENT_RUN);
    await expect(missing).rejects.toMatchObject({ code: 'not-found', facts: { file: path('none.wav') } });
    const there = await threads.send(HASH_ERRAND, { file: path('a.wav'), isSound: false }, SILENT_RUN);
    expect(there.format).toBeNull();
  });

  it('are called back, and leave nothing half-written', async () => {
    const signal = { aborted: false };
    const run: Run = {
      signal: signal as AbortSignal,
      progress: () => {
        signal.aborted = true;
      },
    };
    const pieces = Array.from({ length: 40 }, () => ({ file: path('b.wav'), startS: 0, endS: null }));
    const sent = threads.send(JOIN_ERRAND, { pieces, out: path('half.wav') }, run);
    await expect(sent).rejects.toMatchObject({ code: 'cancelled' });
    expect((await diskPlace().list(folder)).filter((name) => name.includes('half'))).toEqual([]);
  });

  it('tell a mistake of ours as one', async () => {
    const order = { file: path('a.wav'), plan: 7, frames: RATE, out: path('x.wav') } as never;
    await expect(threads.send(RENDER_ERRAND, order, SILENT_RUN)).rejects.toThrow(/moves|undefined/);
  });
});
