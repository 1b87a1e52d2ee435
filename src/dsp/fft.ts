// FFT: the real discrete Fourier transform, forward and inverse, in float64.
import { cos, sin } from './math.ts';

/** Made once a size and used for ever; it holds scratch, so one caller at a time. */
export interface RealFft {
  /** Samples; a power of two from 4 to 2²⁰. There are size/2 + 1 bins. */
  readonly size: number;
  /** re + i·im of bin k = Σ x[n] e^(-2πikn/size), not scaled. im of the first and last bin is 0. */
  forward(x: Float64Array, re: Float64Array, im: Float64Array): void;
  /** The exact inverse: scaled by 1/size. im of the first and last bin is ignored. */
  inverse(re: Float64Array, im: Float64Array, x: Float64Array): void;
}

/** Real FFT of `size` samples. */
export function createRealFft(size: number): RealFft {
  const plan = createPlan(size);
  return {
    size,
    forward: (x, re, im) => forward(plan, x, re, im),
    inverse: (re, im, x) => inverse(plan, re, im, x),
  };
}

interface Plan {
  readonly half: number;
  readonly stages: readonly Stage[];
  readonly postCos: Float64Array;
  readonly postSin: Float64Array;
  readonly scratch: readonly [Float64Array, Float64Array, Float64Array, Float64Array];
}

interface Stage {
  readonly radix: number;
  readonly length: number;
  readonly stride: number;
  readonly twiddles: Float64Array;
}

function createPlan(size: number): Plan {
  const half = size / 2;
  const stages: Stage[] = [];
  for (let length = half, stride = 1; length > 1; ) {
    const radix = length % 4 === 0 ? 4 : 2;
    const m = length / radix;
    const twiddles = new Float64Array(2 * (radix - 1) * m);
    let at = 0;
    for (let p = 0; p < m; p++) {
      for (let k = 1; k < radix; k++) {
        const angle = (-2 * Math.PI * p * k) / length;
        twiddles[at++] = cos(angle);
        twiddles[at++] = sin(angle);
      }
    }
    stages.push({ radix, length, stride, twiddles });
    length = m;
    stride *= radix;
  }
  const postCos = Float64Array.from({ length: half + 1 }, (_, k) => cos((-2 * Math.PI * k) / size));
  const postSin = Float64Array.from({ length: half + 1 }, (_, k) => sin((-2 * Math.PI * k) / size));
  const room = () => new Float64Array(half);
  return { half, stages, postCos, postSin, scratch: [room(), room(), room(), room()] };
}

function forward(plan: Plan, x: Float64Array, re: Float64Array, im: Float64Array): void {
  const { half, stages, postCos, postSin } = plan;
  let [xr, xi, yr, yi] = plan.scratch;
  for (let i = 0, j = 0; i < half; i++, j += 2) {
    xr[i] = x[j]!;
    xi[i] = x[j + 1]!;
  }
  for (const stage of stages) {
    if (stage.radix === 4) radix4(stage, xr, xi, yr, yi);
    else radix2(stage, xr, xi, yr, yi);
    [xr, xi, yr, yi] = [yr, yi, xr, xi];
  }
  re[0] = xr[0]! + xi[0]!;
  im[0] = 0;
  re[half] = xr[0]! - xi[0]!;
  im[half] = 0;
  for (let k = 1, l = half - 1; k <= l; k++, l--) {
    const ar = xr[k]!;
    const ai = xi[k]!;
    const br = xr[l]!;
    const bi = xi[l]!;
    const er = (ar + br) * 0.5;
    const ei = (ai - bi) * 0.5;
    const or = (ai + bi) * 0.5;
    const oi = (br - ar) * 0.5;
    const c = postCos[k]!;
    const s = postSin[k]!;
    const tr = or * c - oi * s;
    const ti = or * s + oi * c;
    re[k] = er + tr;
    im[k] = ei + ti;
    re[l] = er - tr;
    im[l] = ti - ei;
  }
}

/** The complex transform of half the size run backwards: conjugate in, conjugate out. */
function inverse(plan: Plan, re: Float64Array, im: Float64Array, x: Float64Array): void {
  const { half, stages, postCos, postSin } = plan;
  let [xr, xi, yr, yi] = plan.scratch;
  xr[0] = 0.5 * (re[0]! + re[half]!);
  xi[0] = -0.5 * (re[0]! - re[half]!);
  for (let k = 1; k < half; k++) {
    const l = half - k;
    const er = (re[k]! + re[l]!) * 0.5;
    const ei = (im[k]! - im[l]!) * 0.5;
    const dr = (re[k]! - re[l]!) * 0.5;
    const di = (im[k]! + im[l]!) * 0.5;
    const c = postCos[k]!;
    const s = -postSin[k]!;
    const or = dr * c - di * s;
    const oi = dr * s + di * c;
    xr[k] = er - oi;
    xi[k] = -(ei + or);
  }
  for (const stage of stages) {
    if (stage.radix === 4) radix4(stage, xr, xi, yr, yi);
    else radix2(stage, xr, xi, yr, yi);
    [xr, xi, yr, yi] = [yr, yi, xr, xi];
  }
  const scale = 1 / half;
  for (let i = 0, j = 0; i < half; i++, j += 2) {
    x[j] = xr[i]! * scale;
    x[j + 1] = -xi[i]! * scale;
  }
}

function radix4(stage: Stage, xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array): void {
  const { length, stride: s, twiddles: w } = stage;
  const m = length >> 2;
  for (let p = 0; p < m; p++) {
    const a1 = w[6 * p]!;
    const b1 = w[6 * p + 1]!;
    const a2 = w[6 * p + 2]!;
    const b2 = w[6 * p + 3]!;
    const a3 = w[6 * p + 4]!;
    const b3 = w[6 * p + 5]!;
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

/** Only ever the last stage (length 2), whose twiddle is 1. */
function radix2(stage: Stage, xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array): void {
  const s = stage.stride;
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
