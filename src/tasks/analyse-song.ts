// Analyse song: opens a file, listens once, says what it is and how it sounds.
import type { FileFormat, ReadNote } from '../files/format.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import type { Analysis } from '../master/analysis.ts';
import { listen, type ListenOptions } from '../master/listen.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

export interface AnalysedSong {
  readonly file: FileFormat;
  /** Oddities that were read over without loss. */
  readonly notes: readonly ReadNote[];
  readonly analysis: Analysis;
}

/** Any readable file, any channel count, in constant memory. Faults: those of the place and of the formats; `cancelled`. */
export async function analyseSong(
  place: Place,
  path: string,
  options: ListenOptions = {},
  run: Run = SILENT_RUN,
): Promise<AnalysedSong> {
  const { format, notes, source } = await openAudio(place, path);
  try {
    const analysis = await listen(watchSource(source, run, 'listen'), options);
    return { file: format, notes, analysis };
  } finally {
    await source.close();
  }
}
