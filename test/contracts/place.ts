// The Place contract: the same operations wherever bytes live; what is written is whole or absent.
import { describe, expect, it } from 'vitest';
import type { ByteSource, Place } from '../../src/files/place.ts';
import { seededRandom } from '../../src/signal/random.ts';
import { sameBytes } from '../fixture.ts';

/** A fresh place, and a path below which it is empty. */
export interface PlaceSetup {
  readonly place: Place;
  readonly root: string;
}

function randomBytes(length: number, seed = 1): Uint8Array {
  const random = seededRandom(seed);
  return Uint8Array.from({ length }, () => 256 * random());
}

async function put(place: Place, path: string, bytes: Uint8Array, replace = false): Promise<void> {
  const sink = await place.create(path, { replace });
  await sink.write(bytes);
  await sink.commit();
}

async function contents(place: Place, path: string): Promise<Uint8Array> {
  const source = await place.open(path);
  const bytes = await source.read(0, source.bytes + 10);
  await source.close();
  return bytes;
}

/** All that a place owes; call it inside a test file. */
export function placeContract(name: string, setup: () => Promise<PlaceSetup>): void {
  describe(`${name} keeps the Place contract`, () => {
    it('gives back what was written, in pieces of any size', async () => {
      const { place, root } = await setup();
      const bytes = randomBytes(3_000_001);
      const sink = await place.create(`${root}/a.bin`);
      const sizes = [0, 1, 100, 65536, 1 << 20, 1_500_000, 7];
      let at = 0;
      for (let i = 0; at < bytes.length; i++) {
        const piece = bytes.slice(at, at + sizes[i % sizes.length]!);
        await sink.write(piece);
        piece.fill(0xee);
        at += sizes[i % sizes.length]!;
      }
      await sink.commit();
      expect(sameBytes(await contents(place, `${root}/a.bin`), bytes)).toBe(true);
    });

    it('reads any range, and fewer bytes only at the end', async () => {
      const { place, root } = await setup();
      const bytes = randomBytes(700_000);
      await put(place, `${root}/a.bin`, bytes);
      const source = await place.open(`${root}/a.bin`);
      expect(source.bytes).toBe(bytes.length);
      expect(source.name).toBe(`${root}/a.bin`);
      const random = seededRandom(2);
      for (let i = 0; i < 200; i++) {
        const offset = Math.floor(random() * 710_000);
        const length = Math.floor(random() ** 4 * 400_000);
        await expectRange(source, bytes, offset, length);
      }
      for (const offset of [699_999, 700_000, 700_001, 2 ** 40, 2 ** 60])
        await expectRange(source, bytes, offset, 10);
      await source.close();
      await source.close();
    });

    it('gives arrays that are the caller’s', async () => {
      const { place, root } = await setup();
      await put(place, `${root}/a.bin`, randomBytes(1000));
      const source = await place.open(`${root}/a.bin`);
      const first = await source.read(0, 100);
      first.fill(0);
      expect(await source.read(0, 100)).toEqual(randomBytes(1000).slice(0, 100));
      await source.close();
    });

    it('serves reads that overlap in time', async () => {
      const { place, root } = await setup();
      const bytes = randomBytes(600_000);
      await put(place, `${root}/a.bin`, bytes);
      const source = await place.open(`${root}/a.bin`);
      await Promise.all(
        [500_000, 0, 300_000, 10, 599_990].map((offset) => expectRange(source, bytes, offset, 1000)),
      );
      await source.close();
    });

    it('rewrites what was written before', async () => {
      const { place, root } = await setup();
      const bytes = randomBytes(2_100_000);
      const sink = await place.create(`${root}/a.bin`);
      await sink.write(bytes.subarray(0, 2_000_000));
      await sink.rewrite(0, Uint8Array.of(1, 2, 3));
      await sink.rewrite(1_999_998, Uint8Array.of(4, 5));
      await sink.write(bytes.subarray(2_000_000));
      await sink.rewrite(2_099_999, Uint8Array.of(6));
      await expect(sink.rewrite(2_099_999, Uint8Array.of(6, 7))).rejects.toThrow('past the end');
      await sink.commit();
      bytes.set([1, 2, 3], 0);
      bytes.set([4, 5], 1_999_998);
      bytes.set([6], 2_099_999);
      expect(sameBytes(await contents(place, `${root}/a.bin`), bytes)).toBe(true);
    });

    it('shows nothing before commit and nothing after abort', async () => {
      const { place, root } = await setup();
      await put(place, `${root}/other.bin`, randomBytes(3));
      const sink = await place.create(`${root}/a.bin`);
      await sink.write(randomBytes(3_000_000));
      expect(await place.exists(`${root}/a.bin`)).toBe(false);
      expect(await place.list(root)).toEqual([`${root}/other.bin`]);
      await sink.abort();
      await sink.abort();
      expect(await place.exists(`${root}/a.bin`)).toBe(false);
      expect(await place.list(root)).toEqual([`${root}/other.bin`]);
      await expect(sink.write(randomBytes(1))).rejects.toThrow('no longer open');
      await expect(sink.commit()).rejects.toThrow('no longer open');
    });

    it('keeps what is committed when abort comes too late', async () => {
      const { place, root } = await setup();
      const sink = await place.create(`${root}/a.bin`);
      await sink.write(randomBytes(10));
      await sink.commit();
      await sink.abort();
      expect(await contents(place, `${root}/a.bin`)).toEqual(randomBytes(10));
    });

    it('writes empty things too', async () => {
      const { place, root } = await setup();
      await put(place, `${root}/empty`, new Uint8Array(0));
      const source = await place.open(`${root}/empty`);
      expect(source.bytes).toBe(0);
      expect((await source.read(0, 10)).length).toBe(0);
      await source.close();
    });

    it('replaces nothing unless asked to', async () => {
      const { place, root } = await setup();
      const path = `${root}/a.bin`;
      await put(place, path, Uint8Array.of(1));
      await expect(place.create(path)).rejects.toMatchObject({
        code: 'exists',
        kind: 'output',
        facts: { file: path },
      });
      const sink = await place.create(path, { replace: true });
      await sink.write(Uint8Array.of(2, 2));
      expect(await contents(place, path), 'the old one until commit').toEqual(Uint8Array.of(1));
      await sink.commit();
      expect(await contents(place, path)).toEqual(Uint8Array.of(2, 2));
    });

    it('lets one of two runs that create the same thing win, and tells the other', async () => {
      const { place, root } = await setup();
      const path = `${root}/a.bin`;
      const sinks = [await place.create(path), await place.create(path)];
      await sinks[0]!.write(Uint8Array.of(1));
      await sinks[1]!.write(Uint8Array.of(2));
      const outcomes = await Promise.allSettled(sinks.map((sink) => sink.commit()));
      const lost = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(lost.length).toBe(1);
      expect(lost[0]!.reason).toMatchObject({ code: 'exists', kind: 'output' });
      const winner = outcomes[0]!.status === 'fulfilled' ? 1 : 2;
      expect(await contents(place, path)).toEqual(Uint8Array.of(winner));
      expect(await place.list(root)).toEqual([path]);
    });

    it('creates in folders that do not exist yet, and lists what lies below, sorted', async () => {
      const { place, root } = await setup();
      for (const path of ['b/two.bin', 'a.bin', 'b/c/d/three.bin', 'B.bin'])
        await put(place, `${root}/${path}`, Uint8Array.of(1));
      const all = ['B.bin', 'a.bin', 'b/c/d/three.bin', 'b/two.bin'].map((path) => `${root}/${path}`);
      expect(await place.list(root)).toEqual(all);
      expect(await place.list(`${root}/b`)).toEqual(all.slice(2));
      expect(await place.list(`${root}/a.bin`)).toEqual([`${root}/a.bin`]);
      await expect(place.list(`${root}/none`)).rejects.toMatchObject({ code: 'not-found', kind: 'input' });
    });

    it('tells what is missing and what is a folder', async () => {
      const { place, root } = await setup();
      await put(place, `${root}/folder/a.bin`, Uint8Array.of(1));
      await expect(place.open(`${root}/none.wav`)).rejects.toMatchObject({
        code: 'not-found',
        kind: 'input',
        facts: { file: `${root}/none.wav` },
      });
      await expect(place.open(`${root}/folder`)).rejects.toMatchObject({ code: 'is-folder', kind: 'input' });
      await expect(place.create(`${root}/folder`)).rejects.toMatchObject({
        code: 'is-folder',
        kind: 'output',
      });
      await expect(place.create(`${root}/folder`, { replace: true })).rejects.toMatchObject({
        code: 'is-folder',
      });
      expect(await place.exists(`${root}/folder`)).toBe(true);
      expect(await place.exists(`${root}/folder/a.bin`)).toBe(true);
      expect(await place.exists(`${root}/fold`)).toBe(false);
    });

    it('moves a thing in one step, over another only when asked to', async () => {
      const { place, root } = await setup();
      await put(place, `${root}/a.bin`, Uint8Array.of(1));
      await put(place, `${root}/b.bin`, Uint8Array.of(2));
      await expect(place.move(`${root}/a.bin`, `${root}/b.bin`)).rejects.toMatchObject({
        code: 'exists',
        kind: 'output',
      });
      expect(await contents(place, `${root}/a.bin`)).toEqual(Uint8Array.of(1));
      await place.move(`${root}/a.bin`, `${root}/c.bin`);
      await place.move(`${root}/c.bin`, `${root}/b.bin`, { replace: true });
      expect(await place.list(root)).toEqual([`${root}/b.bin`]);
      expect(await contents(place, `${root}/b.bin`)).toEqual(Uint8Array.of(1));
      await expect(place.move(`${root}/a.bin`, `${root}/d.bin`)).rejects.toMatchObject({
        code: 'not-found',
        kind: 'output',
      });
      await place.move(`${root}/b.bin`, `${root}/e/f/g.bin`);
      expect(await place.list(root)).toEqual([`${root}/e/f/g.bin`]);
    });

    it('leaves no empty folder behind where it is asked to tidy', async () => {
      const { place, root } = await setup();
      for (const path of ['work/a/b/one.bin', 'work/c/two.bin', 'kept.bin'])
        await put(place, `${root}/${path}`, Uint8Array.of(1));
      await place.remove(`${root}/work/a/b/one.bin`);
      await place.tidy?.(`${root}/work`);
      expect(await place.exists(`${root}/work/a`)).toBe(false);
      expect(await place.exists(`${root}/work/c/two.bin`)).toBe(true);
      await place.remove(`${root}/work/c/two.bin`);
      await place.tidy?.(`${root}/work`);
      await place.tidy?.(`${root}/work`);
      expect(await place.exists(`${root}/work`)).toBe(false);
      expect(await place.list(root)).toEqual([`${root}/kept.bin`]);
    });

    it('removes a thing, and is quiet when there is none', async () => {
      const { place, root } = await setup();
      await put(place, `${root}/a.bin`, Uint8Array.of(1));
      await place.remove(`${root}/a.bin`);
      await place.remove(`${root}/a.bin`);
      expect(await place.exists(`${root}/a.bin`)).toBe(false);
    });
  });
}

async function expectRange(
  source: ByteSource,
  bytes: Uint8Array,
  offset: number,
  length: number,
): Promise<void> {
  const wanted = bytes.slice(Math.min(offset, bytes.length), Math.min(offset + length, bytes.length));
  expect(sameBytes(await source.read(offset, length), wanted)).toBe(true);
  const target = new Uint8Array(length);
  const count = await source.readInto(offset, target);
  expect(sameBytes(target.subarray(0, count), wanted)).toBe(true);
}
