// Hear song: one listening pass that also keeps the mix as a track and draws its waveform.
import type { Place } from '../files/place.ts';
import { createPyramidMeter, type Pyramid } from '../measure/pyramid.ts';
import { teeSource } from '../preview/tee-source.ts';
import type { TrackFormat } from '../preview/track.ts';
import { trackFormat } from '../preview/track-format.ts';
import type { Sink } from '../signal/stream.ts';
import type { AnalysedSong } from './analyse-song.ts';
import { hearMix } from './hear-mix.ts';
import { SILENT_RUN, type Run } from './run.ts';

export interface HeardTrack {
  readonly mix: AnalysedSong;
  readonly track: TrackFormat;
  readonly pyramid: Pyramid;
}

/**
 * `createSink` makes the track's sink once the format is known, and the length in frames where the file tells it; it is
 * closed when the song was heard to its end, else aborted. `onTrack` hears when it begins, with the waveform as far as it
 * will have come. Faults: those of `planSong` for the mix itself, and of the sink.
 */
export async function hearSong(
  place: Place,
  mixPath: string,
  createSink: (track: TrackFormat, frames: number | null) => Sink,
  onTrack: (track: TrackFormat, pyramid: () => Pyramid) => void = () => {},
  run: Run = SILENT_RUN,
): Promise<HeardTrack> {
  const pyramid = createPyramidMeter();
  let track: TrackFormat | null = null;
  const mix = await hearMix(place, mixPath, run, (source, file) => {
    track = trackFormat(file);
    onTrack(track, () => pyramid.result());
    return teeSource(source, createSink(track, file.frames), [pyramid]);
  });
  return { mix, track: track ?? trackFormat(mix.file), pyramid: pyramid.result() };
}
