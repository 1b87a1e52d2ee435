// Step signal: what the fixtures of lossless codecs hold, worked out again from whole numbers alone.

/**
 * Frame `n` of channel `c`, in steps of `bits`: a triangle with a fine pattern on it. The fixtures were encoded from WAV files of
 * it by `wavpack` 5.6 (`-hx`, `-x3`, `-m`, `-b5 -c`, or no option) and by `ffmpeg -c:a alac`.
 */
function stepAt(n: number, c: number, bits: number): number {
  const slow = Math.abs(((n * (c + 2)) % 256) - 128) - 64;
  const fine = ((n * n * (7 + 2 * c)) % 97) - 48;
  return slow * 2 ** (bits - 9) + fine;
}

const signal = (frames: number, channels: number, value: (n: number, c: number) => number): Float64Array[] =>
  Array.from({ length: channels }, (_, c) => Float64Array.from({ length: frames }, (_, n) => value(n, c)));

/** Full scale ±1. */
export function stepSignal(frames: number, channels: number, bits: number): Float64Array[] {
  const full = 2 ** (bits - 1);
  return signal(frames, channels, (n, c) => Math.max(-full, Math.min(full - 1, stepAt(n, c, bits))) / full);
}

/** Floats of 32 bits, beyond full scale too. */
export const floatStepSignal = (frames: number, channels: number): Float64Array[] =>
  signal(frames, channels, (n, c) => Math.fround(stepAt(n, c, 16) / 30000));
