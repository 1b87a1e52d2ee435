// Slow read: an MP4 whose place takes its time over every read is read like any other.
import { describe, expect, it } from 'vitest';
import { lendAacDecoder } from '../../../src/files/decoder-registry.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { readMp4 } from '../../../src/files/mp4/mp4-read.ts';
import type { ByteSource } from '../../../src/files/place.ts';
import { fixture } from '../../fixture.ts';

/** Reads take a turn of the event loop, as those of a disk or of another thread do. */
function slow(name: string): ByteSource {
  const bytes = memorySource(name, fixture(name));
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
  return {
    ...bytes,
    read: (offset, length) => turn().then(() => bytes.read(offset, length)),
    readInto: (offset, target) => turn().then(() => bytes.readInto(offset, target)),
  };
}

describe('a slow place', () => {
  it.each(['sines.m4a', 'alac-16.m4a'])('gives %s whole', async (name) => {
    lendAacDecoder(async function* (packets, { channels }) {
      for await (const packet of packets) yield new Float32Array(packet.length > 0 ? 1024 * channels : 0);
    });
    const { source, format, notes } = await readMp4(slow(name));
    let frames = 0;
    for (let block = await source.pull(4096); block; block = await source.pull(4096)) frames += block.frames;
    await source.close();
    expect(frames).toBe(format.frames);
    expect(frames).toBeGreaterThan(500);
    expect(notes).toEqual([]);
  });
});
