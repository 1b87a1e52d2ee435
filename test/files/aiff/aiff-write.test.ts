// AIFF writing: the shared suite for AIFF and AIFC, the layout to the byte, and the end at 4 GiB told before the work.
import { describe, expect, it } from 'vitest';
import { AIFC_WRITER } from '../../../src/files/aiff/aifc-writer.ts';
import { AIFF } from '../../../src/files/aiff/aiff.ts';
import { AIFF_WRITER } from '../../../src/files/aiff/aiff-writer.ts';
import { readExtended, readId, viewOf, writeExtended } from '../../../src/files/bytes.ts';
import { memoryPlace } from '../../../src/files/memory-place.ts';
import type { ByteSink } from '../../../src/files/place.ts';
import { createAudio } from '../../../src/files/save.ts';
import { formatContract, stepNoise, writtenBytes } from '../../contracts/format.ts';
import { hexOf } from '../../fixture.ts';
import { extendedBytes } from '../chunk-file.ts';

describe('AIFF', () => {
  formatContract(AIFF, { writer: AIFF_WRITER, brokenCases: 1 });
});
describe('AIFC', () => {
  formatContract(AIFF, { writer: AIFC_WRITER, brokenCases: 1 });
});

const PCM16 = { encoding: 'pcm', bits: 16, sampleRateHz: 44100, channels: 1, frames: 3 } as const;

describe('the bytes of', () => {
  it('AIFF: FORM, COMM, SSND', async () => {
    const bytes = await writtenBytes(AIFF_WRITER, [Float64Array.of(0.5, -1, 1 / 32768)], PCM16);
    const wanted = [
      '464f524d 00000034 41494646', // FORM, 52 bytes follow, AIFF
      '434f4d4d 00000012 0001 00000003 0010 400eac44000000000000',
      '53534e44 0000000e 00000000 00000000 4000 8000 0001',
    ];
    expect(hexOf(bytes)).toBe(wanted.join('').replaceAll(' ', ''));
  });

  it('AIFC: a version, a compression by id and by name, everything even', async () => {
    for (const [encoding, id] of [
      [AIFC_WRITER.encodings[0]!, 'fl32'],
      [AIFC_WRITER.encodings[1]!, 'fl64'],
      [AIFC_WRITER.encodings[2]!, 'sowt'],
    ] as const) {
      const bytes = await writtenBytes(AIFC_WRITER, [stepNoise(3, encoding, 1)], { ...PCM16, ...encoding });
      expect([readId(bytes, 8), readId(bytes, 12), readId(bytes, 24)]).toEqual(['AIFC', 'FVER', 'COMM']);
      expect(viewOf(bytes).getUint32(20)).toBe(0xa2805140);
      expect(readId(bytes, 32 + 18)).toBe(id);
      const commBytes = viewOf(bytes).getUint32(28);
      expect(commBytes).toBe(23 + bytes[32 + 22]!);
      expect(commBytes % 2).toBe(0);
      expect(readId(bytes, 32 + commBytes)).toBe('SSND');
      expect(viewOf(bytes).getUint32(4)).toBe(bytes.length - 8);
    }
  });

  it('an odd number of them: a pad byte that FORM counts and SSND does not', async () => {
    const bytes = await writtenBytes(AIFF_WRITER, [stepNoise(3, { encoding: 'pcm', bits: 8 }, 1)], {
      ...PCM16,
      bits: 8,
    });
    expect(bytes.length).toBe(54 + 4);
    expect([viewOf(bytes).getUint32(4), viewOf(bytes).getUint32(42)]).toEqual([50, 11]);
  });
});

it('writeExtended is the way back of readExtended', () => {
  for (const rate of [1, 8000, 44100, 48000, 88200, 192000, 768000, 2 ** 53 - 1]) {
    const bytes = new Uint8Array(10);
    writeExtended(viewOf(bytes), 0, rate);
    expect(bytes).toEqual(extendedBytes(rate));
    expect(readExtended(viewOf(bytes), 0)).toBe(rate);
  }
});

/** Takes anything and keeps nothing. */
function countingSink(): ByteSink & { bytes: number } {
  return {
    bytes: 0,
    async write(part) {
      this.bytes += part.length;
    },
    async rewrite() {},
    async commit() {},
    async abort() {},
  };
}

describe('4 GiB', () => {
  const most = Math.floor((2 ** 32 - 1 - 54) / 2);

  it('is refused before a byte is written where the length is known', async () => {
    const files = new Map<string, Uint8Array>();
    const written = createAudio(memoryPlace(files), 'song', 'aiff', { ...PCM16, frames: most + 1 });
    await expect(written).rejects.toMatchObject({ code: 'too-long', kind: 'usage' });
    expect(files.size).toBe(0);
    const sink = countingSink();
    await AIFF_WRITER.write(sink, { ...PCM16, frames: most });
    expect(sink.bytes).toBe(54);
  });

  it('is refused as soon as it shows where it is not', async () => {
    const sink = await AIFF_WRITER.write(countingSink(), { ...PCM16, channels: 64, frames: 0 });
    const block = { channels: Array.from({ length: 64 }, () => new Float64Array(1)), frames: 1 };
    await sink.write(block);
    // no such block exists; its size alone is looked at
    const whole = { ...block, frames: Math.floor(most / 64) };
    await expect(sink.write(whole)).rejects.toMatchObject({ code: 'too-long' });
  });
});
