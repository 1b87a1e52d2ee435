// Wave lanes: how the height of the waveform's picture is shared out: pins, limiter, sound, time.

export interface Lane {
  readonly top: number;
  readonly bottom: number;
}

export interface WaveLanes {
  readonly pins: Lane;
  /** null where nothing limited. */
  readonly limiter: Lane | null;
  readonly wave: Lane;
  readonly time: Lane;
}

const PINS = 24;
const LIMITER = 26;
const GAP = 4;
const TIME = 22;

export function waveLanes(height: number, hasPins: boolean, hasLimiter: boolean): WaveLanes {
  const pins = { top: 0, bottom: hasPins ? PINS : GAP };
  const limiter = hasLimiter ? { top: pins.bottom, bottom: pins.bottom + LIMITER } : null;
  const wave = { top: (limiter?.bottom ?? pins.bottom) + GAP, bottom: height - TIME };
  return { pins, limiter, wave, time: { top: wave.bottom, bottom: height } };
}

/** Steepest picture of a whisper: 40 dB under full scale fills the lane. */
const LEAST_RANGE = 0.01;

/** The amplitude at the lane's edge so that the highest peak of what is drawn just fits. */
export function fittingRange(peaks: readonly number[]): number {
  const highest = peaks.reduce((most, peak) => Math.max(most, peak), 0);
  return highest === 0 ? 1 : Math.max(LEAST_RANGE, highest * 1.04);
}
