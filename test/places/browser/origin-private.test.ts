// Origin private place: the shared suite in a worker, and what only the browser's storage can do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Place } from '../../../src/files/place.ts';
import { placeContract } from '../../contracts/place.ts';
import { startPlaceWorker, type WorkerPlace } from './forwarded-place.ts';

let engine: WorkerPlace;
let deck: WorkerPlace;
let roots = 0;

const freshRoot = (): string => `test-${crypto.randomUUID()}/${++roots}`;

beforeAll(() => {
  engine = startPlaceWorker();
  deck = startPlaceWorker();
});

afterAll(async () => {
  const root = await navigator.storage.getDirectory();
  for await (const name of root.keys()) await root.removeEntry(name, { recursive: true }).catch(() => {});
  engine.kill();
  deck.kill();
});

/** A place that asks whatever worker is there when it is asked. */
const late = (worker: () => WorkerPlace): Place => ({
  open: (path) => worker().place.open(path),
  create: (path, options) => worker().place.create(path, options),
  list: (path) => worker().place.list(path),
  exists: (path) => worker().place.exists(path),
  move: (from, to, options) => worker().place.move(from, to, options),
  remove: (path) => worker().place.remove(path),
});

placeContract('originPrivatePlace', async () => ({ place: late(() => engine), root: freshRoot() }));

const withoutMove = (how: 'forgetMove' | 'refuseMove' = 'forgetMove'): WorkerPlace => {
  const worker = startPlaceWorker();
  void worker.extra(how);
  return worker;
};

describe.each(['forgetMove', 'refuseMove'] as const)('a browser that cannot move files (%s)', (how) => {
  const worker = withoutMove(how);
  afterAll(() => worker.kill());
  placeContract('originPrivatePlace', async () => ({ place: worker.place, root: freshRoot() }));
});

async function put(place: Place, path: string, bytes: Uint8Array, replace = false): Promise<void> {
  const sink = await place.create(path, { replace });
  await sink.write(bytes);
  await sink.commit();
}

async function contents(place: Place, path: string): Promise<Uint8Array> {
  const source = await place.open(path);
  const bytes = await source.read(0, source.bytes);
  await source.close();
  return bytes;
}

/** The lock of a worker that was ended goes a moment later. */
async function livingWriters(): Promise<number> {
  const { held = [] } = await navigator.locks.query();
  return held.filter(({ name }) => name!.startsWith('lacquer-writer')).length;
}

/** Names of half-written things. */
async function parts(): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const names: string[] = [];
  for await (const name of (await root.getDirectoryHandle('%parts', { create: true })).keys())
    names.push(name);
  return names;
}

