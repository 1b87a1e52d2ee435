// Opus writer kind: Ogg Opus at 48 kHz, encoded by libopus from float.
import { chosenQuality } from '../chosen-quality.ts';
import { refuseUnwritable, type Quality, type WriterKind } from '../writer.ts';

interface OpusQuality extends Quality {
  /** Aimed at in kbit/s, all channels together. */
  readonly kbits: number;
}

const QUALITIES: readonly OpusQuality[] = [
  { id: 'vbr-192', caption: 'about 192 kbit/s', kbits: 192 },
  { id: 'vbr-160', caption: 'about 160 kbit/s', kbits: 160 },
  { id: 'vbr-128', caption: 'about 128 kbit/s', kbits: 128 },
  { id: 'vbr-96', caption: 'about 96 kbit/s', kbits: 96 },
];

/** The encoder is loaded when it is needed: the page opens without it. */
export const OPUS_WRITER: WriterKind = {
  id: 'opus',
  title: 'Opus',
  ending: '.opus',
  container: 'ogg',
  encodings: [],
  qualities: QUALITIES.map(({ id, caption }) => ({ id, caption })),
  ratesHz: [48000],
  mostRateHz: 48000,
  mostChannels: 2,
  async write(bytes, format) {
    refuseUnwritable(OPUS_WRITER, format);
    const { kbits } = chosenQuality(OPUS_WRITER.id, QUALITIES, format);
    return (await import('./opus-write.ts')).writeOpus(bytes, format, kbits);
  },
};
