// Linear prediction: each sample foretold from those before it; what is left over is what is new.

/**
 * Autocorrelation of `work[0 … frames - 1]` at lags 0 … order (both multiples of 4) into `out`. `work` must hold `order`
 * zeros before index `order`: the sound itself begins there, and `frames` counts it alone. Four lags of four samples at
 * a time: each sample read serves four products.
 */
export function autocorrelate(work: Float64Array, frames: number, order: number, out: Float64Array): void {
  const end = order + frames;
  out[0] = powerOf(work, order, end);
  for (let lag = 1; lag <= order; lag += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let p1 = work[order - lag - 1]!;
    let p2 = lag + 2 <= order ? work[order - lag - 2]! : 0;
    let p3 = lag + 3 <= order ? work[order - lag - 3]! : 0;
    for (let n = order; n < end; n += 4) {
      const v0 = work[n]!;
      const v1 = work[n + 1]!;
      const v2 = work[n + 2]!;
      const v3 = work[n + 3]!;
      const q0 = work[n - lag]!;
      const q1 = work[n - lag + 1]!;
      const q2 = work[n - lag + 2]!;
      const q3 = work[n - lag + 3]!;
      s0 += v0 * q0 + v1 * q1 + (v2 * q2 + v3 * q3);
      s1 += v0 * p1 + v1 * q0 + (v2 * q1 + v3 * q2);
      s2 += v0 * p2 + v1 * p1 + (v2 * q0 + v3 * q1);
      s3 += v0 * p3 + v1 * p2 + (v2 * p1 + v3 * q0);
      p1 = q3;
      p2 = q2;
      p3 = q1;
    }
    out[lag] = s0;
    out[lag + 1] = s1;
    out[lag + 2] = s2;
    out[lag + 3] = s3;
  }
}

/** Σ x[n]², n = start … end - 1, a multiple of 4 of them. */
function powerOf(x: Float64Array, start: number, end: number): number {
  let even = 0;
  let odd = 0;
  for (let n = start; n < end; n += 4) {
    const v0 = x[n]!;
    const v1 = x[n + 1]!;
    const v2 = x[n + 2]!;
    const v3 = x[n + 3]!;
    even += v0 * v0 + v2 * v2;
    odd += v1 * v1 + v3 * v3;
  }
  return even + odd;
}

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

/**
 * Largest |Σ a[k] x[n - k]| for n = start … start + frames - 1, a[0] = 1; `frames` and `order` multiples of 4, `order`
 * samples before. Four taps for four samples at a time.
 */
export function largestError(
  a: Float64Array,
  order: number,
  x: Float64Array,
  start: number,
  frames: number,
): number {
  let largest = 0;
  for (let n = start; n < start + frames; n += 4) {
    let e0 = x[n]!;
    let p1 = x[n + 1]!;
    let p2 = x[n + 2]!;
    let p3 = x[n + 3]!;
    let e1 = p1;
    let e2 = p2;
    let e3 = p3;
    p3 = p2;
    p2 = p1;
    p1 = e0;
    for (let k = 1; k <= order; k += 4) {
      const c0 = a[k]!;
      const c1 = a[k + 1]!;
      const c2 = a[k + 2]!;
      const c3 = a[k + 3]!;
      const q0 = x[n - k]!;
      const q1 = x[n - k - 1]!;
      const q2 = x[n - k - 2]!;
      const q3 = x[n - k - 3]!;
      e0 += c0 * q0 + c1 * q1 + (c2 * q2 + c3 * q3);
      e1 += c0 * p1 + c1 * q0 + (c2 * q1 + c3 * q2);
      e2 += c0 * p2 + c1 * p1 + (c2 * q0 + c3 * q1);
      e3 += c0 * p3 + c1 * p2 + (c2 * p1 + c3 * q0);
      p1 = q3;
      p2 = q2;
      p3 = q1;
    }
    largest = Math.max(largest, Math.abs(e0), Math.abs(e1), Math.abs(e2), Math.abs(e3));
  }
  return largest;
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