describe('originPrivatePlace', () => {
  it('takes every sign that a name can have, and cannot be led out of its folder', async () => {
    const { place } = engine;
    const root = freshRoot();
    const names = [
      'Ärger & 100 %.wav',
      'a\\b.wav',
      'a:b?*"<>|.wav',
      '%parts',
      '%25.wav',
      '🎛.wav',
      ' .wav',
      '...',
    ];
    for (const name of names) await put(place, `${root}/${name}`, new TextEncoder().encode(name));
    await put(place, `${root}/../up`, Uint8Array.of(1));
    expect(await place.list(root)).toEqual([...names, '../up'].map((name) => `${root}/${name}`).sort());
    for (const name of names) {
      expect(new TextDecoder().decode(await contents(place, `${root}/${name}`))).toBe(name);
    }
    expect(await place.exists(root.replace(/[^/]+$/, 'up'))).toBe(false);
  });

  it('knows one file by all spellings of its path', async () => {
    const root = freshRoot();
    await put(engine.place, `/${root}//a.bin`, Uint8Array.of(7));
    expect(await contents(deck.place, `${root}/a.bin`)).toEqual(Uint8Array.of(7));
    expect(await engine.place.list('')).toContain(`${root}/a.bin`);
  });

  it('lets one of two workers win that create the same thing', async () => {
    for (let round = 0; round < 20; round++) {
      const path = `${freshRoot()}/a.bin`;
      const workers = [engine, deck];
      const sinks = await Promise.all(workers.map((worker) => worker.place.create(path)));
      await Promise.all(sinks.map((sink, i) => sink.write(Uint8Array.of(i))));
      const outcomes = await Promise.allSettled(sinks.map((sink) => sink.commit()));
      const winner = outcomes.findIndex((outcome) => outcome.status === 'fulfilled');
      expect(outcomes.filter((outcome) => outcome.status === 'rejected').length).toBe(1);
      expect(outcomes[1 - winner]).toMatchObject({ reason: { code: 'exists', kind: 'output' } });
      expect(await contents(deck.place, path)).toEqual(Uint8Array.of(winner));
    }
    expect(await parts()).toEqual([]);
  });

  it('always gives a record whole, while another worker replaces it', async () => {
    const path = `${freshRoot()}/record.json`;
    await put(engine.place, path, new Uint8Array(1000).fill(0));
    const written = { all: false };
    const read = { times: 0 };
    const writing = (async () => {
      for (let i = 1; i <= 60 || (i <= 250 && read.times < 10); i++)
        await put(engine.place, path, new Uint8Array(1000 + 300 * i).fill(i), true);
      written.all = true;
    })();
    while (!written.all) {
      const bytes = await contents(deck.place, path);
      expect(bytes.length).toBe(1000 + 300 * bytes[0]!);
      expect(bytes.every((value) => value === bytes[0])).toBe(true);
      read.times++;
    }
    await writing;
    expect(read.times).toBeGreaterThan(5);
  });

  it('reads what is committed while more is being written', async () => {
    const root = freshRoot();
    const segment = (index: number): Uint8Array => new Uint8Array(300_000).fill(index);
    await put(engine.place, `${root}/0`, segment(0));
    const open = await deck.place.open(`${root}/0`);
    const sink = await engine.place.create(`${root}/1`);
    await sink.write(segment(1));
    expect((await open.read(299_990, 100)).length).toBe(10);
    await expect(deck.place.open(`${root}/1`)).rejects.toMatchObject({ code: 'not-found' });
    await sink.commit();
    expect((await contents(deck.place, `${root}/1`)).every((value) => value === 1)).toBe(true);
    await open.close();
  });

  it('tells that a large file was replaced while open, and never mixes the two', async () => {
    const path = `${freshRoot()}/a.bin`;
    await put(engine.place, path, new Uint8Array(5_000_000).fill(1));
    const source = await deck.place.open(path);
    expect((await source.read(0, 10))[0]).toBe(1);
    await put(engine.place, path, new Uint8Array(5_000_000).fill(2), true);
    await expect(source.read(4_500_000, 10)).rejects.toMatchObject({
      code: 'not-readable',
      kind: 'input',
      facts: { file: path, machine: 'browser' },
    });
  });

  it('removes what a worker left that was ended in the middle, and keeps what the living write', async () => {
    const root = freshRoot();
    const killed = startPlaceWorker();
    await (await killed.place.create(`${root}/a.bin`)).write(new Uint8Array(2_000_000));
    const living = await engine.place.create(`${root}/b.bin`);
    await living.write(Uint8Array.of(5));
    expect((await parts()).length).toBe(2);
    const writers = await livingWriters();
    killed.kill();
    await expect.poll(livingWriters).toBe(writers - 1);
    const later = startPlaceWorker();
    await put(later.place, `${root}/c.bin`, Uint8Array.of(1));
    later.kill();
    expect((await parts()).length).toBe(1);
    await living.commit();
    expect(await engine.place.list(root)).toEqual([`${root}/b.bin`, `${root}/c.bin`]);
    expect(await parts()).toEqual([]);
  });

  it('removes a folder with the last thing in it, and finds its way when it is made again', async () => {
    const root = freshRoot();
    const path = `${root}/song/track/0`;
    await put(engine.place, `${root}/stays`, Uint8Array.of(0));
    await put(engine.place, path, Uint8Array.of(1));
    expect(await contents(deck.place, path)).toEqual(Uint8Array.of(1));
    await engine.place.remove(path);
    expect(await deck.place.exists(`${root}/song`)).toBe(false);
    expect(await deck.place.exists(root)).toBe(true);
    await expect(deck.place.open(path)).rejects.toMatchObject({ code: 'not-found' });
    await put(deck.place, path, Uint8Array.of(2));
    expect(await contents(engine.place, path)).toEqual(Uint8Array.of(2));
  });

  it('never loses what one worker writes into a folder that another one empties', async () => {
    const root = freshRoot();
    const numbers = Array.from({ length: 40 }, (_, i) => i);
    const fleeting = async (): Promise<void> => {
      for (const i of numbers) {
        await put(engine.place, `${root}/fleeting`, Uint8Array.of(i));
        await engine.place.remove(`${root}/fleeting`);
      }
    };
    const passing = async (): Promise<void> => {
      for (const i of numbers) {
        await put(deck.place, `${root}/${i}`, Uint8Array.of(i));
        expect(await contents(deck.place, `${root}/${i}`)).toEqual(Uint8Array.of(i));
        await deck.place.remove(`${root}/${i}`);
      }
    };
    await Promise.all([fleeting(), passing()]);
    expect(await deck.place.exists(root)).toBe(false);
  });

  it('cannot make a folder where a file stands', async () => {
    const root = freshRoot();
    await put(engine.place, `${root}/file`, Uint8Array.of(1));
    await expect(engine.place.create(`${root}/file/a.bin`)).rejects.toMatchObject({
      code: 'not-writable',
      kind: 'output',
      facts: { reason: 'NotAFolderError' },
    });
    await expect(engine.place.open(`${root}/file/a.bin`)).rejects.toMatchObject({ code: 'not-found' });
    expect(await engine.place.exists(`${root}/file/a.bin`)).toBe(false);
  });

  it('finds a storage that is too full before the work', async () => {
    const path = `${freshRoot()}/a.bin`;
    const worker = startPlaceWorker();
    await worker.extra('tellStorage', 9e9, 1e9);
    await expect(worker.place.create(path, { expectedBytes: 8e9 + 1 })).rejects.toMatchObject({
      code: 'disk-full',
      kind: 'output',
      facts: { file: path, expectedBytes: 8e9 + 1, freeBytes: 8e9 },
    });
    worker.kill();
    expect(await parts()).toEqual([]);
  });

  it('does not take the most that a browser tells of for the most there is', async () => {
    const path = `${freshRoot()}/a.bin`;
    const worker = startPlaceWorker();
    const usage = 2e9;
    await worker.extra('tellStorage', usage + 10 * 2 ** 30, usage);
    const sink = await worker.place.create(path, { expectedBytes: 13e9 });
    await sink.abort();
    worker.kill();
    expect(await parts()).toEqual([]);
  });

  it('tells when the storage becomes full, and leaves nothing behind', async () => {
    const root = freshRoot();
    const worker = startPlaceWorker();
    await worker.extra('limitStorage', 3_000_000);
    const sink = await worker.place.create(`${root}/a.bin`);
    const filling = (async () => {
      for (let i = 0; i < 40; i++) await sink.write(new Uint8Array(1 << 20));
    })();
    await expect(filling).rejects.toMatchObject({
      code: 'disk-full',
      kind: 'output',
      facts: { file: `${root}/a.bin`, machine: 'browser' },
    });
    await expect(sink.commit()).rejects.toThrow('no longer open');
    await sink.abort();
    worker.kill();
    expect(await parts()).toEqual([]);
    await put(engine.place, `${root}/a.bin`, Uint8Array.of(1));
  });

  it('says where a browser lends no storage', async () => {
    const worker = startPlaceWorker();
    await worker.extra('forgetStorage');
    for (const attempt of [worker.place.open('a'), worker.place.create('a'), worker.place.list('')]) {
      await expect(attempt).rejects.toMatchObject({ code: 'no-storage', kind: 'output' });
    }
    worker.kill();
  });
});
