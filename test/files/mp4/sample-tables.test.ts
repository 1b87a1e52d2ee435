// Sample tables: packets that cannot be in the file are not counted to; true tables pass.
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../../src/files/memory-place.ts';
import { readMp4 } from '../../../src/files/mp4/mp4-read.ts';
import { fixture } from '../../fixture.ts';

/** The file with the number at `offset` of the body of its table `name` set. */
function spoilt(name: string, offset: number, value: number): Uint8Array {
  const bytes = fixture('sines.m4a').slice();
  const text = String.fromCharCode(...bytes);
  const at = text.indexOf(name);
  expect(at).toBeGreaterThan(0);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(at + 4 + offset, value);
  return bytes;
}

describe('tables of an MP4', () => {
  it.each([
    ['stsc', 12, 0x7fffffff],
    ['stsc', 12, 1 << 21],
    ['stts', 8, 0xffffffff],
  ])('that lie in %s at byte %i are refused at once: %i', async (name, offset, value) => {
    const since = performance.now();
    await expect(readMp4(memorySource('song', spoilt(name, offset, value)))).rejects.toMatchObject({
      code: 'damaged-file',
    });
    expect(performance.now() - since).toBeLessThan(1000);
  });
});
