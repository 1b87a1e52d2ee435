// Song room: the storage that a song will take on its whole way, asked for before the work and not in the middle of it.
import type { Place } from '../../files/place.ts';
import { bytesPerFrame, type TrackFormat } from '../../preview/track.ts';
import { releaseBytes } from '../../tasks/release-room.ts';
import type { Sink } from '../../signal/stream.ts';

/** Masters that lie side by side: the one that plays, and the one that is being made. */
const MASTERS = 2;

/** The mix as a track, its masters, and the files to be handed out; without the zip, which one can do without. */
export function songBytes(track: TrackFormat, frames: number): number {
  const master = bytesPerFrame({ ...track, encoding: 'float32' });
  return frames * (bytesPerFrame(track) + MASTERS * master) + releaseBytes(track, frames);
}

/** Fault `disk-full` with `expectedBytes` and `freeBytes` where there are fewer than `bytes`; nothing is written. */
async function requireRoom(place: Place, path: string, bytes: number): Promise<void> {
  const sink = await place.create(path, { replace: true, expectedBytes: Math.ceil(bytes) });
  await sink.abort();
}

/** `sink`, for which room is asked at `path` before the first sound is written: for the whole way of the song. */
export function sinkWhereRoom(place: Place, path: string, bytes: number, sink: Sink): Sink {
  let asked = false;
  return {
    write: async (block) => {
      if (!asked) await requireRoom(place, path, bytes);
      asked = true;
      await sink.write(block);
    },
    close: () => sink.close(),
    abort: () => sink.abort(),
  };
}
