// Foreign decoders: what they throw is told as damage, and broken bytes that once took them long are read at once.
import { describe, expect, it, vi } from 'vitest';
import { lendAacDecoder } from '../../src/files/decoder-registry.ts';
import { damagedUnlessRead, freeOnce } from '../../src/files/foreign-decoder.ts';
import { memorySource } from '../../src/files/memory-place.ts';
import { MP3 } from '../../src/files/mpeg/mp3.ts';
import { kindOf } from '../../src/files/open.ts';
import { Fault } from '../../src/signal/fault.ts';
import { fixture } from '../fixture.ts';

describe('a decoder that breaks', () => {
  it('is told as damage of the file, with what it threw as the cause', async () => {
    const trap = new Error('memory access out of bounds');
    const broken = damagedUnlessRead(
      'song.opus',
      () => {
        throw trap;
      },
      { timeS: 3 },
    );
    await expect(broken).rejects.toMatchObject({
      code: 'damaged-file',
      facts: { file: 'song.opus', timeS: 3 },
      cause: trap,
    });
  });

  it('lets Faults pass and gives what was read', async () => {
    const fault = new Fault('not-readable', 'input', { file: 'x' });
    await expect(damagedUnlessRead('x', () => Promise.reject(fault))).rejects.toBe(fault);
    await expect(damagedUnlessRead('x', () => 7)).resolves.toBe(7);
  });

  it('is freed once, and a second break is kept quiet', () => {
    const free = vi.fn<() => void>(() => {
      throw new Error('memory access out of bounds');
    });
    const release = freeOnce(free);
    release();
    release();
    expect(free).toHaveBeenCalledTimes(1);
  });
});

/** An ID3v2.4 tag of frames that each claim 256 MB, to be unsynchronised. */
function unsynchronised(frameBytes: number, frames: number): Uint8Array {
  const body = new Uint8Array(frames * (10 + frameBytes));
  const sevenBits = (value: number): number[] => [21, 14, 7, 0].map((shift) => (value >>> shift) & 127);
  for (let n = 0; n < frames; n++) {
    body.set([0x54, 0x49, 0x54, 0x32, ...sevenBits(0x0fffffff), 0, 2], n * (10 + frameBytes));
  }
  return Uint8Array.from([0x49, 0x44, 0x33, 4, 0, 0x80, ...sevenBits(body.length), ...body]);
}

describe('MP3', () => {
  it('is looked for in heads that end anywhere, inside the tag of the first frame too', () => {
    const mp3 = fixture('sines-lame.mp3');
    for (let length = 0; length < 700; length++) {
      const confidence = MP3.sniff(mp3.subarray(0, length));
      expect(confidence).toBeGreaterThanOrEqual(0);
      // of an array that ends there too, not only of a part of a longer one
      expect(MP3.sniff(mp3.slice(0, length))).toBeLessThanOrEqual(1);
    }
  });
});

describe('AAC behind a tag of lies', () => {
  it('is read at once, for the tag is not given to the demuxer', async () => {
    lendAacDecoder(async function* (packets, { channels }) {
      for await (const packet of packets) yield new Float32Array(packet.length > 0 ? 1024 * channels : 0);
    });
    const aac = fixture('sines.aac');
    const tag = unsynchronised(20, 4);
    const file = new Uint8Array(tag.length + aac.length);
    file.set(tag);
    file.set(aac, tag.length);
    const source = memorySource('song.aac', file);
    const since = performance.now();
    const { source: sound } = await (await kindOf(source)).read(source);
    expect((await sound.pull(4096))?.frames).toBe(4096);
    await sound.close();
    expect(performance.now() - since).toBeLessThan(5000);
  });
});
