// FLAC seek table: a point every ten seconds that leads to a frame, and no more of them than there is room for.
import { expect, it } from 'vitest';
import { readUint64, viewOf } from '../../../src/files/bytes.ts';
import { FLAC_WRITER } from '../../../src/files/flac/flac-writer.ts';
import { createSeekTable, MOST_SEEK_POINTS } from '../../../src/files/flac/flac-seek-table.ts';
import { stepNoise, writtenBytes } from '../../contracts/format.ts';

interface MetadataBlock {
  readonly type: number;
  readonly body: Uint8Array;
}

function blocksOf(bytes: Uint8Array): { blocks: MetadataBlock[]; audioAt: number } {
  const blocks: MetadataBlock[] = [];
  let at = 4;
  for (let last = false; !last; ) {
    last = bytes[at]! >= 0x80;
    const length = viewOf(bytes).getUint32(at) & 0xffffff;
    blocks.push({ type: bytes[at]! & 0x7f, body: bytes.subarray(at + 4, at + 4 + length) });
    at += 4 + length;
  }
  return { blocks, audioAt: at };
}

it('leads to the frame that holds every tenth second', async () => {
  const rate = 8000;
  const format = { encoding: 'pcm', bits: 8, sampleRateHz: rate, channels: 1, frames: 35 * rate } as const;
  const bytes = await writtenBytes(FLAC_WRITER, [stepNoise(35 * rate, format, 1)], format);
  const { blocks, audioAt } = blocksOf(bytes);
  expect(blocks.map(({ type }) => type)).toEqual([0, 3, 4, 1]);
  const view = viewOf(blocks[1]!.body);
  expect(blocks[1]!.body.length).toBe(4 * 18);
  for (let i = 0; i < 4; i++) {
    const sample = readUint64(view, 18 * i, false);
    const at = audioAt + readUint64(view, 18 * i + 8, false);
    expect(sample).toBe(Math.floor((i * 10 * rate) / 4096) * 4096);
    expect(view.getUint16(18 * i + 16)).toBe(4096);
    expect([bytes[at], bytes[at + 1], bytes[at + 4]]).toEqual([0xff, 0xf8, sample / 4096]);
  }
  expect(blocks[3]!.body.length).toBeGreaterThan(1024);
});

it('is left out where there is nothing to find, and its room is padding', async () => {
  const format = { encoding: 'pcm', bits: 16, sampleRateHz: 44100, channels: 1, frames: 0 } as const;
  const { blocks, audioAt } = blocksOf(await writtenBytes(FLAC_WRITER, [new Float64Array(0)], format));
  expect(blocks.map(({ type }) => type)).toEqual([0, 4, 1]);
  const one = blocksOf(await writtenBytes(FLAC_WRITER, [new Float64Array(1)], format));
  expect(one.audioAt).toBe(audioAt);
});

it('grows coarser instead of longer', () => {
  const table = createSeekTable(44100);
  const hours = 7;
  for (let sample = 0; sample < hours * 3600 * 44100; sample += 4096)
    table.note({ sample, byte: sample, frames: 4096 });
  expect(table.points.length).toBeLessThanOrEqual(MOST_SEEK_POINTS);
  expect(table.points.length).toBeGreaterThan(MOST_SEEK_POINTS / 2);
  table.points.forEach(({ sample }, i) => {
    expect(sample).toBe(Math.floor((i * 80 * 44100) / 4096) * 4096);
  });
});
