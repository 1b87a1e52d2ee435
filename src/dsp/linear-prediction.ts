// Linear prediction: each sample foretold from those before it; what is left over is what is new.

/**
 * Autocorrelation of `work[0 … frames - 1]` at lags 0 … order (a multiple of 4) into `out`. `work` must hold `order`
 * zeros before index `order`: the sound itself begins there, and `frames` counts it alone.
 */
export function autocorrelate(work: Float64Array, frames: number, order: number, out: Float64Array): void {
  const end = order + frames;
  let power = 0;
  for (let n = order; n < end; n++) power += work[n]! * work[n]!;
  out[0] = power;
  for (let lag = 1; lag <= order; lag += 4) {
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let p1 = work[order - lag - 1]!;
    let p2 = lag + 2 <= order ? work[order - lag - 2]! : 0;
    let p3 = lag + 3 <= order ? work[order - lag - 3]! : 0;
    for (let n = order; n < end; n++) {
      const v = work[n]!;
      const p0 = work[n - lag]!;
      s0 += v * p0;
      s1 += v * p1;
      s2 += v * p2;
      s3 += v * p3;
      p3 = p2;
      p2 = p1;
      p1 = p0;
    }
    out[lag] = s0;
    out[lag + 1] = s1;
    out[lag + 2] = s2;
    out[lag + 3] = s3;
  }
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

/** Largest |Σ a[k] x[n - k]| for n = start … start + frames - 1; `frames` a multiple of 4, `order` samples before. */
export function largestError(
  a: Float64Array,
  order: number,
  x: Float64Array,
  start: number,
  frames: number,
): number {
  let largest = 0;
  for (let n = start; n < start + frames; n += 4) {
    let x1 = x[n + 1]!;
    let x2 = x[n + 2]!;
    let x3 = x[n + 3]!;
    let e0 = 0;
    let e1 = 0;
    let e2 = 0;
    let e3 = 0;
    for (let k = 0; k <= order; k++) {
      const x0 = x[n - k]!;
      const c = a[k]!;
      e0 += c * x0;
      e1 += c * x1;
      e2 += c * x2;
      e3 += c * x3;
      x3 = x2;
      x2 = x1;
      x1 = x0;
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
