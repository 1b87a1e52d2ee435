// FLAC: exact both ways, every kind of frame, every kind of damage told.
import { describe, expect, it } from 'vitest';
import { BitCursor } from '../../../src/files/bit-cursor.ts';
import { crc16 } from '../../../src/files/flac/flac-crc.ts';
import {
  LEFT_SIDE,
  MID_SIDE,
  SIDE_RIGHT,
  writeFrameHeader,
} from '../../../src/files/flac/flac-frame-header.ts';
import {
  formatStreamInfo,
  parseStreamInfo,
  type StreamInfo,
} from '../../../src/files/flac/flac-stream-info.ts';
import { FLAC } from '../../../src/files/flac/flac.ts';
import { FLAC_WRITER } from '../../../src/files/flac/flac-writer.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract, stepNoise, writtenBytes } from '../../contracts/format.ts';
import { fixture } from '../../fixture.ts';
import { musicLike } from '../../signals.ts';

const PCM = (bits: number) => ({ encoding: 'pcm', bits }) as const;

// a constant frame of 4096 samples takes about a dozen bytes
formatContract(FLAC, { writer: FLAC_WRITER, framesPerByte: 4096 });

/** Before the first frame: 360 seek points or padding in their place, a kilobyte more, and what says so. */
const HEADER_BYTES = 7600;

const onSteps = (samples: Float64Array, bits: number): Float64Array =>
  samples.map((value) => Math.round(value * 2 ** (bits - 1)) / 2 ** (bits - 1) + 0);

async function write(channels: Float64Array[], bits: number, sampleRateHz = 44100): Promise<Uint8Array> {
  return writtenBytes(FLAC_WRITER, channels, {
    ...PCM(bits),
    sampleRateHz,
    channels: channels.length,
    frames: 0,
  });
}

async function read(bytes: Uint8Array) {
  const file = await FLAC.read(memorySource('song.flac', bytes));
  const channels = await collect(file.source);
  return { ...file, channels };
}

/** Equal to the bit; names the first frame that differs, and is quick about it. */
function expectSame(found: readonly Float64Array[], wanted: readonly Float64Array[]): void {
  expect(found.map((samples) => samples.length)).toEqual(wanted.map((samples) => samples.length));
  const differing = found.map((samples, c) => samples.findIndex((value, i) => value !== wanted[c]![i]));
  expect(differing).toEqual(wanted.map(() => -1));
}

async function expectExact(channels: Float64Array[], bits: number): Promise<Uint8Array> {
  const bytes = await write(channels, bits);
  const back = await read(bytes);
  expect(back.notes).toEqual([]);
  expectSame(back.channels, channels);
  return bytes;
}

describe('FLAC gives back', () => {
  it.each([1, 2, 15, 16, 17, 63, 64, 65, 4095, 4096, 4097, 8200])('music of %i frames', async (frames) => {
    for (const bits of [8, 16, 24]) {
      const stereo = musicLike(frames, 44100).map((samples) => onSteps(samples, bits));
      await expectExact(stereo, bits);
      await expectExact([stereo[0]!], bits);
    }
  });

  it('silence, constants, squares and noise, in few bytes where there is little to say', async () => {
    const frames = 3 * 4096 + 5;
    const silence = await expectExact([new Float64Array(frames), new Float64Array(frames)], 24);
    expect(silence.length).toBeLessThan(HEADER_BYTES + 200);
    await expectExact([new Float64Array(frames).fill(-1), new Float64Array(frames).fill(0.25)], 16);
    const square = Float64Array.from({ length: frames }, (_, n) => (n % 100 < 50 ? 1 - 2 ** -15 : -1));
    await expectExact([square, square.map((value) => (value < 0 ? 1 - 2 ** -15 : -1))], 16);
    const noise = await expectExact([stepNoise(frames, PCM(24), 1), stepNoise(frames, PCM(24), 2)], 24);
    expect(noise.length).toBeLessThan(frames * 6 + HEADER_BYTES + 4 * 40);
  });

  it('16 real bits in 24 for the price of 16', async () => {
    const music = musicLike(20000, 44100).map((samples) => onSteps(samples, 16));
    const wide = await expectExact(music, 24);
    const narrow = await expectExact(music, 16);
    // the low byte is gone; what is left are the weights, stored finer for 24 bits
    expect((wide.length - HEADER_BYTES) / (narrow.length - HEADER_BYTES)).toBeLessThan(1.03);
  });

  it('odd word lengths and more channels', async () => {
    for (const bits of [4, 5, 12, 20, 23]) await expectExact([stepNoise(5000, PCM(bits), bits)], bits);
    const music = musicLike(5000, 44100).map((samples) => onSteps(samples, 16));
    await expectExact([music[0]!, music[1]!, music[0]!, music[1]!, music[1]!, music[0]!], 16);
  });

  it('music in clearly less than its plain size', async () => {
    const music = musicLike(44100, 44100).map((samples) => onSteps(samples, 16));
    const bytes = await expectExact(music, 16);
    expect(bytes.length - HEADER_BYTES).toBeLessThan(0.7 * 44100 * 4);
  });

  it('the samples of the reference encoder, 32 bits of them', async () => {
    const { format, notes, channels } = await read(fixture('wide.flac'));
    expect(format).toMatchObject({ bits: 32, channels: 2, frames: 192 });
    expect(notes).toEqual([]);
    expect(channels[0]![0]).toBe(-1);
  });
});

