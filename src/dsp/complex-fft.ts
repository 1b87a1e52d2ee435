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

  /** The odd-length transform over the rows at point m. */
  private column(m: number, re: Float64Array, im: Float64Array): void {
    const { odd, even, size, rowsRe, rowsIm, cosines, sines } = this;
    for (let q = 0; q < odd; q++) {
      let sumRe = 0;
      let sumIm = 0;
      for (let r = 0, turn = 0; r < odd; r++) {
        const a = rowsRe[r * even + m]!;
        const b = rowsIm[r * even + m]!;
        const c = cosines[turn]!;
        const s = sines[turn]!;
        sumRe += a * c + b * s;
        sumIm += b * c - a * s;
        turn += q * even;
        if (turn >= size) turn -= size;
      }
      re[m + q * even] = sumRe;
      im[m + q * even] = sumIm;
    }
  }
}
