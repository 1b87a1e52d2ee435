// AAC writing: an M4A whose boxes tell the exact length, twice, and lead to every packet.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lendAacDecoder, lentAacDecoder, type AacDecoder } from '../../../src/files/decoder-registry.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { AAC_WRITER } from '../../../src/files/mp4/aac-writer.ts';
import { MP4 } from '../../../src/files/mp4/mp4.ts';
import { boxesIn, boxOnWay } from '../../../src/files/tags/mp4/mp4-box.ts';
import { collect } from '../../../src/signal/stream.ts';
import { writtenBytes } from '../../contracts/format.ts';
import { floatFormat, gliding, lossyWriterContract } from '../../contracts/lossy-writer.ts';

/** Stands in for a machine's decoder: 1024 frames a packet, each sample its own number. */
const counting: AacDecoder = async function* (packets, { channels }) {
  let at = 0;
  for await (const packet of packets) {
    expect(packet.length).toBeGreaterThan(7);
    yield Float32Array.from({ length: 1024 * channels }, (_, i) => at + Math.floor(i / channels));
    at += 1024;
  }
};

let before: AacDecoder | null = null;
beforeAll(() => {
  before = lentAacDecoder();
  lendAacDecoder(counting);
});
afterAll(() => {
  if (before !== null) lendAacDecoder(before);
});

lossyWriterContract(AAC_WRITER, {
  reader: MP4,
  sampleRateHz: 44100,
  lengths: [1, 1024, 12345],
  likeness: 0.98,
  decodes: false,
  foreseenMatters: true,
});

const FRAMES = 60_000;
const files = new Map<number, Promise<Uint8Array>>();
/** The file when so many frames were foreseen; made once. */
function write(foreseen: number): Promise<Uint8Array> {
  const made =
    files.get(foreseen) ?? writtenBytes(AAC_WRITER, gliding(FRAMES, 2, 0.5), floatFormat(2, 44100, foreseen));
  files.set(foreseen, made);
  return made;
}

/** The file as it would be without the box of that name anywhere. */
function without(bytes: Uint8Array, name: string): Uint8Array {
  const copy = bytes.slice();
  const letters = [...name].map((letter) => letter.charCodeAt(0));
  const at = copy.findIndex((_, i) => letters.every((letter, k) => copy[i + k] === letter));
  expect(at).toBeGreaterThan(0);
  copy.set([0x66, 0x72, 0x65, 0x65], at);
  return copy;
}

async function read(bytes: Uint8Array): Promise<Float64Array[]> {
  const { source, notes } = await MP4.read(memorySource('song', bytes));
  const channels = await collect(source);
  expect(notes).toEqual([]);
  return channels;
}

describe('the boxes of an M4A', () => {
  it('stand before the sound where its length was foreseen, else behind', async () => {
    const names = async (foreseen: number): Promise<string[]> =>
      boxesIn(await write(foreseen)).boxes.map(({ name }) => name);
    expect(await names(FRAMES)).toEqual(['ftyp', 'moov', 'mdat']);
    expect(await names(0)).toEqual(['ftyp', 'mdat', 'moov']);
    expect(await names(FRAMES + 5000)).toEqual(['ftyp', 'free', 'mdat', 'moov']);
  });

  it('lead to every packet, from the first frame to the last', async () => {
    for (const foreseen of [0, FRAMES]) {
      const [left, right] = await read(await write(foreseen));
      expect(left!.length).toBe(FRAMES);
      expect(left!.every((value, n) => value === 2048 + n && right![n] === value)).toBe(true);
    }
  });

  it('tell the length by the edit list as well as by the note of iTunes', async () => {
    const bytes = await write(0);
    for (const name of ['----', 'elst']) {
      const [left] = await read(without(bytes, name));
      expect([left!.length, left![0]]).toEqual([FRAMES, 2048]);
    }
  });

  it('cut by the edit list alone where the last packet counts in full', async () => {
    const bytes = without(await write(0), '----');
    const times = boxOnWay(bytes, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stts'])!;
    const last = new DataView(bytes.buffer, times.bodyStart + 20);
    expect(last.getUint32(0)).toBe((2048 + FRAMES) % 1024);
    last.setUint32(0, 1024);
    expect((await read(bytes))[0]!.length).toBe(FRAMES);
  });
});
