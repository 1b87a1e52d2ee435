// Stage: the stereo picture that instruments play into: dry sound, and what they send to the hall and the echo.
import { cos, exp, pow, sin } from '../../src/dsp/math.ts';

export const RATE_HZ = 44100;
const LENGTH_S = 31.5;
export const FRAMES = Math.round(RATE_HZ * LENGTH_S);

export interface Stereo {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

export function silence(): Stereo {
  return { left: new Float64Array(FRAMES), right: new Float64Array(FRAMES) };
}

export interface Seat {
  /** -1 left … 1 right, equal power. */
  readonly pan: number;
  readonly gain: number;
}

/** Adds one sound at a frame; what would run over the end is left out. */
export function place(into: Stereo, sound: Float64Array, at: number, { pan, gain }: Seat): void {
  const angle = ((pan + 1) * Math.PI) / 4;
  const leftGain = gain * cos(angle);
  const rightGain = gain * sin(angle);
  const frames = Math.min(sound.length, FRAMES - at);
  for (let i = Math.max(0, -at); i < frames; i++) {
    into.left[at + i]! += leftGain * sound[i]!;
    into.right[at + i]! += rightGain * sound[i]!;
  }
}

export function mixInto(into: Stereo, part: Stereo, gain: number): void {
  for (let i = 0; i < FRAMES; i++) {
    into.left[i]! += gain * part.left[i]!;
    into.right[i]! += gain * part.right[i]!;
  }
}

export function keyHz(key: number): number {
  return 440 * pow(2, (key - 69) / 12);
}

/** Factor a sample for a fall to 1/e in `seconds`. */
export function decay(seconds: number): number {
  return exp(-1 / (seconds * RATE_HZ));
}

const TABLE = 8192;
const SINE = Float64Array.from({ length: TABLE + 1 }, (_, i) => sin((2 * Math.PI * i) / TABLE));

/** Sine of a phase in turns, from a table with straight lines between its points (error under -130 dB). */
export function sine(turns: number): number {
  const at = (turns - Math.floor(turns)) * TABLE;
  const index = Math.floor(at);
  const low = SINE[index]!;
  return low + (at - index) * (SINE[index + 1]! - low);
}
