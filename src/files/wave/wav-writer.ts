// WAV writer kind: RIFF, and RF64 where it passes 4 GiB.
import { PLAIN_ENCODINGS } from '../pcm/plain-encodings.ts';
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';
import { writeWav } from './wav-write.ts';

export const WAV_WRITER: WriterKind = {
  id: 'wav',
  title: 'WAV',
  ending: '.wav',
  container: 'wav',
  encodings: PLAIN_ENCODINGS,
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(WAV_WRITER, format);
    return writeWav(bytes, format);
  },
};
