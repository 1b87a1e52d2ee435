// AAC writer kind: AAC-LC in an M4A file, encoded by FFmpeg's encoder.
import { chosenQuality } from '../chosen-quality.ts';
import { refuseUnwritable, type Quality, type WriterKind } from '../writer.ts';

interface AacQuality extends Quality {
  /** Aimed at in kbit/s, all channels together; the format has at most 6 bits a sample. */
  readonly kbits: number;
}

const QUALITIES: readonly AacQuality[] = [
  { id: 'cbr-256', caption: '256 kbit/s, as the stores have it', kbits: 256 },
  { id: 'cbr-192', caption: '192 kbit/s', kbits: 192 },
  { id: 'cbr-128', caption: '128 kbit/s', kbits: 128 },
];

/** The encoder is loaded when it is needed: the page opens without it. */
export const AAC_WRITER: WriterKind = {
  id: 'm4a',
  title: 'AAC (M4A)',
  ending: '.m4a',
  container: 'mp4',
  encodings: [],
  qualities: QUALITIES.map(({ id, caption }) => ({ id, caption })),
  ratesHz: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000],
  mostRateHz: 96000,
  mostChannels: 2,
  async write(bytes, format) {
    refuseUnwritable(AAC_WRITER, format);
    const { kbits } = chosenQuality(AAC_WRITER.id, QUALITIES, format);
    return (await import('./aac-write.ts')).writeAac(bytes, format, kbits);
  },
};
