// Fade time: how long the player takes to go from one sound to another.

/** Short enough to be instant, long enough to be no click: see docs/theory/level-match.md. */
export const FADE_SECONDS = 0.02;

export function fadeFrames(sampleRateHz: number): number {
  return Math.round(FADE_SECONDS * sampleRateHz);
}
