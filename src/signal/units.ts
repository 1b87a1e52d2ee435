// Units: named numbers for levels, time and frequency, and the conversions that need no mathematics.

/** Level re full scale, sample peak or RMS as the name says. */
export type Dbfs = number;
/** True peak level re full scale (ITU-R BS.1770-5 Annex 2). */
export type Dbtp = number;
/** Loudness (ITU-R BS.1770-5). */
export type Lufs = number;
/** Loudness difference. */
export type Lu = number;
export type Hz = number;
export type Seconds = number;
export type Frames = number;

/** Compact disc frames (sectors) a second, Red Book. */
export const CD_FRAMES_PER_SECOND = 75;
/** Audio frames in one CD sector at 44.1 kHz. */
export const SAMPLES_PER_CD_FRAME = 588;

export function framesToSeconds(frames: Frames, sampleRateHz: Hz): Seconds {
  return frames / sampleRateHz;
}

/** Nearest whole frame. */
export function secondsToFrames(seconds: Seconds, sampleRateHz: Hz): Frames {
  return Math.round(seconds * sampleRateHz);
}
