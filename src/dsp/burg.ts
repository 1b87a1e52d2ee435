// Burg: linear prediction by the errors forwards and backwards of one stretch of sound, which always gives a stable filter.

/** Burg's method (1975) with room for stretches of up to `most` samples. */
export class Burg {
  /** 1, a[1] … a[order] of the last fit. */
  readonly a: Float64Array;
  private readonly forward: Float64Array;
  private readonly backward: Float64Array;
  private readonly spare: Float64Array;

  constructor(order: number, most: number) {
    this.a = new Float64Array(order + 1);
    this.spare = new Float64Array(order + 1);
    this.forward = new Float64Array(most);
    this.backward = new Float64Array(most);
  }

  /** Fits to `x[start … end-1]`, with white noise of `share` of the power added; false for silence. */
  fit(x: Float64Array, start: number, end: number, order: number, share: number): boolean {
    const { a, forward: f, backward: b, spare } = this;
    const count = end - start;
    a.fill(0);
    a[0] = 1;
    let power = 0;
    for (let n = 0; n < count; n++) {
      const v = x[start + n]!;
      f[n] = v;
      b[n] = v;
      power += v * v;
    }
    if (!(power > 0)) return false;
    const most = Math.min(order, count - 2);
    for (let m = 1; m <= most; m++) {
      let top = 0;
      let sum = share * power;
      for (let n = m; n < count; n++) {
        const u = f[n]!;
        const w = b[n - 1]!;
        top += u * w;
        sum += u * u + w * w;
      }
      const k = (-2 * top) / sum;
      for (let i = 1; i < m; i++) spare[i] = a[i]! + k * a[m - i]!;
      for (let i = 1; i < m; i++) a[i] = spare[i]!;
      a[m] = k;
      for (let n = count - 1; n >= m; n--) {
        const u = f[n]!;
        const w = b[n - 1]!;
        f[n] = u + k * w;
        b[n] = w + k * u;
      }
    }
    return true;
  }
}
