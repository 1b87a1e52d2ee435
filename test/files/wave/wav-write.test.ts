// WAV writing: the header as a table of bytes, the turn to RF64, pad bytes.
import { describe, expect, it } from 'vitest';
import { readId, readUint64, viewOf } from '../../../src/files/bytes.ts';
import type { WriteFormat } from '../../../src/files/format.ts';
import { memoryPlace, memorySource } from '../../../src/files/memory-place.ts';
import { readWav } from '../../../src/files/wave/wav-read.ts';
import { writeWav } from '../../../src/files/wave/wav-write.ts';
import { collect } from '../../../src/signal/stream.ts';
import { stepNoise } from '../../contracts/format.ts';
import { hexOf } from '../../fixture.ts';

async function write(format: WriteFormat, frames: number, longestRiff?: number): Promise<Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const sink = await writeWav(await memoryPlace(files).create('song'), format, longestRiff);
  const channels = Array.from({ length: format.channels }, (_, c) => stepNoise(frames, format, c));
  await sink.write({ channels, frames });
  await sink.close();
  return files.get('song')!;
}

const CD: WriteFormat = { encoding: 'pcm', bits: 16, sampleRateHz: 44100, channels: 2, frames: 3 };

describe('writeWav', () => {
  it('lays a 16-bit stereo file out as RIFF, JUNK, fmt, data', async () => {
    const bytes = await write(CD, 3);
    const hex = hexOf(bytes.subarray(0, 80));
    const wanted = [
      '52494646 54000000 57415645', // RIFF, 84 bytes follow, WAVE
      `4a554e4b 1c000000 ${'00'.repeat(28)}`, // JUNK, room for ds64
      '666d7420 10000000 0100 0200 44ac0000 10b10200 0400 1000',
      '64617461 0c000000', // data, 12 bytes
    ];
    expect(hex).toBe(wanted.join('').replaceAll(' ', ''));
    expect(bytes.length).toBe(92);
  });

  it.each([
    [{ encoding: 'pcm', bits: 16, channels: 1 }, 0x0001, 16],
    [{ encoding: 'pcm', bits: 24, channels: 2 }, 0x0001, 16],
    [{ encoding: 'pcm', bits: 32, channels: 2 }, 0xfffe, 40],
    [{ encoding: 'float', bits: 32, channels: 2 }, 0x0003, 18],
    [{ encoding: 'float', bits: 64, channels: 1 }, 0x0003, 18],
    [{ encoding: 'pcm', bits: 24, channels: 6 }, 0xfffe, 40],
    [{ encoding: 'float', bits: 32, channels: 6 }, 0xfffe, 40],
  ] as const)('tags %o plainly where every reader knows the plain tag', async (format, tag, fmtBytes) => {
    const bytes = await write({ ...format, sampleRateHz: 48000, frames: 5 }, 5);
    const view = viewOf(bytes);
    expect(view.getUint32(52, true)).toBe(fmtBytes);
    expect(view.getUint16(56, true)).toBe(tag);
    const fact = readId(bytes, 56 + fmtBytes) === 'fact';
    expect(fact).toBe(format.encoding === 'float');
    if (fact) expect(view.getUint32(56 + fmtBytes + 8, true)).toBe(5);
  });

  it('becomes RF64 where a RIFF size can no longer tell, and not one byte before', async () => {
    const riffBytes = 84;
    expect(readId(await write(CD, 3, riffBytes), 0)).toBe('RIFF');
    const bytes = await write(CD, 3, riffBytes - 1);
    const view = viewOf(bytes);
    expect([readId(bytes, 0), readId(bytes, 12), readId(bytes, 72)]).toEqual(['RF64', 'ds64', 'data']);
    expect([view.getUint32(4, true), view.getUint32(76, true)]).toEqual([0xffffffff, 0xffffffff]);
    expect(view.getUint32(16, true)).toBe(28);
    expect([20, 28, 36].map((at) => readUint64(view, at, true))).toEqual([84, 12, 3]);
    const file = await readWav(memorySource('song', bytes));
    expect(file).toMatchObject({ format: { container: 'rf64', frames: 3 }, notes: [] });
    expect((await collect(file.source))[0]).toEqual(stepNoise(3, CD, 0));
  });

  it('decides by what was written, not by what was foreseen', async () => {
    expect(readId(await write({ ...CD, frames: 2 ** 33 }, 3), 0)).toBe('RIFF');
    expect(readId(await write({ ...CD, frames: 0 }, 30, 100), 0)).toBe('RF64');
  });

  it('pads an odd data chunk and counts the pad in the RIFF size only', async () => {
    const bytes = await write({ ...CD, bits: 24, channels: 1 }, 3);
    expect(bytes.length).toBe(80 + 9 + 1);
    expect(viewOf(bytes).getUint32(4, true)).toBe(82);
    expect(viewOf(bytes).getUint32(76, true)).toBe(9);
    expect(bytes[89]).toBe(0);
  });

  it('refuses to write what is no number', async () => {
    const sink = await writeWav(await memoryPlace().create('song'), CD);
    const channels = [Float64Array.of(0, Number.NaN), new Float64Array(2)];
    await expect(sink.write({ channels, frames: 2 })).rejects.toThrow('handed NaN');
    await sink.abort();
  });
});
