// Writers: the list of every kind of file we write.
import { FLAC_WRITER } from './flac/flac-writer.ts';
import { WAV_WRITER } from './wave/wav-writer.ts';
import type { WriterKind } from './writer.ts';

export const WRITERS: readonly WriterKind[] = [WAV_WRITER, FLAC_WRITER];

/** null where no kind of that name is written. */
export const writerById = (id: string): WriterKind | null => WRITERS.find((kind) => kind.id === id) ?? null;
