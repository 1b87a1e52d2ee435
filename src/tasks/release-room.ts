// Release room: how many bytes the files of a release take, at most.
import { RELEASE } from '../deliver/profiles.ts';
import { finishedFrames } from '../deliver/write-files.ts';
import type { SignalFormat } from '../signal/signal.ts';

/** For a mix of `frames`; a FLAC counts as if nothing could be squeezed. Reports are small beside them. */
export function releaseBytes({ sampleRateHz, channels }: SignalFormat, frames: number): number {
  return RELEASE.finishes.reduce((bytes, { finish, files }) => {
    const samples = channels * finishedFrames(frames, sampleRateHz, finish);
    return bytes + files.length * samples * (finish.bits / 8);
  }, 0);
}