/** A stream of one frame whose subframes are written by hand. */
function handmade(
  shape: { bits: number; channels: number; frames: number; assignment: number },
  writeSubframes: (cursor: BitCursor) => void,
): Uint8Array {
  const info: StreamInfo = {
    minBlockFrames: 4096,
    maxBlockFrames: 4096,
    minFrameBytes: 0,
    maxFrameBytes: 0,
    sampleRateHz: 44100,
    channels: shape.channels,
    bits: shape.bits,
    totalFrames: shape.frames,
    md5: new Uint8Array(16),
  };
  const cursor = new BitCursor(new Uint8Array(65536));
  cursor.write(0x664c6143, 32);
  cursor.write(0x80000022, 32);
  for (const byte of formatStreamInfo(info)) cursor.write(byte, 8);
  const start = cursor.bit / 8;
  writeFrameHeader(cursor, info, { frames: shape.frames, assignment: shape.assignment, number: 0 });
  writeSubframes(cursor);
  cursor.align();
  cursor.write(crc16(cursor.bytes, start, cursor.bit / 8), 16);
  return cursor.bytes.slice(0, cursor.bit / 8);
}

/** Signed fields of up to 33 bits. */
function writeWide(cursor: BitCursor, value: number, bits: number): void {
  if (bits > 32) cursor.write(value < 0 ? 1 : 0, bits - 32);
  cursor.write(value, Math.min(32, bits));
}

const VERBATIM = 1 << 1;
const FIXED = (order: number): number => (8 + order) << 1;

describe('FLAC reads frames that its own writer never makes', () => {
  it('differences of 33 bits, all three ways', async () => {
    const random = seededRandom(3);
    const word = (): number => Math.floor(random() * 2 ** 32) - 2 ** 31;
    const left = [2 ** 31 - 1, -(2 ** 31), ...Array.from({ length: 30 }, word)];
    const right = [-(2 ** 31), 2 ** 31 - 1, ...Array.from({ length: 30 }, word)];
    const wanted = [left, right].map((samples) => Float64Array.from(samples, (value) => value / 2 ** 31));
    const side = left.map((value, i) => value - right[i]!);
    const mid = left.map((value, i) => Math.floor((value + right[i]!) / 2));
    const ways = [
      { assignment: LEFT_SIDE, pair: [left, side], bits: [32, 33] },
      { assignment: SIDE_RIGHT, pair: [side, right], bits: [33, 32] },
      { assignment: MID_SIDE, pair: [mid, side], bits: [32, 33] },
    ];
    for (const { assignment, pair, bits } of ways) {
      const bytes = handmade({ bits: 32, channels: 2, frames: 32, assignment }, (cursor) => {
        pair.forEach((samples, c) => {
          cursor.write(VERBATIM, 8);
          for (const value of samples) writeWide(cursor, value, bits[c]!);
        });
      });
      expect((await read(bytes)).channels).toEqual(wanted);
    }
  });

  it('escaped partitions, five-bit parameters, wasted bits', async () => {
    const bytes = handmade({ bits: 16, channels: 1, frames: 16, assignment: 0 }, (cursor) => {
      cursor.write(FIXED(1) | 1, 8);
      cursor.write(0b001, 3); // three wasted bits
      cursor.write(100, 13);
      cursor.write(1, 2); // five-bit parameters
      cursor.write(1, 4); // two partitions
      cursor.write(31, 5); // escaped,
      cursor.write(6, 5); // six bits each
      for (let i = 1; i < 8; i++) cursor.write(-3 * i, 6);
      cursor.write(31, 5);
      cursor.write(0, 5); // escaped with no bits: zeros
    });
    let value = 100;
    const wanted = Float64Array.from({ length: 16 }, (_, i) => {
      if (i > 0 && i < 8) value += -3 * i;
      return (value * 8) / 32768;
    });
    expect((await read(bytes)).channels).toEqual([wanted]);
  });

  it('a linear predictor of order 32', async () => {
    const bytes = handmade({ bits: 16, channels: 1, frames: 48, assignment: 0 }, (cursor) => {
      cursor.write((32 + 31) << 1, 8);
      for (let i = 0; i < 32; i++) cursor.write(i * 10 - 100, 16);
      cursor.write(3, 4);
      cursor.write(1, 5);
      for (let j = 0; j < 32; j++) cursor.write(j === 0 || j === 31 ? 1 : 0, 4);
      cursor.write(0, 6);
      cursor.write(0, 4);
      for (let i = 0; i < 16; i++) cursor.write(1, 1);
    });
    const wanted = Array.from({ length: 32 }, (_, i) => i * 10 - 100);
    for (let i = 32; i < 48; i++) wanted.push(Math.floor((wanted[i - 1]! + wanted[i - 32]!) / 2));
    expect((await read(bytes)).channels).toEqual([Float64Array.from(wanted, (value) => value / 32768)]);
  });
});

