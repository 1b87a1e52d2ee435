// Lateness: how far one channel is behind the other, for all who would mistake what that does for a fault of another kind.
import type { Panorama } from './panorama.ts';

/** About half of a look of the spectra; longer lags are echoes, not shifts. */
const LONGEST_S = 0.02;
/** A sample or two come from filters and converters; a listener needs 0.05 ms and more to tell. */
const LEAST_S = 0.00005;
const LEAST_FRAMES = 3;
/** Below this, partials of single bass notes make peaks of their own. */
const FROM_HZ = 500;
const LEAST_LOOKS = 10;
/** Peak of the phase correlation, its height over the next best lag, and over what is left at no lag. */
const SUSPECT = { peak: 0.045, overNext: 1.6, overNone: 1.8 };
const SURE = { peak: 0.1, overNext: 2.5, overNone: 4 };
/** The slopes of a peak are no rivals of it. */
const PEAK_FRAMES = 4;

export interface Lateness {
  /** Frames that the right channel is behind the left; negative where it is ahead. */
  readonly frames: number;
  readonly sure: boolean;
}

interface Lag {
  readonly frames: number;
  readonly peak: number;
  readonly overNext: number;
  readonly overNone: number;
}

/** null where the channels stand together, or nothing can be told. */
export function lateness(panorama: Panorama): Lateness | null {
  const { rate, looks } = panorama;
  if (looks < LEAST_LOOKS) return null;
  const lag = strongestLag(panorama.lags(FROM_HZ), Math.floor(LONGEST_S * rate));
  if (Math.abs(lag.frames) < Math.max(LEAST_FRAMES, LEAST_S * rate) || !reaches(lag, SUSPECT)) return null;
  return { frames: lag.frames, sure: reaches(lag, SURE) };
}

function reaches(lag: Lag, least: { peak: number; overNext: number; overNone: number }): boolean {
  return lag.peak >= least.peak && lag.overNext >= least.overNext && lag.overNone >= least.overNone;
}

/** Signs do not count: an inverted channel may be late as well. */
function strongestLag(lags: Float64Array, longest: number): Lag {
  const at = (n: number): number => Math.abs(lags[(n + lags.length) % lags.length]!);
  const reach = Math.min(longest, lags.length / 2 - PEAK_FRAMES);
  let frames = 0;
  for (let n = -reach; n <= reach; n++) if (at(n) > at(frames)) frames = n;
  let next = 0;
  for (let n = -reach; n <= reach; n++) if (Math.abs(n - frames) > PEAK_FRAMES) next = Math.max(next, at(n));
  const none = Math.max(at(-1), at(0), at(1));
  const peak = at(frames);
  return { frames, peak, overNext: peak / Math.max(next, 1e-9), overNone: peak / Math.max(none, 1e-9) };
}
