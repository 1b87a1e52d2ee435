// CAF ALAC: packets found by their table, priming and remainder cut, tables and cookies that lie.
import { describe, expect, it } from 'vitest';
import { BitCursor } from '../../../src/files/bit-cursor.ts';
import { viewOf, writeAscii } from '../../../src/files/bytes.ts';
import { CAF } from '../../../src/files/caf/caf.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract, stepNoise } from '../../contracts/format.ts';

const PACKET_FRAMES = 40;
const PAIR_TAG = 1;
const END_TAG = 7;
const PCM16 = { encoding: 'pcm', bits: 16 } as const;

function chunk(id: string, body: Uint8Array | number[], size = body.length): Uint8Array {
  const bytes = new Uint8Array(12 + body.length);
  writeAscii(bytes, 0, id);
  viewOf(bytes).setBigInt64(4, BigInt(size));
  bytes.set(body, 12);
  return bytes;
}

const desc = (): Uint8Array => {
  const body = new Uint8Array(32);
  const view = viewOf(body);
  view.setFloat64(0, 44100);
  writeAscii(body, 8, 'alac');
  view.setUint32(20, PACKET_FRAMES);
  view.setUint32(24, 2);
  return chunk('desc', body);
};

/** Packet length, version, 16 bits, pb, mb, kb, two channels, rate. */
const cookie = (): Uint8Array => {
  const body = new Uint8Array(24);
  viewOf(body).setUint32(0, PACKET_FRAMES);
  body.set([0, 16, 40, 10, 14, 2], 4);
  viewOf(body).setUint32(20, 44100);
  return body;
};

/** A packet that stores its samples as they are. */
function packet(channels: readonly Float64Array[], from: number, to: number): Uint8Array {
  const cursor = new BitCursor(new Uint8Array(8 * PACKET_FRAMES));
  cursor.write(PAIR_TAG, 3);
  cursor.write(0, 16);
  cursor.write(0b1001, 4); // its own count of frames, no low bits apart, plain
  cursor.write(0, 16);
  cursor.write(to - from, 16);
  for (let n = from; n < to; n++) for (const samples of channels) cursor.write(samples[n]! * 32768, 16);
  cursor.write(END_TAG, 3);
  cursor.align();
  return cursor.bytes.slice(0, cursor.bit / 8);
}

interface AlacSpec {
  readonly channels: readonly Float64Array[];
  readonly validFrames?: number;
  readonly primingFrames?: number;
  readonly cookie?: Uint8Array;
}

function caf(spec: AlacSpec): { bytes: Uint8Array; parts: Uint8Array[] } {
  const frames = spec.channels[0]!.length;
  const packets: Uint8Array[] = [];
  for (let from = 0; from < frames; from += PACKET_FRAMES)
    packets.push(packet(spec.channels, from, Math.min(frames, from + PACKET_FRAMES)));
  const sizes = packets.flatMap(({ length }) =>
    length < 128 ? [length] : [0x80 | (length >> 7), length & 0x7f],
  );
  const table = new Uint8Array(24 + sizes.length);
  const view = viewOf(table);
  view.setBigInt64(0, BigInt(packets.length));
  view.setBigInt64(8, BigInt(spec.validFrames ?? frames));
  view.setInt32(16, spec.primingFrames ?? 0);
  table.set(sizes, 24);
  const data = [0, 0, 0, 0, ...packets.flatMap((each) => [...each])];
  const parts = [desc(), chunk('kuki', spec.cookie ?? cookie()), chunk('data', data), chunk('pakt', table)];
  return { bytes: join(parts), parts };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from([
    ...new TextEncoder().encode('caff\0\u0001\0\0'),
    ...parts.flatMap((part) => [...part]),
  ]);
}

const SOUND = [stepNoise(587, PCM16, 1), stepNoise(587, PCM16, 2)];

async function hear(bytes: Uint8Array) {
  const file = await CAF.read(memorySource('song.caf', bytes));
  return { ...file, channels: await collect(file.source), codes: file.notes.map(({ code }) => code) };
}

const cut = (from: number, to: number): Float64Array[] => SOUND.map((samples) => samples.slice(from, to));

formatContract(CAF, {
  cases: [{ name: 'ALAC', bytes: caf({ channels: SOUND }).bytes, sampleRateHz: 44100, channels: SOUND }],
  // a damaged packet may state any count of frames up to that of the cookie
  framesPerByte: 4096,
});

describe('ALAC in CAF', () => {
  it('is read to the frame, and says what it is', async () => {
    const { format, channels, codes } = await hear(caf({ channels: SOUND }).bytes);
    expect(format).toMatchObject({ container: 'caf', codec: 'alac', bits: 16, frames: 587, lossy: false });
    expect(channels).toEqual(SOUND);
    expect(codes).toEqual([]);
  });

  it('loses its priming and its remainder', async () => {
    const { channels } = await hear(caf({ channels: SOUND, primingFrames: 50, validFrames: 500 }).bytes);
    expect(channels).toEqual(cut(50, 550));
  });

  it('is read to its end where the table counts more frames than its packets hold', async () => {
    const { format, channels } = await hear(caf({ channels: SOUND, validFrames: 2 ** 50 }).bytes);
    expect(format.frames).toBeNull();
    expect(channels).toEqual(SOUND);
  });

  it('gives what is there of a file that breaks off, and tells', async () => {
    const { parts } = caf({ channels: SOUND });
    const [head, kuki, data, table] = parts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const { channels, codes } = await hear(join([head, kuki, table, data]).slice(0, -100));
    expect(channels).toEqual(cut(0, 560));
    expect(codes).toEqual(['data-cut-short', 'truncated']);
  });

  it.each([
    ['no cookie', ([head, , data, table]: Uint8Array[]) => [head!, data!, table!], 'bad-header'],
    ['no table', ([head, kuki, data]: Uint8Array[]) => [head!, kuki!, data!], 'bad-header'],
    [
      'a short table',
      ([head, kuki, data]: Uint8Array[]) => [head!, kuki!, data!, chunk('pakt', [1, 2])],
      'bad-header',
    ],
    [
      'a short cookie',
      ([head, , data, table]: Uint8Array[]) => [head!, chunk('kuki', [1]), data!, table!],
      'bad-header',
    ],
    [
      'no packets',
      ([head, kuki, , table]: Uint8Array[]) => [head!, kuki!, chunk('data', [0, 0, 0, 0]), table!],
      'no-audio',
    ],
  ])('%s is a Fault', async (_, change, code) => {
    const bytes = join(change(caf({ channels: SOUND }).parts));
    await expect(hear(bytes)).rejects.toMatchObject({ code, kind: 'input' });
  });

  it('a packet that makes no sense is a Fault with its time', async () => {
    const { bytes } = caf({ channels: SOUND });
    const third = bytes.findIndex((_, i) => i > 300 && bytes[i] === 0x20 && bytes[i + 1] === 0);
    bytes.fill(0xff, third, third + 3);
    await expect(hear(bytes)).rejects.toMatchObject({ code: 'damaged-file' });
  });
});
