// Lapped, plain: how much the lines of a windowed MDCT hold, for one offset after another; twin of kernel/lapped.ts.
//
// The frame is folded to half its length, turned, taken through a complex transform of a quarter of it and turned again
// (as in dsp/mdct). The logarithms of many lines are had for the price of one, by multiplying first; a power of two is
// taken out, exactly, before the product can pass what a float64 holds.
import { plainTransform } from './fft-plain.ts';
import type { LappedForm } from './kernel-contract.ts';

/** Powers of two taken out of the product of a frame at a time. */
export const TAKEN_BITS = 500;
const BIG = 2 ** TAKEN_BITS;
const SMALL = 2 ** -TAKEN_BITS;
/** Four of these and BIG stay finite. */
const MOST = 1e19;

export function plainLapped(
  { hop, table }: LappedForm,
  x: Float64Array,
  offsets: number,
  from: number,
  to: number,
  scale: number,
  out: Float64Array,
): void {
  const half = hop / 2;
  const re = new Float64Array(half);
  const im = new Float64Array(half);
  for (let offset = 0; offset < offsets; offset++) {
    fold(hop, table, x, offset, re, im);
    const [zr, zi] = plainTransform(half, table, 4 * hop, re, im);
    multiply(hop, table, zr, zi, from, to, scale, out, 2 * offset);
  }
}

/** The frame's quarters a, b, c, d become (-c backwards - d, a - b backwards), turned point by point. */
function fold(
  hop: number,
  table: Float64Array,
  x: Float64Array,
  offset: number,
  re: Float64Array,
  im: Float64Array,
): void {
  const half = hop / 2;
  const heard = (n: number) => table[n]! * x[offset + n]!;
  for (let n = 0; n < half; n++) {
    const m = n < half / 2 ? 2 * n : 2 * n - half;
    const late = n < half / 2;
    const p = late ? -heard(3 * half - 1 - m) - heard(3 * half + m) : heard(m) - heard(hop - 1 - m);
    const q = late ? heard(half - 1 - m) - heard(half + m) : -heard(hop + m) - heard(2 * hop - 1 - m);
    const c = table[2 * hop + 2 * n]!;
    const s = table[2 * hop + 2 * n + 1]!;
    re[n] = p * c + q * s;
    im[n] = q * c - p * s;
  }
}

/** First the even lines, then the odd ones, four at a time. */
function multiply(
  hop: number,
  table: Float64Array,
  zr: Float64Array,
  zi: Float64Array,
  from: number,
  to: number,
  scale: number,
  out: Float64Array,
  at: number,
): void {
  let product = 1;
  let taken = 0;
  const factor = (k: number, odd: boolean) => {
    const c = table[3 * hop + 2 * k]!;
    const s = table[3 * hop + 2 * k + 1]!;
    const line = odd ? zr[k]! * s - zi[k]! * c : zr[k]! * c + zi[k]! * s;
    return 1 + Math.min(MOST, line * line * scale);
  };
  for (const odd of [false, true]) {
    const first = odd ? (hop - to) / 2 : from / 2;
    const end = first + (to - from) / 2;
    for (let k = first; k < end; k += 4) {
      product *= factor(k, odd) * factor(k + 1, odd) * (factor(k + 2, odd) * factor(k + 3, odd));
      if (product < BIG) continue;
      product *= SMALL;
      taken++;
    }
  }
  out[at] = product;
  out[at + 1] = taken;
}
