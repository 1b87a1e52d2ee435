// AAC round trip: what is written as M4A and decoded by ffmpeg has its length, and lies where it lay.
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll } from 'vitest';
import { lendAacDecoder, lentAacDecoder, type AacDecoder } from '../../src/files/decoder-registry.ts';
import { AAC_WRITER } from '../../src/files/mp4/aac-writer.ts';
import { MP4 } from '../../src/files/mp4/mp4.ts';
import { ffmpegAacDecoder } from '../../src/places/ffmpeg-aac.ts';
import { lossyWriterContract } from '../contracts/lossy-writer.ts';

const decodes = spawnSync('ffmpeg', ['-version']).status === 0;
if (!decodes)
  console.warn('ffmpeg is not installed: AAC is not decoded here, only its lengths are looked at.');

let before: AacDecoder | null = null;
beforeAll(() => {
  before = lentAacDecoder();
  lendAacDecoder(ffmpegAacDecoder());
});
afterAll(() => {
  if (before !== null) lendAacDecoder(before);
});

lossyWriterContract(AAC_WRITER, {
  reader: MP4,
  sampleRateHz: 48000,
  lengths: [1, 1000, 15000],
  likeness: 0.97,
  decodes,
  foreseenMatters: true,
});
