// Digest: however a file is read, in order, twice or with gaps, its hash is that of all its bytes.
import { expect, it } from 'vitest';
import { hashedBytes, portableSha256 } from '../../../src/deliver/accept/digest.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import { sha256 } from '../../fixture.ts';

const BYTES = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) % 251);

it.each([
  ['nothing', []],
  [
    'the head twice and then all',
    [
      [0, 100],
      [10, 40],
      [0, 3000],
      [3000, 2000],
    ],
  ],
  [
    'parts that overlap',
    [
      [0, 2000],
      [1500, 2000],
      [3400, 1600],
    ],
  ],
  [
    'with a gap',
    [
      [0, 100],
      [200, 4000],
    ],
  ],
])('reading %s', async (_, reads) => {
  const place = memoryPlace();
  const sink = await place.create('a');
  await sink.write(BYTES);
  await sink.commit();
  const { source, finish } = hashedBytes(await place.open('a'), await portableSha256());
  for (const [offset, length] of reads as [number, number][]) {
    const target = new Uint8Array(length);
    expect(await source.readInto(offset, target)).toBe(length);
    expect(target).toEqual(BYTES.slice(offset, offset + length));
    expect(await source.read(offset, length)).toEqual(target);
  }
  expect(await finish()).toBe(await sha256(BYTES));
});
