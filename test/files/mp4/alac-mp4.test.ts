// ALAC in MP4: to the bit, of exact length, cut files and lying cookies told.
import { describe, expect, it } from 'vitest';
import { readAlacCookie } from '../../../src/files/alac/alac-cookie.ts';
import { createAlacDecoder } from '../../../src/files/alac/alac-decoder.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { MP4 } from '../../../src/files/mp4/mp4.ts';
import { seededRandom } from '../../../src/signal/random.ts';
import { collect } from '../../../src/signal/stream.ts';
import { formatContract } from '../../contracts/format.ts';
import { fixture, sameBytes } from '../../fixture.ts';
import { stepSignal } from '../step-signal.ts';

const LONG = { name: 'alac-16.m4a', sampleRateHz: 44100, channels: stepSignal(5000, 1, 16) };
const WIDE = { name: 'alac-24.m4a', sampleRateHz: 96000, channels: stepSignal(300, 2, 24) };
const CASES = [WIDE, LONG].map((file) => ({ ...file, bytes: fixture(file.name) }));

// Silence packs 4096 frames into a dozen bytes.
formatContract(MP4, { cases: [CASES[0]!], framesPerByte: 4096 });

const cookieOf = (bits: number, channels: number): Uint8Array => {
  const cookie = new Uint8Array(24);
  new DataView(cookie.buffer).setUint32(0, 64);
  cookie.set([0, bits, 40, 10, 14, channels], 4);
  new DataView(cookie.buffer).setUint32(20, 48000);
  return cookie;
};

describe('ALAC in MP4', () => {
  it('says what the file is', async () => {
    const file = await MP4.read(memorySource('song.m4a', CASES[0]!.bytes));
    expect(file.format).toEqual({
      container: 'mp4',
      codec: 'alac',
      sampleRateHz: 96000,
      channels: 2,
      bits: 24,
      frames: 300,
      lossy: false,
    });
    await file.source.close();
  });

  it('reads several packets to the last frame', async () => {
    const file = await MP4.read(memorySource('song.m4a', CASES[1]!.bytes));
    expect(file.source.frames).toBe(5000);
    const [found] = await collect(file.source);
    expect(sameBytes(bytesOf(found!), bytesOf(LONG.channels[0]!))).toBe(true);
    expect(file.notes).toEqual([]);
  });
});

describe('the ALAC cookie', () => {
  it('is read bare and in the old wrapping', () => {
    const bare = cookieOf(24, 2);
    const wrapped = new Uint8Array(24 + 24);
    wrapped.set([0, 0, 0, 12, ...'frmaalac'].map(codeOf));
    wrapped.set([0, 0, 0, 36, ...'alac', 0, 0, 0, 0].map(codeOf), 12);
    wrapped.set(bare, 24);
    expect(readAlacCookie(wrapped, 'song')).toEqual(readAlacCookie(bare, 'song'));
    expect(readAlacCookie(bare, 'song')).toMatchObject({ bits: 24, channels: 2, framesPerPacket: 64 });
  });

  it('that cannot be is a Fault', () => {
    const spoil = (at: number, byte: number): Uint8Array => cookieOf(16, 2).fill(byte, at, at + 1);
    const codeFor = (cookie: Uint8Array): string => {
      try {
        readAlacCookie(cookie, 'song');
      } catch (fault) {
        return (fault as { code: string }).code;
      }
      return 'none';
    };
    expect(codeFor(cookieOf(16, 2).subarray(0, 23))).toBe('bad-header');
    expect(codeFor(spoil(0, 0x7f))).toBe('bad-header');
    expect(codeFor(spoil(5, 17))).toBe('bad-bit-depth');
    expect(codeFor(spoil(8, 0))).toBe('bad-header');
    expect(codeFor(spoil(9, 9))).toBe('bad-channel-count');
    expect(codeFor(spoil(9, 0))).toBe('bad-channel-count');
  });
});

it('the ALAC decoder never gives more than a packet can hold, whatever the bytes', () => {
  const random = seededRandom(8);
  for (const bits of [16, 20, 24, 32]) {
    const decoder = createAlacDecoder(readAlacCookie(cookieOf(bits, 2), 'song'));
    let decoded = 0;
    for (let i = 0; i < 200; i++) {
      const packet = Uint8Array.from({ length: 700 }, () => 256 * random());
      // a pair, no bits that must be 0, not plain, a mix that can be: most of what follows can be read somehow
      packet.set([0x20, 0, random() < 0.5 ? 0 : 4, 0]);
      const frames = decoder.decode(packet);
      if (frames >= 0) decoded++;
      expect(frames).toBeLessThanOrEqual(64);
      const outside = decoder.planes.some((plane) =>
        plane
          .subarray(0, Math.max(0, frames))
          .some((value) => value !== (value << (32 - bits)) >> (32 - bits)),
      );
      expect(outside).toBe(false);
    }
    expect(decoded).toBeGreaterThan(0);
  }
});

const bytesOf = (samples: Float64Array): Uint8Array => new Uint8Array(samples.slice().buffer);
const codeOf = (value: string | number): number => (typeof value === 'number' ? value : value.charCodeAt(0));
