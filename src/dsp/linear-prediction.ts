// Linear prediction: each sample foretold from those before it; what is left over is what is new.

/**
 * Levinson and Durbin: the error filter 1, a[1] … a[order] of least error for the autocorrelation `r`, into `a`.
 * Returns the power of the error; where there is nothing to foretell, a = 1, 0, 0 … .
 */
export function levinson(r: Float64Array, order: number, a: Float64Array, spare: Float64Array): number {
  a.fill(0, 0, order + 1);
  a[0] = 1;
  let error = r[0]!;
  for (let m = 1; m <= order && error > 0; m++) {
    let sum = r[m]!;
    for (let k = 1; k < m; k++) sum += a[k]! * r[m - k]!;
    const reflection = -sum / error;
    const left = error * (1 - reflection * reflection);
    if (!(left > 0)) break;
    for (let k = 1; k < m; k++) spare[k] = a[k]! + reflection * a[m - k]!;
    for (let k = 1; k < m; k++) a[k] = spare[k]!;
    a[m] = reflection;
    error = left;
  }
  return error;
}

/** out[n] = Σ a[k] x[n - k], n = start … end - 1. */
export function predictionError(
  a: Float64Array,
  order: number,
  x: Float64Array,
  start: number,
  end: number,
  out: Float64Array,
): void {
  for (let n = start; n < end; n++) {
    let e = 0;
    for (let k = 0; k <= order; k++) e += a[k]! * x[n - k]!;
    out[n] = e;
  }
}

/** The least-squares fit of an error filter to stretches of sound, the rest left out: the covariance method. */
export class CovarianceFit {
  readonly order: number;
  /** 1, a[1] … a[order]. */
  readonly a: Float64Array;
  private readonly phi: Float64Array;
  private readonly side: number;

  constructor(order: number) {
    this.order = order;
    this.side = order + 1;
    this.a = new Float64Array(this.side);
    this.phi = new Float64Array(this.side * this.side);
  }

  clear(): void {
    this.phi.fill(0);
  }

  /** Errors at n = start … end - 1 are to be small; they look back `order` samples. */
  add(x: Float64Array, start: number, end: number): void {
    if (end <= start) return;
    const { order, side, phi } = this;
    for (let j = 0; j <= order; j++) {
      let sum = 0;
      for (let n = start; n < end; n++) sum += x[n]! * x[n - j]!;
      phi[j]! += sum;
      // φ(i+1, j+1) is φ(i, j) one sample earlier: one product comes, one goes.
      for (let i = 1; i + j <= order; i++) {
        sum += x[start - i]! * x[start - i - j]! - x[end - i]! * x[end - i - j]!;
        phi[i * side + i + j]! += sum;
      }
    }
  }

  /** Solves by Cholesky, with white noise of `share` of the power added; false where there is nothing to fit. */
  solve(share: number): boolean {
    const { order, side, phi, a } = this;
    if (!(phi[0]! > 0)) return false;
    const lift = share * phi[0]!;
    // Upper triangle in place: rows 1 … order hold R with RᵀR = φ, the first row the right-hand side.
    for (let i = 1; i <= order; i++) {
      let d = phi[i * side + i]! + lift;
      for (let k = 1; k < i; k++) d -= phi[k * side + i]! * phi[k * side + i]!;
      if (!(d > 0)) return false;
      const root = Math.sqrt(d);
      phi[i * side + i] = root;
      for (let j = i + 1; j <= order; j++) {
        let sum = phi[i * side + j]!;
        for (let k = 1; k < i; k++) sum -= phi[k * side + i]! * phi[k * side + j]!;
        phi[i * side + j] = sum / root;
      }
    }
    for (let i = 1; i <= order; i++) {
      let sum = -phi[i]!;
      for (let k = 1; k < i; k++) sum -= phi[k * side + i]! * a[k]!;
      a[i] = sum / phi[i * side + i]!;
    }
    for (let i = order; i >= 1; i--) {
      let sum = a[i]!;
      for (let k = i + 1; k <= order; k++) sum -= phi[i * side + k]! * a[k]!;
      a[i] = sum / phi[i * side + i]!;
    }
    a[0] = 1;
    return true;
  }
}
