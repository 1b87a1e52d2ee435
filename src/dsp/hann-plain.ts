// Hann, plain: the spectrum of Hann-windowed sound and its powers, the window laid over the bins; twin of kernel/hann.ts.
//
// The periodic Hann window ½ - ½ cos turns, in the spectrum, into half of each bin less a quarter of both its neighbours.
import { plainForward } from './fft-plain.ts';
import type { FftPlan } from './kernel-contract.ts';

/** Real parts go on evenly beyond both ends of the spectrum, imaginary ones oddly; both ends themselves have none. */
export function plainHannSpectrum(plan: FftPlan, scale: number, x: Float64Array, rows: Float64Array): void {
  const last = plan.size / 2;
  const [re, im, power] = [0, 1, 2].map((row) => rows.subarray(row * (last + 1), (row + 1) * (last + 1))) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  plainForward(plan, x, re, im);
  let beforeRe = re[1]!;
  let beforeIm = -im[1]!;
  let ownRe = re[0]!;
  let ownIm = 0;
  for (let k = 0; k <= last; k++) {
    const nextRe = k < last ? re[k + 1]! : beforeRe;
    const nextIm = k < last ? im[k + 1]! : -beforeIm;
    const x = 0.5 * ownRe - 0.25 * (beforeRe + nextRe);
    const y = 0.5 * ownIm - 0.25 * (beforeIm + nextIm);
    beforeRe = ownRe;
    beforeIm = ownIm;
    ownRe = nextRe;
    ownIm = nextIm;
    re[k] = x;
    im[k] = y;
    power[k] = scale * (x * x + y * y);
  }
}
