// Release room: how many bytes the files of a release take, at most.
import { RELEASE } from '../deliver/finish/release-files.ts';
import { finishedFrames } from '../deliver/finish/write-files.ts';
import type { SignalFormat } from '../signal/signal.ts';

/**
 * For a mix of `frames`, while it is mastered: a FLAC counts as if nothing could be squeezed, and the longest file twice, for it
 * is copied when it gets its tags. Reports are small beside them.
 */
export function releaseBytes({ sampleRateHz, channels }: SignalFormat, frames: number): number {
  const sizes = RELEASE.finishes.flatMap(({ finish, files }) => {
    const samples = channels * finishedFrames(frames, sampleRateHz, finish);
    return files.map(() => samples * (finish.bits / 8));
  });
  return sizes.reduce((sum, bytes) => sum + bytes, Math.max(...sizes));
}
