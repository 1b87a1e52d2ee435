// Stdin file: a pipe kept while it is read, and nothing of it left: after the end, an error, an interrupt.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { keepStdin, placeWithStdin, STDIN_NAME } from '../../src/places/stdin-file.ts';
import { isTemporaryName } from '../../src/places/temporary-name.ts';
import { sameBytes } from '../fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lacquer-stdin-'));
});
afterEach(() => rm(folder, { recursive: true }));

const BYTES = Uint8Array.from({ length: 300_000 }, (_, i) => i * 7);

async function* parts(length: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < BYTES.length; at += length) yield BYTES.subarray(at, at + length);
}

async function* never(): AsyncGenerator<Uint8Array> {
  yield BYTES;
  await new Promise(() => {});
}

async function* broken(): AsyncGenerator<Uint8Array> {
  yield BYTES;
  throw Object.assign(new Error('read'), { code: 'EIO' });
}

describe('standard input', () => {
  it.each([1000, 65536, 400_000])('is kept whole in a hidden file, in pieces of %i bytes', async (length) => {
    const kept = await keepStdin(parts(length), undefined, folder);
    const names = await readdir(folder);
    expect(names.length).toBe(1);
    expect(isTemporaryName(names[0]!)).toBe(true);
    expect(sameBytes(new Uint8Array(await readFile(kept.path)), BYTES)).toBe(true);
    const place = placeWithStdin(memoryPlace(new Map([['other', BYTES.subarray(1)]])), kept);
    const file = await place.open(STDIN_NAME);
    expect([file.name, file.bytes]).toEqual([STDIN_NAME, BYTES.length]);
    expect(await file.read(1000, 3)).toEqual(BYTES.slice(1000, 1003));
    const target = new Uint8Array(4);
    expect(await file.readInto(BYTES.length - 2, target)).toBe(2);
    await file.close();
    expect((await place.open('other')).bytes).toBe(BYTES.length - 1);
    await kept.remove();
    await kept.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it('that is empty is a Fault', async () => {
    await expect(keepStdin(empty(), undefined, folder)).rejects.toMatchObject({
      code: 'empty-file',
      facts: { file: STDIN_NAME },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('is left at once on an interrupt, with nothing behind', async () => {
    const stop = new AbortController();
    const kept = keepStdin(never(), stop.signal, folder);
    setTimeout(() => stop.abort(), 50);
    await expect(kept).rejects.toMatchObject({ code: 'cancelled' });
    expect(await readdir(folder)).toEqual([]);
    await expect(keepStdin(never(), AbortSignal.abort(), folder)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('that breaks is a Fault, with nothing behind', async () => {
    await expect(keepStdin(broken(), undefined, folder)).rejects.toMatchObject({ name: 'Fault' });
    expect(await readdir(folder)).toEqual([]);
  });
});

async function* empty(): AsyncGenerator<Uint8Array> {}
