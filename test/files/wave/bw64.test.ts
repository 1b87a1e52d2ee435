// BW64: the shared suite, and the header as the recommendation has it.
import { expect, it } from 'vitest';
import { readId, readUint64, viewOf } from '../../../src/files/bytes.ts';
import { BW64_WRITER } from '../../../src/files/wave/bw64-writer.ts';
import { WAV } from '../../../src/files/wave/wav.ts';
import { memorySource } from '../../../src/files/memory-place.ts';
import { formatContract, stepNoise, writtenBytes } from '../../contracts/format.ts';

formatContract(WAV, { writer: BW64_WRITER, brokenCases: 1 });

it('BW64 has its long sizes from the first byte on', async () => {
  const format = { encoding: 'pcm', bits: 24, sampleRateHz: 48000, channels: 1, frames: 3 } as const;
  const bytes = await writtenBytes(BW64_WRITER, [stepNoise(3, format, 1)], format);
  const view = viewOf(bytes);
  expect([readId(bytes, 0), readId(bytes, 8), readId(bytes, 12), readId(bytes, 72)]).toEqual([
    'BW64',
    'WAVE',
    'ds64',
    'data',
  ]);
  expect([view.getUint32(4, true), view.getUint32(76, true)]).toEqual([0xffffffff, 0xffffffff]);
  expect([20, 28, 36].map((at) => readUint64(view, at, true))).toEqual([bytes.length - 8, 9, 3]);
  const file = await WAV.read(memorySource('song', bytes));
  expect(file.format).toMatchObject({ container: 'bw64', frames: 3 });
});
