// ADTS reader: every frame counted and given, damage stepped over and told, and no stream of lies waited for.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AacDecoder, lendAacDecoder } from '../../../src/files/decoder-registry.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { adtsFrameBytes } from '../../../src/files/mp4/adts-header.ts';
import { readAdts } from '../../../src/files/mp4/adts-read.ts';
import { BURST_FRAMES } from '../../../src/signal/stream.ts';
import { fixture, sameBytes } from '../../fixture.ts';

let given: Uint8Array[] = [];
const silent: AacDecoder = async function* (packets, { channels }) {
  for await (const packet of packets) {
    given.push(packet);
    yield new Float32Array(1024 * channels);
  }
};

beforeEach(() => {
  given = [];
  lendAacDecoder(silent);
});
afterEach(() => lendAacDecoder(silent));

const joined = (...parts: (Uint8Array | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

function framesOf(bytes: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += frames.at(-1)!.length) {
    frames.push(bytes.subarray(at, at + adtsFrameBytes(bytes, at, bytes.length)));
  }
  return frames;
}

async function read(bytes: Uint8Array) {
  const { source, format, notes } = await readAdts(memorySource('song.aac', bytes));
  let frames = 0;
  for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
    frames += block.frames;
  }
  await source.close();
  return { format, notes, frames };
}

const AAC = fixture('sines.aac');
const FRAMES = framesOf(AAC);

describe('the ADTS reader', () => {
  it('gives every frame as it is, and knows the length before the end', async () => {
    const { format, notes, frames } = await read(AAC);
    expect(format.frames).toBe(1024 * FRAMES.length);
    expect(frames).toBe(format.frames);
    expect(notes).toEqual([]);
    expect(sameBytes(joined(...given), AAC)).toBe(true);
  });

  it('begins behind tags and before others', async () => {
    const tag = [0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 4, 1, 2, 3, 4];
    const { notes, frames } = await read(joined(tag, tag, AAC, [0x54, 0x41, 0x47], new Uint8Array(125)));
    expect(frames).toBe(1024 * FRAMES.length);
    expect(notes).toEqual([]);
  });

  it('steps over damage and tells of it', async () => {
    const middle = Math.floor(FRAMES.length / 2);
    const spoilt = joined(...FRAMES.slice(0, middle), new Uint8Array(100).fill(7), ...FRAMES.slice(middle));
    const { notes, frames } = await read(spoilt);
    expect(frames).toBe(1024 * FRAMES.length);
    expect(notes).toMatchObject([{ code: 'resynchronised', facts: { times: 1, bytes: 100 } }]);
  });

  it('tells of a last frame that is cut', async () => {
    const { notes, frames } = await read(AAC.subarray(0, AAC.length - 3));
    expect(frames).toBe(1024 * (FRAMES.length - 1));
    expect(notes).toMatchObject([{ code: 'truncated' }]);
  });

  it('refuses what is none, at once', async () => {
    const zeros = joined([0xff, 0xf1, 0x4d], new Uint8Array(181));
    await expect(readAdts(memorySource('x', zeros))).rejects.toMatchObject({ code: 'no-audio' });
    const unsaid = FRAMES.map((frame) => frame.slice());
    for (const frame of unsaid) {
      frame[2] = frame[2]! & 0xfe;
      frame[3] = frame[3]! & 0x3f;
    }
    const file = memorySource('x', joined(...unsaid));
    await expect(readAdts(file)).rejects.toMatchObject({ code: 'unknown-codec' });
  });
});
