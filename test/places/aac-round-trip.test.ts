// AAC round trip: what is written as M4A and decoded by ffmpeg has its length, lies where it lay, and does not turn round.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lendAacDecoder, lentAacDecoder, type AacDecoder } from '../../src/files/decoder-registry.ts';
import { memorySource } from '../../src/files/memory-place.ts';
import { AAC_WRITER } from '../../src/files/mp4/aac-writer.ts';
import { MP4 } from '../../src/files/mp4/mp4.ts';
import { ffmpegAacDecoder } from '../../src/places/ffmpeg-aac.ts';
import { collect } from '../../src/signal/stream.ts';
import { writtenBytes } from '../contracts/format.ts';
import { expectInPlace, floatFormat, gliding } from '../contracts/lossy-writer.ts';

const decodes = spawnSync('ffmpeg', ['-version']).status === 0;
if (!decodes) console.warn('ffmpeg is not installed: AAC written by us is not decoded here.');

let before: AacDecoder | null = null;
beforeAll(() => {
  before = lentAacDecoder();
  lendAacDecoder(ffmpegAacDecoder());
});
afterAll(() => {
  if (before !== null) lendAacDecoder(before);
});

describe.skipIf(!decodes)('AAC, written and decoded by ffmpeg', () => {
  it.each([
    [1, 1, 0.5],
    [15_000, 2, 0.5],
    [9_999, 1, 1.4],
  ])('gives back %i frames of %i channels at level %f', async (frames, channels, level) => {
    const wanted = gliding(frames, channels, level);
    const bytes = await writtenBytes(AAC_WRITER, wanted, floatFormat(channels, 48000, frames));
    const { source, notes } = await MP4.read(memorySource('song', bytes));
    const found = await collect(source);
    expect(notes).toEqual([]);
    expect(found.map((samples) => samples.length)).toEqual(wanted.map(() => frames));
    if (frames > 1) expectInPlace(found, wanted, 0.97);
  });
});
