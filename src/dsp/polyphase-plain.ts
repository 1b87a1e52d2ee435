// Polyphase, plain: dot products of sound with rows of a filter bank; twin of kernel/polyphase.ts.
import type { PhaseBank } from './kernel-contract.ts';

export function plainPolyphase(
  bank: PhaseBank,
  x: Float64Array,
  y: Float64Array,
  outputs: number,
  phase: number,
): void {
  const { taps, phases, step, rows, table } = bank;
  let at = 0;
  for (let o = 0; o < outputs; o++) {
    y[o] = rows === 0 ? dot(x, at, table, phase * taps, taps) : between(bank, x, at, phase);
    phase += step;
    const wraps = Math.floor(phase / phases);
    phase -= wraps * phases;
    at += wraps;
  }
}

/** The four rows around the wanted phase, weighted by Lagrange's cubic. */
function between(bank: PhaseBank, x: Float64Array, at: number, phase: number): number {
  const { taps, phases, rows, table } = bank;
  const place = phase * (rows / phases);
  const row = Math.floor(place);
  const t = place - row;
  const h = row * taps;
  const before = t + 1;
  const after = t - 1;
  const last = t - 2;
  const d0 = dot(x, at, table, h, taps);
  const d1 = dot(x, at, table, h + taps, taps);
  const d2 = dot(x, at, table, h + 2 * taps, taps);
  const d3 = dot(x, at, table, h + 3 * taps, taps);
  const outer = (before * t * after * d3 - t * after * last * d0) / 6;
  const inner = (before * after * last * d1 - before * t * last * d2) / 2;
  return outer + inner;
}

/** Four partial sums, as the SIMD lanes have them. */
function dot(x: Float64Array, at: number, h: Float64Array, from: number, taps: number): number {
  let a0 = 0;
  let a1 = 0;
  let b0 = 0;
  let b1 = 0;
  for (let k = 0; k < taps; k += 4) {
    a0 += x[at + k]! * h[from + k]!;
    a1 += x[at + k + 1]! * h[from + k + 1]!;
    b0 += x[at + k + 2]! * h[from + k + 2]!;
    b1 += x[at + k + 3]! * h[from + k + 3]!;
  }
  return a0 + b0 + (a1 + b1);
}

/** y[n] = Σ h[k] x[n + k]: each output on its own, in order of k. */
export function plainCorrelate(h: Float64Array, x: Float64Array, y: Float64Array, frames: number): void {
  const taps = h.length;
  let n = 0;
  for (; n + 4 <= frames; n += 4) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < taps; k++) {
      const w = h[k]!;
      a += w * x[n + k]!;
      b += w * x[n + k + 1]!;
      c += w * x[n + k + 2]!;
      d += w * x[n + k + 3]!;
    }
    y[n] = a;
    y[n + 1] = b;
    y[n + 2] = c;
    y[n + 3] = d;
  }
  for (; n < frames; n++) {
    let sum = 0;
    for (let k = 0; k < taps; k++) sum += h[k]! * x[n + k]!;
    y[n] = sum;
  }
}
