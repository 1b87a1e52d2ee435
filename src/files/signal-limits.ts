// Signal limits: the channel counts, rates and lengths a file may declare and be believed.
import { Fault } from '../signal/fault.ts';

export const MOST_CHANNELS = 64;
export const HIGHEST_RATE_HZ = 768000;

/** A day: longer than any song, set or stream that is mastered; beyond it a coded file is a bomb, or damaged. */
export const MOST_CODED_S = 24 * 3600;
/** Rates below this do not make a day longer: what costs is samples. */
export const SLOWEST_CLOCK_HZ = 8000;

/** Faults `bad-channel-count`, `bad-sample-rate` for what lies outside 1 to 64 channels at 1 to 768000 Hz, or is NaN. */
export function checkSignal(channels: number, sampleRateHz: number, file: string): void {
  if (!(channels >= 1 && channels <= MOST_CHANNELS)) {
    throw new Fault('bad-channel-count', 'input', { file, channels, most: MOST_CHANNELS });
  }
  if (!(sampleRateHz >= 1 && sampleRateHz <= HIGHEST_RATE_HZ)) {
    throw new Fault('bad-sample-rate', 'input', {
      file,
      sampleRateHz: sampleRateHz || 0,
      highestHz: HIGHEST_RATE_HZ,
    });
  }
}