describe('FLAC tells', () => {
  const music = musicLike(20000, 44100, 3).map((samples) => onSteps(samples, 16));

  it('where a damaged frame stands when sound follows', async () => {
    const bytes = await write(music, 16);
    bytes[Math.floor(bytes.length / 2)]! ^= 0x10;
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'damaged-file',
      kind: 'input',
      facts: { file: 'song.flac' },
    });
  });

  it('a missing frame', async () => {
    const bytes = await write(music, 16);
    const frames = frameStarts(bytes);
    const cut = new Uint8Array([...bytes.subarray(0, frames[1]), ...bytes.subarray(frames[2])]);
    await expect(read(cut)).rejects.toMatchObject({ code: 'damaged-file', facts: { timeS: 4096 / 44100 } });
  });

  it('a file cut short, and gives the sound before the cut', async () => {
    const bytes = await write(music, 16);
    const { notes, channels } = await read(bytes.slice(0, bytes.length - 100));
    expect(notes).toEqual([{ code: 'truncated', facts: { frames: 16384, declaredFrames: 20000 } }]);
    expectSame(
      channels,
      music.map((samples) => samples.slice(0, 16384)),
    );
  });

  it('a checksum over the sound that does not fit', async () => {
    const bytes = await write(music, 16);
    bytes[26]! ^= 1;
    expect((await read(bytes)).notes).toEqual([{ code: 'checksum-mismatch', facts: {} }]);
  });

  it('nothing where the length and the checksum were left out, as in a pipe', async () => {
    const bytes = await write(music, 16);
    const info = parseStreamInfo(bytes.subarray(8, 42), 'x');
    bytes.set(formatStreamInfo({ ...info, totalFrames: 0, maxFrameBytes: 0, md5: new Uint8Array(16) }), 8);
    const { format, notes, channels } = await read(bytes);
    expect(format.frames).toBeNull();
    expect(notes).toEqual([]);
    expectSame(channels, music);
    const tail = new Uint8Array([...bytes, ...new TextEncoder().encode('TAG and more')]);
    expect((await read(tail)).notes).toMatchObject([{ code: 'trailing-data' }]);
  });

  it('sound behind the declared end', async () => {
    const bytes = await write(music, 16);
    const info = parseStreamInfo(bytes.subarray(8, 42), 'x');
    bytes.set(formatStreamInfo({ ...info, totalFrames: 8192, md5: new Uint8Array(16) }), 8);
    const { notes, channels } = await read(bytes);
    expect(notes).toMatchObject([{ code: 'trailing-data' }]);
    expect(channels[0]!.length).toBe(8192);
  });

  it('nothing of an ID3v2 tag before the stream', async () => {
    const tag = Uint8Array.of(0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5);
    const bytes = new Uint8Array([...tag, ...(await write(music, 16))]);
    expect(FLAC.sniff(bytes.subarray(0, 4096))).toBe(1);
    expectSame((await read(bytes)).channels, music);
  });
});

function frameStarts(bytes: Uint8Array): number[] {
  const starts: number[] = [];
  for (let i = 42; i < bytes.length; i++) {
    if (
      bytes[i] === 0xff &&
      bytes[i + 1] === 0xf8 &&
      bytes[i + 3]! >>> 4 <= MID_SIDE &&
      bytes[i + 4] === starts.length
    ) {
      starts.push(i);
    }
  }
  return starts;
}

it('FLAC refuses to write what it cannot hold', async () => {
  for (const odd of [PCM(32), PCM(3), { encoding: 'float', bits: 32 } as const]) {
    const written = writtenBytes(FLAC_WRITER, [new Float64Array(1)], {
      ...odd,
      sampleRateHz: 44100,
      channels: 1,
      frames: 1,
    });
    await expect(written).rejects.toMatchObject({ code: 'unwritable-format', kind: 'usage' });
  }
});
