// Open recording: a song's file as an album hears and renders it: one channel stands on both sides, as nearly all deliveries have it.
import type { FileFormat } from '../files/format.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { mixChannels } from '../process/output/mix-channels.ts';
import type { Source } from '../signal/stream.ts';

/**
 * A mono song that is measured as one loudspeaker comes 3.01 LU louder from two (ITU-R BS.1770): beside stereo songs it is measured
 * as it is delivered. Any other sound is `source` itself.
 */
export function onBothSides(source: Source): Source {
  return source.format.channels === 1 ? mixChannels(source, 'stereo') : source;
}

/** `channels` is what then sounds; all else is what the file says of itself. */
export interface OpenRecording {
  readonly format: FileFormat;
  readonly source: Source;
}

/** Faults: those of `openAudio`. */
export async function openRecording(place: Pick<Place, 'open'>, path: string): Promise<OpenRecording> {
  const { format, source } = await openAudio(place, path);
  const both = onBothSides(source);
  return { format: { ...format, channels: both.format.channels }, source: both };
}
