// BW64 writer kind: the broadcasters' long WAV (ITU-R BS.2088), integers only, as the recommendation has them.
import { HIGHEST_RATE_HZ, MOST_CHANNELS } from '../signal-limits.ts';
import { refuseUnwritable, type WriterKind } from '../writer.ts';
import { writeBw64 } from './wav-write.ts';

/** No `chna`: the sound is plain channels, without objects. */
export const BW64_WRITER: WriterKind = {
  id: 'bw64',
  title: 'BW64',
  ending: '.wav',
  container: 'bw64',
  encodings: [24, 16, 32].map((bits) => ({ encoding: 'pcm', bits })),
  qualities: [],
  ratesHz: null,
  mostRateHz: HIGHEST_RATE_HZ,
  mostChannels: MOST_CHANNELS,
  async write(bytes, format) {
    refuseUnwritable(BW64_WRITER, format);
    return writeBw64(bytes, format);
  },
};
