// FFT, plain: the complex Stockham transform of radix 4 and the real transform around it; twin of kernel/fft.ts.
//
// Stockham's transform writes every stage in order into the other buffer, so nothing is bit-reversed (Van Loan,
// Computational Frameworks for the FFT, 1992, 1.7). A real transform of N is a complex one of N/2 and one more step.
import type { FftPlan, SpectrumFilter } from './kernel-contract.ts';

interface Buffers {
  readonly a: readonly [Float64Array, Float64Array];
  readonly b: readonly [Float64Array, Float64Array];
}

/** Working room by size: at most twenty sizes exist, and a call leaves nothing in it. */
const buffersBySize = new Map<number, Buffers>();

function buffersFor(half: number): Buffers {
  let buffers = buffersBySize.get(half);
  if (buffers === undefined) {
    const room = () => [new Float64Array(half), new Float64Array(half)] as const;
    buffers = { a: room(), b: room() };
    buffersBySize.set(half, buffers);
  }
  return buffers;
}

export function plainForward(plan: FftPlan, x: Float64Array, re: Float64Array, im: Float64Array): void {
  forwardFrom(plan.size, plan.table, 0, x, re, im);
}

export function plainInverse(plan: FftPlan, re: Float64Array, im: Float64Array, x: Float64Array): void {
  inverseFrom(plan.size, plan.table, 0, re, im, x);
}

export function plainFilterSpectrum(filter: SpectrumFilter, x: Float64Array, y: Float64Array): void {
  const { sizeIn, sizeOut, table, outAt, gainsAt } = filter;
  const binsIn = sizeIn / 2 + 1;
  const binsOut = sizeOut / 2 + 1;
  const shared = Math.min(binsIn, binsOut);
  const re = new Float64Array(Math.max(binsIn, binsOut));
  const im = new Float64Array(Math.max(binsIn, binsOut));
  forwardFrom(sizeIn, table, 0, x, re, im);
  for (let k = 0; k < shared; k++) {
    const gain = table[gainsAt + k]!;
    re[k] = re[k]! * gain;
    im[k] = im[k]! * gain;
  }
  re.fill(0, shared);
  im.fill(0, shared);
  inverseFrom(sizeOut, table, outAt, re, im, y);
}

/** `from`: where in `table` the plan's twiddles begin. */
function forwardFrom(
  size: number,
  table: Float64Array,
  from: number,
  x: Float64Array,
  re: Float64Array,
  im: Float64Array,
): void {
  const half = size / 2;
  const { a, b } = buffersFor(half);
  for (let i = 0, j = 0; i < half; i++, j += 2) {
    a[0][i] = x[j]!;
    a[1][i] = x[j + 1]!;
  }
  const [xr, xi] = transform(half, table, from, a, b);
  re[0] = xr[0]! + xi[0]!;
  im[0] = 0;
  re[half] = xr[0]! - xi[0]!;
  im[half] = 0;
  let t = from + stageLength(half) + 2;
  for (let k = 1, l = half - 1; k <= l; k++, l--, t += 2) {
    const ar = xr[k]!;
    const ai = xi[k]!;
    const br = xr[l]!;
    const bi = xi[l]!;
    const evenR = (ar + br) * 0.5;
    const evenI = (ai - bi) * 0.5;
    const oddR = (ai + bi) * 0.5;
    const oddI = (br - ar) * 0.5;
    const c = table[t]!;
    const s = table[t + 1]!;
    const turnR = oddR * c - oddI * s;
    const turnI = oddR * s + oddI * c;
    re[k] = evenR + turnR;
    im[k] = evenI + turnI;
    re[l] = evenR - turnR;
    im[l] = turnI - evenI;
  }
}

