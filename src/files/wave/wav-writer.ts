// WAV writer kind: RIFF, and RF64 where it passes 4 GiB.
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';
import { writeWav } from './wav-write.ts';

export const WAV_WRITER: WriterKind = {
  id: 'wav',
  title: 'WAV',
  ending: '.wav',
  container: 'wav',
  encodings: [
    { encoding: 'pcm', bits: 24 },
    { encoding: 'pcm', bits: 16 },
    { encoding: 'pcm', bits: 32 },
    { encoding: 'pcm', bits: 8 },
    { encoding: 'float', bits: 32 },
    { encoding: 'float', bits: 64 },
  ],
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(WAV_WRITER, format);
    return writeWav(bytes, format);
  },
};
