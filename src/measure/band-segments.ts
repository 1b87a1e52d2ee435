// Band segments: a spectrum's bins cut once, finely enough that third octaves and ERB bands are both sums of pieces.
import { erbBands } from './erb-bands.ts';
import { binsOfBand, thirdOctaves, type Band, type BandBins } from './third-octaves.ts';

/** Pieces `from` (inclusive) to `to` (exclusive) make the band. */
export interface BandPieces {
  readonly from: number;
  readonly to: number;
}

/** Pieces from the lowest edge of all bands to the highest, without gaps. */
export interface BandSegments {
  readonly bins: readonly BandBins[];
  readonly thirds: readonly BandPieces[];
  readonly erbs: readonly BandPieces[];
}

export function bandSegments(sampleRateHz: number, binHz: number): BandSegments {
  const thirds = thirdOctaves(sampleRateHz);
  const erbs = erbBands(sampleRateHz);
  const edges = [...new Set([...thirds, ...erbs].flatMap(({ lowHz, highHz }) => [lowHz, highHz]))];
  edges.sort((a, b) => a - b);
  const pieces = edges.slice(1).map((highHz, i) => ({ lowHz: edges[i]!, highHz }));
  const piecesOf = ({ lowHz, highHz }: Band): BandPieces => ({
    from: edges.indexOf(lowHz),
    to: edges.indexOf(highHz),
  });
  return {
    bins: pieces.map((piece) => binsOfBand(piece, binHz)),
    thirds: thirds.map(piecesOf),
    erbs: erbs.map(piecesOf),
  };
}

/** Σ of the pieces of one band. */
export function sumPieces(values: Float64Array, { from, to }: BandPieces): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum;
}

/** Σ |L|², Σ |R|² and Σ Re(L·R*) over the bins of a band, into `sums`. */
export function sumBand(
  lr: Float64Array,
  li: Float64Array,
  rr: Float64Array,
  ri: Float64Array,
  bins: BandBins,
  sums: Float64Array,
): Float64Array {
  const { first, last, firstWeight: low, lastWeight: high } = bins;
  let left = 0;
  let right = 0;
  let cross = 0;
  for (let k = first + 1; k < last; k++) {
    const a = lr[k]!;
    const b = li[k]!;
    const c = rr[k]!;
    const d = ri[k]!;
    left += a * a + b * b;
    right += c * c + d * d;
    cross += a * c + b * d;
  }
  const leftEnds = low * power(lr, li, lr, li, first) + high * power(lr, li, lr, li, last);
  const rightEnds = low * power(rr, ri, rr, ri, first) + high * power(rr, ri, rr, ri, last);
  const crossEnds = low * power(lr, li, rr, ri, first) + high * power(lr, li, rr, ri, last);
  sums[0] = left + leftEnds;
  sums[1] = right + rightEnds;
  sums[2] = cross + crossEnds;
  return sums;
}

/** Re(A·B*) of bin k. */
function power(ar: Float64Array, ai: Float64Array, br: Float64Array, bi: Float64Array, k: number): number {
  return ar[k]! * br[k]! + ai[k]! * bi[k]!;
}
