// Complex FFT: the forward transform of complex sequences whose length is a power of two, or an odd factor times one.
import { createRealFft, type RealFft } from './fft.ts';
import { cos, sin } from './math.ts';

/** In place, not scaled: z[k] = Σ z[n] e^(-2πikn/size). The odd factor is done plainly, so keep it small (15 for 480 points). */
export class ComplexFft {
  readonly size: number;
  /** Odd factor and the power of two that is left. */
  private readonly odd: number;
  private readonly even: number;
  private readonly fft: RealFft;
  private readonly x: Float64Array;
  private readonly y: Float64Array;
  private readonly xr: Float64Array;
  private readonly xi: Float64Array;
  private readonly yr: Float64Array;
  private readonly yi: Float64Array;
  private readonly rowsRe: Float64Array;
  private readonly rowsIm: Float64Array;
  /** cos and sin of 2πk/size. */
  private readonly cosines: Float64Array;
  private readonly sines: Float64Array;

  constructor(size: number) {
    let even = 1;
    while (size % (2 * even) === 0) even *= 2;
    const half = even / 2 + 1;
    this.size = size;
    this.even = even;
    this.odd = size / even;
    this.fft = createRealFft(even);
    this.x = new Float64Array(even);
    this.y = new Float64Array(even);
    this.xr = new Float64Array(half);
    this.xi = new Float64Array(half);
    this.yr = new Float64Array(half);
    this.yi = new Float64Array(half);
    this.rowsRe = new Float64Array(size);
    this.rowsIm = new Float64Array(size);
    this.cosines = Float64Array.from({ length: size }, (_, k) => cos((2 * Math.PI * k) / size));
    this.sines = Float64Array.from({ length: size }, (_, k) => sin((2 * Math.PI * k) / size));
  }

  forward(re: Float64Array, im: Float64Array): void {
    if (this.odd === 1) {
      this.row(re, im, 0, 1, re, im, 0);
      return;
    }
    for (let r = 0; r < this.odd; r++) this.row(re, im, r, this.odd, this.rowsRe, this.rowsIm, r * this.even);
    this.twist();
    for (let m = 0; m < this.even; m++) this.column(m, re, im);
  }

  /** Every `step`-th point from `from` on, as two real transforms; the result goes to `to` … of outRe and outIm. */
  private row(
    re: Float64Array,
    im: Float64Array,
    from: number,
    step: number,
    outRe: Float64Array,
    outIm: Float64Array,
    to: number,
  ): void {
    const { even, x, y, xr, xi, yr, yi } = this;
    for (let m = 0; m < even; m++) {
      x[m] = re[from + m * step]!;
      y[m] = im[from + m * step]!;
    }
    this.fft.forward(x, xr, xi);
    this.fft.forward(y, yr, yi);
    const half = even / 2;
    for (let k = 0; k <= half; k++) {
      outRe[to + k] = xr[k]! - yi[k]!;
      outIm[to + k] = xi[k]! + yr[k]!;
    }
    for (let k = 1; k < half; k++) {
      outRe[to + even - k] = xr[k]! + yi[k]!;
      outIm[to + even - k] = yr[k]! - xi[k]!;
    }
  }

  /** Row r, point m turns by e^(-2πi·r·m/size). */
  private twist(): void {
    const { odd, even, rowsRe, rowsIm, cosines, sines } = this;
    for (let r = 1; r < odd; r++) {
      for (let m = 1; m < even; m++) {
        const at = r * even + m;
        const c = cosines[r * m]!;
        const s = sines[r * m]!;
        const a = rowsRe[at]!;
        const b = rowsIm[at]!;
        rowsRe[at] = a * c + b * s;
        rowsIm[at] = b * c - a * s;
      }
    }
  }

  /** The odd-length transform over the rows at point m: rows r and odd - r are turned together, and give points q and odd - q. */
  private column(m: number, re: Float64Array, im: Float64Array): void {
    const { odd, even, size, rowsRe, rowsIm, cosines, sines } = this;
    const pairs = (odd - 1) / 2;
    const firstRe = rowsRe[m]!;
    const firstIm = rowsIm[m]!;
    let allRe = firstRe;
    let allIm = firstIm;
    for (let r = 1; r < odd; r++) {
      allRe += rowsRe[r * even + m]!;
      allIm += rowsIm[r * even + m]!;
    }
    re[m] = allRe;
    im[m] = allIm;
    for (let q = 1; q <= pairs; q++) {
      let evenRe = firstRe;
      let evenIm = firstIm;
      let oddRe = 0;
      let oddIm = 0;
      for (let r = 1, turn = q * even; r <= pairs; r++) {
        const here = r * even + m;
        const there = size - r * even + m;
        const c = cosines[turn]!;
        const s = sines[turn]!;
        evenRe += (rowsRe[here]! + rowsRe[there]!) * c;
        evenIm += (rowsIm[here]! + rowsIm[there]!) * c;
        oddRe += (rowsIm[here]! - rowsIm[there]!) * s;
        oddIm += (rowsRe[there]! - rowsRe[here]!) * s;
        turn += q * even;
        if (turn >= size) turn -= size;
      }
      re[m + q * even] = evenRe + oddRe;
      im[m + q * even] = evenIm + oddIm;
      re[size - q * even + m] = evenRe - oddRe;
      im[size - q * even + m] = evenIm - oddIm;
    }
  }
}
