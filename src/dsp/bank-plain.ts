// Bank, plain: several zero-phase filters over one stretch, by one transform of it; twin of kernel/bank.ts.
import { plainForward, plainInverse } from './fft-plain.ts';
import type { GainBank } from './kernel-contract.ts';

/** Frames from `from` on of each filter's answer go to its row of `outs`, as many as that has. */
export function plainFilterBank(
  { size, count, table, gainsAt }: GainBank,
  x: Float64Array,
  from: number,
  outs: readonly Float64Array[],
): void {
  const plan = { size, table };
  const bins = size / 2 + 1;
  const [re, im, scaledRe, scaledIm] = Array.from({ length: 4 }, () => new Float64Array(bins)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const y = new Float64Array(size);
  plainForward(plan, x, re, im);
  for (let i = 0; i < count; i++) {
    const row = gainsAt + i * bins;
    for (let k = 0; k < bins; k++) {
      scaledRe[k] = re[k]! * table[row + k]!;
      scaledIm[k] = im[k]! * table[row + k]!;
    }
    plainInverse(plan, scaledRe, scaledIm, y);
    const out = outs[i]!;
    out.set(y.subarray(from, from + out.length));
  }
}