/** The complex transform run backwards: conjugate in, conjugate out. */
function inverseFrom(
  size: number,
  table: Float64Array,
  from: number,
  re: Float64Array,
  im: Float64Array,
  x: Float64Array,
): void {
  const half = size / 2;
  const { a, b } = buffersFor(half);
  a[0][0] = 0.5 * (re[0]! + re[half]!);
  a[1][0] = -0.5 * (re[0]! - re[half]!);
  let t = from + stageLength(half) + 2;
  for (let k = 1, l = half - 1; k <= l; k++, l--, t += 2) {
    const ar = re[k]!;
    const ai = im[k]!;
    const br = re[l]!;
    const bi = im[l]!;
    const evenR = (ar + br) * 0.5;
    const evenI = (ai - bi) * 0.5;
    const difR = (ar - br) * 0.5;
    const difI = (ai + bi) * 0.5;
    const c = table[t]!;
    const s = table[t + 1]!;
    const oddR = difR * c + difI * s;
    const oddI = difI * c - difR * s;
    a[0][k] = evenR - oddI;
    a[1][k] = -(evenI + oddR);
    a[0][l] = evenR + oddI;
    a[1][l] = evenI - oddR;
  }
  const [xr, xi] = transform(half, table, from, a, b);
  const scale = 1 / half;
  for (let i = 0, j = 0; i < half; i++, j += 2) {
    x[j] = xr[i]! * scale;
    x[j + 1] = xi[i]! * -scale;
  }
}

/** Twiddles of the radix-4 stages of a complex transform. */
export function stageLength(half: number): number {
  let count = 0;
  for (let length = half; length % 4 === 0; length /= 4) count += (length / 4) * 6;
  return count;
}

/** The complex transform of `half` points, twiddles in `table` from `from`; re and im are used up, the result is lent. */
export function plainTransform(
  half: number,
  table: Float64Array,
  from: number,
  re: Float64Array,
  im: Float64Array,
): readonly [Float64Array, Float64Array] {
  return transform(half, table, from, [re, im], buffersFor(half).b);
}

function transform(
  half: number,
  table: Float64Array,
  from: number,
  a: readonly [Float64Array, Float64Array],
  b: readonly [Float64Array, Float64Array],
): readonly [Float64Array, Float64Array] {
  let x = a;
  let y = b;
  let at = from;
  let stride = 1;
  for (let length = half; length > 1; ) {
    if (length % 4 === 0) {
      length /= 4;
      radix4(length, stride, table, at, x[0], x[1], y[0], y[1]);
      at += length * 6;
      stride *= 4;
    } else {
      radix2(stride, x[0], x[1], y[0], y[1]);
      length = 1;
    }
    const swap = x;
    x = y;
    y = swap;
  }
  return x;
}

/** One stage: a kernel loop, long because every number has a name. */
function radix4(
  m: number,
  s: number,
  w: Float64Array,
  from: number,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
): void {
  for (let p = 0, t = from; p < m; p++, t += 6) {
    const a1 = w[t]!;
    const b1 = w[t + 1]!;
    const a2 = w[t + 2]!;
    const b2 = w[t + 3]!;
    const a3 = w[t + 4]!;
    const b3 = w[t + 5]!;
    const i0 = s * p;
    const i1 = s * (p + m);
    const i2 = s * (p + 2 * m);
    const i3 = s * (p + 3 * m);
    for (let q = 0, u = 4 * s * p; q < s; q++, u++) {
      const ar = xr[i0 + q]!;
      const ai = xi[i0 + q]!;
      const br = xr[i1 + q]!;
      const bi = xi[i1 + q]!;
      const cr = xr[i2 + q]!;
      const ci = xi[i2 + q]!;
      const dr = xr[i3 + q]!;
      const di = xi[i3 + q]!;
      const sumR = ar + cr;
      const sumI = ai + ci;
      const difR = ar - cr;
      const difI = ai - ci;
      const oddR = br + dr;
      const oddI = bi + di;
      const turnR = di - bi;
      const turnI = br - dr;
      yr[u] = sumR + oddR;
      yi[u] = sumI + oddI;
      let vr = difR - turnR;
      let vi = difI - turnI;
      yr[u + s] = vr * a1 - vi * b1;
      yi[u + s] = vr * b1 + vi * a1;
      vr = sumR - oddR;
      vi = sumI - oddI;
      yr[u + 2 * s] = vr * a2 - vi * b2;
      yi[u + 2 * s] = vr * b2 + vi * a2;
      vr = difR + turnR;
      vi = difI + turnI;
      yr[u + 3 * s] = vr * a3 - vi * b3;
      yi[u + 3 * s] = vr * b3 + vi * a3;
    }
  }
}

/** Last stage where the length is an odd power of two: length 2, twiddle 1. */
function radix2(s: number, xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array): void {
  for (let q = 0; q < s; q++) {
    const ar = xr[q]!;
    const ai = xi[q]!;
    const br = xr[q + s]!;
    const bi = xi[q + s]!;
    yr[q] = ar + br;
    yi[q] = ai + bi;
    yr[q + s] = ar - br;
    yi[q + s] = ai - bi;
  }
}
