// MP3 writer kind: the lossy format that plays everywhere, encoded by LAME.
import { chosenQuality } from '../chosen-quality.ts';
import { refuseUnwritable, type Quality, type WriterKind } from '../writer.ts';

interface Mp3Quality extends Quality {
  /** Constant rate in kbit/s, or null for a variable one. */
  readonly kbits: number | null;
}

/** Below 32 kHz the format ends at 160 kbit/s, below 16 kHz at 64: LAME then takes that. */
const QUALITIES: readonly Mp3Quality[] = [
  { id: 'cbr-320', caption: '320 kbit/s throughout, the most that MP3 has', kbits: 320 },
  { id: 'vbr-0', caption: "variable rate, LAME's best (V0): about 260 kbit/s", kbits: null },
  { id: 'cbr-256', caption: '256 kbit/s throughout', kbits: 256 },
  { id: 'cbr-192', caption: '192 kbit/s throughout', kbits: 192 },
  { id: 'cbr-128', caption: '128 kbit/s throughout, small and audibly so', kbits: 128 },
];

/** The encoder is loaded when it is needed: the page opens without it. */
export const MP3_WRITER: WriterKind = {
  id: 'mp3',
  title: 'MP3',
  ending: '.mp3',
  container: 'mp3',
  encodings: [],
  qualities: QUALITIES.map(({ id, caption }) => ({ id, caption })),
  ratesHz: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000],
  mostRateHz: 48000,
  mostChannels: 2,
  async write(bytes, format) {
    refuseUnwritable(MP3_WRITER, format);
    const { kbits } = chosenQuality(MP3_WRITER.id, QUALITIES, format);
    return (await import('./mp3-write.ts')).writeMp3(bytes, format, kbits);
  },
};
