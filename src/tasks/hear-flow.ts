// Hear flow: an album's files as they are, listened to and laid on their discs; nothing is judged and nothing rendered.
import type { HeardPassage } from '../album/flow/song-sound.ts';
import type { Album } from '../album/album.ts';
import { layTimelines } from '../album/lay-timeline.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import { portableSha256, type DigestFactory } from '../deliver/accept/digest.ts';
import { recordingsOf } from './album-recordings.ts';
import { inlineErrands, type Errands } from './errands/errand.ts';
import { hearRecordings, wholeRecordings, type AlbumAt } from './hear-album.ts';
import { pathIn } from './outputs.ts';
import type { Run } from './run.ts';
import { inWorkingFolder } from './working-folder.ts';

export interface FlowOptions {
  /** Who listens; unless told all of it is done here, one thing after the other. */
  readonly errands?: Errands;
  readonly createDigest?: DigestFactory;
  /** ISO 8601: told on the page; pages without it repeat byte for byte. */
  readonly date?: string | null;
}

export interface FlowPassage extends HeardPassage {
  readonly frames: number;
  /** Where its sound lies, for as long as `work` goes on. */
  readonly file: string;
}

export interface HeardFlow {
  readonly passages: readonly FlowPassage[];
  readonly timelines: readonly Timeline[];
}

/** Beside the album: recordings in pieces are put together there while they are needed. */
const WORK_FOLDER = '.lacquer-flow';

/** Stages: `join`, `listen`. Faults: those of `wholeRecordings`, of reading and of `layTimelines`; `cancelled`. */
export async function withHeardFlow<T>(
  at: AlbumAt,
  { errands, createDigest = portableSha256 }: FlowOptions,
  run: Run,
  work: (heard: HeardFlow) => Promise<T>,
): Promise<T> {
  const sent = errands ?? inlineErrands({ place: at.place, createDigest });
  return inWorkingFolder(at.place, pathIn(at.folder, WORK_FOLDER), async (workFolder) => {
    const recordings = await wholeRecordings(
      at,
      recordingsOf(asItIs(at.album), 'not'),
      sent,
      workFolder,
      run,
    );
    const heard = await hearRecordings(at, recordings, sent, run);
    const passages = heard.map(({ recording, songs, mix }): FlowPassage => {
      const { measurements } = mix.analysis;
      const { sampleRateHz } = mix.file;
      return {
        id: recording.id,
        sampleRateHz,
        songs,
        measurements,
        frames: measurements.frames,
        file: recording.file,
      };
    });
    return work({ passages, timelines: layTimelines(at.album, passages, false) });
  });
}

/** Nothing is judged of a song that stays as it is. */
function asItIs(album: Album): Album {
  return { ...album, songs: album.songs.map((song) => ({ ...song, asIs: true })) };
}
