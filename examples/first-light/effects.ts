// Effects: a hall of eight delay lines, a ping-pong echo, and the tone controls of the mixing desk.
import { cos, exp, pow, sin } from '../../src/dsp/math.ts';
import { FRAMES, RATE_HZ, silence, type Stereo } from './stage.ts';

const LINE_FRAMES = [1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797];
const REVERB_S = 1.9;
/** Share of the treble that each round keeps. */
const DAMPING = 0.55;

/** Feedback delay network with Householder mixing; equal signs in, alternating signs out. */
export function hall(send: Stereo): Stereo {
  const out = silence();
  const lines = LINE_FRAMES.map((length) => new Float64Array(length));
  const gains = LINE_FRAMES.map((length) => exp((-6.907755 * length) / (REVERB_S * RATE_HZ)));
  const at = LINE_FRAMES.map(() => 0);
  const dull = LINE_FRAMES.map(() => 0);
  const read = LINE_FRAMES.map(() => 0);
  for (let i = 0; i < FRAMES; i++) {
    let sum = 0;
    let left = 0;
    let right = 0;
    for (let n = 0; n < lines.length; n++) {
      dull[n]! += DAMPING * (lines[n]![at[n]!]! - dull[n]!);
      read[n] = dull[n]! * gains[n]!;
      sum += read[n]!;
      if (n % 2 === 0) left += n % 4 === 0 ? read[n]! : -read[n]!;
      else right += n % 4 === 1 ? read[n]! : -read[n]!;
    }
    const mixed = sum * (2 / lines.length);
    for (let n = 0; n < lines.length; n++) {
      const input = n % 2 === 0 ? send.left[i]! : send.right[i]!;
      lines[n]![at[n]!] = input + read[n]! - mixed;
      at[n] = at[n]! + 1 === lines[n]!.length ? 0 : at[n]! + 1;
    }
    out.left[i] = 0.4 * left;
    out.right[i] = 0.4 * right;
  }
  return out;
}

/** Repeats that change sides, each duller than the last. */
export function echo(send: Stereo, delayS: number, feedback: number): Stereo {
  const out = silence();
  const delay = Math.round(delayS * RATE_HZ);
  let dullLeft = 0;
  let dullRight = 0;
  for (let i = delay; i < FRAMES; i++) {
    dullLeft +=
      0.35 * (send.left[i - delay]! + send.right[i - delay]! + feedback * out.right[i - delay]! - dullLeft);
    dullRight += 0.35 * (feedback * out.left[i - delay]! - dullRight);
    out.left[i] = dullLeft;
    out.right[i] = dullRight;
  }
  return out;
}

/** Adds a slowly wavering copy with opposite sign on either side: the low end grows wide. */
export function widen(part: Stereo, amount: number): void {
  const dry = part.left.slice();
  const delay = Math.round(0.006 * RATE_HZ);
  for (let i = delay; i < FRAMES; i++) {
    const copy = amount * dry[i - delay]!;
    part.left[i]! += copy;
    part.right[i]! -= copy;
  }
}

/** First-order high-pass at about 20 Hz: the bass's drive leaves an offset that nobody plays. */
export function withoutOffset(samples: Float64Array): void {
  const keep = exp((-2 * Math.PI * 20) / RATE_HZ);
  let last = 0;
  let out = 0;
  for (let i = 0; i < samples.length; i++) {
    out = samples[i]! - last + keep * out;
    last = samples[i]!;
    samples[i] = out;
  }
}

type Coefficients = readonly [b0: number, b1: number, b2: number, a1: number, a2: number];

/** Bell of R. Bristow-Johnson's cookbook. */
export function bell(hz: number, gainDb: number, q: number): Coefficients {
  const amplitude = pow(10, gainDb / 40);
  const turn = (2 * Math.PI * hz) / RATE_HZ;
  const alpha = sin(turn) / (2 * q);
  const a0 = 1 + alpha / amplitude;
  return [
    (1 + alpha * amplitude) / a0,
    (-2 * cos(turn)) / a0,
    (1 - alpha * amplitude) / a0,
    (-2 * cos(turn)) / a0,
    (1 - alpha / amplitude) / a0,
  ];
}

export function highShelf(hz: number, gainDb: number): Coefficients {
  const amplitude = pow(10, gainDb / 40);
  const turn = (2 * Math.PI * hz) / RATE_HZ;
  const c = cos(turn);
  const slope = 2 * Math.sqrt(amplitude) * (sin(turn) / Math.SQRT2);
  const up = amplitude + 1;
  const down = amplitude - 1;
  const a0 = up - down * c + slope;
  return [
    (amplitude * (up + down * c + slope)) / a0,
    (-2 * amplitude * (down + up * c)) / a0,
    (amplitude * (up + down * c - slope)) / a0,
    (2 * (down - up * c)) / a0,
    (up - down * c - slope) / a0,
  ];
}

/** Second-order low-pass of the same cookbook. */
export function lowPass(hz: number, q: number): Coefficients {
  const turn = (2 * Math.PI * hz) / RATE_HZ;
  const c = cos(turn);
  const alpha = sin(turn) / (2 * q);
  const a0 = 1 + alpha;
  return [(1 - c) / (2 * a0), (1 - c) / a0, (1 - c) / (2 * a0), (-2 * c) / a0, (1 - alpha) / a0];
}

export function filter(samples: Float64Array, [b0, b1, b2, a1, a2]: Coefficients): void {
  let s1 = 0;
  let s2 = 0;
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = b0 * x + s1;
    s1 = b1 * x - a1 * y + s2;
    s2 = b2 * x - a2 * y;
    samples[i] = y;
  }
}
