// Units: named numbers for levels, time and frequency, and the conversions that need no mathematics.

/** True peak level re full scale (ITU-R BS.1770-5 Annex 2). */
export type Dbtp = number;
/** Loudness (ITU-R BS.1770-5). */
export type Lufs = number;
/** Loudness difference. */
export type Lu = number;
export type Hz = number;
export type Seconds = number;
export type Frames = number;

export function framesToSeconds(frames: Frames, sampleRateHz: Hz): Seconds {
  return frames / sampleRateHz;
}
