// Dither hold: when dither falls silent, so that exact sound passes untouched and no wave ever switches its noise.

/** How long dither goes on after the last sample that needed it. */
export interface DitherHold {
  /** While the sound stands still. */
  readonly frames: number;
  /** What every moving sample takes off the rest of them. */
  readonly stride: number;
}

/**
 * A period of the lowest tone that is heard: pulses and square waves may rest on a whole step for half a period, and noise
 * that came and went with them would be heard as theirs.
 */
const HOLD_S = 0.05;
/** So many moving samples in a row are whole steps by chance once in 2³² even if only halved before. */
const MOVING_SAMPLES = 32;

export function ditherHold(sampleRateHz: number): DitherHold {
  const frames = Math.round(HOLD_S * sampleRateHz);
  return { frames, stride: Math.ceil(frames / MOVING_SAMPLES) };
}
