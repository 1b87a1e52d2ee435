// Analyse song: opens a file, listens once, says what it is and how it sounds.
import type { FileFormat, ReadNote } from '../files/format.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import type { Analysis } from '../master/analysis.ts';
import { listen, type ListenOptions } from '../master/listen.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { watchSource } from './watch-source.ts';

export interface AnalysedSong {
  readonly file: FileFormat;
  /** Oddities that were read over without loss. */
  readonly notes: readonly ReadNote[];
  readonly analysis: Analysis;
}

export interface AnalyseOptions extends ListenOptions {
  /** More channels are refused before the listening, with a `too-many-channels` Fault; any number unless told. */
  readonly mostChannels?: number;
  /** What the sound passes through before it is heard, so that one pass can do more; it closes what it was given. */
  through?(source: Source, file: FileFormat): Source;
}

/** Any readable file in constant memory. Faults: those of the place and of the formats; `cancelled`. */
export async function analyseSong(
  place: Place,
  path: string,
  options: AnalyseOptions = {},
  run: Run = SILENT_RUN,
): Promise<AnalysedSong> {
  const { format, notes, source } = await openAudio(place, path);
  let heard = source;
  try {
    refuseChannels(path, format.channels, options.mostChannels ?? Infinity);
    heard = options.through?.(source, format) ?? source;
    const analysis = await listen(watchSource(heard, run, 'listen'), {
      ...options,
      origin: format,
      channelMask: heard.format.channels === format.channels ? format.channelMask : undefined,
    });
    return { file: format, notes, analysis };
  } finally {
    await heard.close();
  }
}

function refuseChannels(path: string, channels: number, most: number): void {
  if (channels > most) throw new Fault('too-many-channels', 'input', { file: path, channels, most });
}
