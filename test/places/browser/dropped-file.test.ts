// Dropped file: what a person gave to the page is read to the byte, and a file that changed is told.
import { afterAll, describe, expect, it } from 'vitest';
import { droppedFileSource, filePlace } from '../../../src/places/browser/dropped-file.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { sameBytes } from '../../fixture.ts';

const BYTES = 9_000_001;
const random = seededRandom(4);
const bytes = Uint8Array.from({ length: BYTES }, () => 256 * random());
const song = new File([bytes], 'song.wav');

const folderName = `dropped-${crypto.randomUUID()}`;
afterAll(async () => (await navigator.storage.getDirectory()).removeEntry(folderName, { recursive: true }));

describe('a dropped file', () => {
  it('gives any range, in order, against it, and overlapping in time', async () => {
    const source = droppedFileSource(song);
    expect([source.name, source.bytes]).toEqual(['song.wav', BYTES]);
    const ranges = [
      [0, 44],
      [44, 400_000],
      [400_044, 3_000_000],
      [3_400_044, 12_000_000],
      [100, 5],
    ];
    for (let at = 0; at < BYTES; at += 393_216) ranges.push([at, 393_216]);
    for (let i = 0; i < 100; i++) ranges.push([9_100_000 * random(), 3e6 * random() ** 6].map(Math.floor));
    const isRight = async ([offset = 0, length = 0]: number[]): Promise<boolean> => {
      const target = new Uint8Array(length);
      const count = await source.readInto(offset, target);
      const wanted = bytes.subarray(offset, offset + length);
      return (
        sameBytes(await source.read(offset, length), wanted) && sameBytes(target.subarray(0, count), wanted)
      );
    };
    for (const range of ranges) expect(await isRight(range), `${range}`).toBe(true);
    expect(await Promise.all(ranges.map(isRight))).toEqual(ranges.map(() => true));
    await source.close();
    await expect(source.read(0, 1)).rejects.toThrow('closed');
  });

  it('is asked for large pieces, however small the reads are', async () => {
    let slices = 0;
    const counted = new File([bytes], 'song.wav');
    counted.slice = (...range) => {
      slices++;
      return song.slice(...range);
    };
    const source = droppedFileSource(counted);
    for (let at = 0; at < BYTES; at += 1000) await source.read(at, 1000);
    expect(slices).toBe(3);
  });

  it.each(['changed', 'removed'])('is told as not readable when it was %s while it was read', async (how) => {
    const root = await navigator.storage.getDirectory();
    const folder = await root.getDirectoryHandle(folderName, { create: true });
    const handle = await folder.getFileHandle('song.wav', { create: true });
    const write = async (): Promise<void> => {
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
    };
    await write();
    const source = await filePlace(new Map([['in/song.wav', await handle.getFile()]])).open('in/song.wav');
    expect(sameBytes(await source.read(0, 100), bytes.subarray(0, 100))).toBe(true);
    if (how === 'changed') await write();
    else await folder.removeEntry('song.wav');
    await expect(source.read(8_000_000, 100)).rejects.toMatchObject({
      code: 'not-readable',
      kind: 'input',
      facts: { file: 'in/song.wav', reason: expect.any(String), machine: 'browser' },
    });
  });
});

describe('dropped files as a place', () => {
  const place = filePlace(
    new Map([
      ['b/song.wav', song],
      ['a.wav', new File([], 'a.wav')],
    ]),
  );

  it('are listed and found by their paths', async () => {
    expect(await place.list('')).toEqual(['a.wav', 'b/song.wav']);
    expect(await place.list('b')).toEqual(['b/song.wav']);
    expect(await place.list('a.wav')).toEqual(['a.wav']);
    expect([await place.exists('b'), await place.exists('b/song.wav'), await place.exists('c')]).toEqual([
      true,
      true,
      false,
    ]);
    await expect(place.list('c')).rejects.toMatchObject({ code: 'not-found', kind: 'input' });
  });

  it('tell what is missing and what is a folder', async () => {
    await expect(place.open('c')).rejects.toMatchObject({
      code: 'not-found',
      kind: 'input',
      facts: { file: 'c' },
    });
    await expect(place.open('b')).rejects.toMatchObject({ code: 'is-folder', kind: 'input' });
    expect((await (await place.open('a.wav')).read(0, 10)).length).toBe(0);
  });
});
