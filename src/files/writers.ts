// Writers: the list of every kind of file we write.
import { AIFC_WRITER } from './aiff/aifc-writer.ts';
import { AIFF_WRITER } from './aiff/aiff-writer.ts';
import { CAF_WRITER } from './caf/caf-writer.ts';
import { FLAC_WRITER } from './flac/flac-writer.ts';
import { MP3_WRITER } from './mpeg/mp3-writer.ts';
import { AAC_WRITER } from './mp4/aac-writer.ts';
import { OPUS_WRITER } from './ogg/opus-writer.ts';
import { VORBIS_WRITER } from './ogg/vorbis-writer.ts';
import { BW64_WRITER } from './wave/bw64-writer.ts';
import { WAV_WRITER } from './wave/wav-writer.ts';
import { WAVE64_WRITER } from './wave/wave64-writer.ts';
import type { WriterKind } from './writer.ts';

export const WRITERS: readonly WriterKind[] = [
  WAV_WRITER,
  FLAC_WRITER,
  AIFF_WRITER,
  AIFC_WRITER,
  CAF_WRITER,
  BW64_WRITER,
  WAVE64_WRITER,
  MP3_WRITER,
  AAC_WRITER,
  OPUS_WRITER,
  VORBIS_WRITER,
];

/** null where no kind of that name is written. */
export const writerById = (id: string): WriterKind | null => WRITERS.find((kind) => kind.id === id) ?? null;
