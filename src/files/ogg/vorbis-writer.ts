// Vorbis writer kind: Ogg Vorbis at its upper qualities, encoded by libvorbis.
import { chosenQuality } from '../chosen-quality.ts';
import { refuseUnwritable, type Quality, type WriterKind } from '../writer.ts';

interface VorbisQuality extends Quality {
  /** libvorbis' scale from -1 to 10. */
  readonly level: number;
}

const QUALITIES: readonly VorbisQuality[] = [
  { id: 'q8', caption: 'quality 8 of 10: about 256 kbit/s', level: 8 },
  { id: 'q6', caption: 'quality 6: about 192 kbit/s', level: 6 },
  { id: 'q5', caption: 'quality 5: about 160 kbit/s', level: 5 },
];

/** The encoder is loaded when it is needed: the page opens without it. */
export const VORBIS_WRITER: WriterKind = {
  id: 'ogg',
  title: 'Ogg Vorbis',
  ending: '.ogg',
  container: 'ogg',
  encodings: [],
  qualities: QUALITIES.map(({ id, caption }) => ({ id, caption })),
  ratesHz: [8000, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000],
  mostRateHz: 192000,
  mostChannels: 2,
  async write(bytes, format) {
    refuseUnwritable(VORBIS_WRITER, format);
    const { level } = chosenQuality(VORBIS_WRITER.id, QUALITIES, format);
    return (await import('./vorbis-write.ts')).writeVorbis(bytes, format, level);
  },
};
