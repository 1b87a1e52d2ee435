// Toeplitz: systems of equations whose matrix has one value a diagonal, solved by Levinson's recursion.

/** Solves T x = b for symmetric, positive definite T with T[i][j] = r[|i - j|]; r is 0 beyond its given length. */
export class ToeplitzSolver {
  /** Of the last solve. */
  readonly solution: Float64Array;
  private readonly ahead: Float64Array;
  private readonly turned: Float64Array;

  /** Up to `most` unknowns. */
  constructor(most: number) {
    this.solution = new Float64Array(most);
    this.ahead = new Float64Array(most);
    this.turned = new Float64Array(most);
  }

  /** `r[0 … lags-1]`, `b[0 … n-1]`; false where T is not positive definite (Golub and Van Loan, algorithm 4.7.2). */
  solve(r: Float64Array, lags: number, b: Float64Array, n: number): boolean {
    const { solution: x, ahead: y } = this;
    let beta = r[0]!;
    if (!(beta > 0)) return false;
    x[0] = b[0]! / beta;
    let alpha = n > 1 && lags > 1 ? -r[1]! / beta : 0;
    y[0] = alpha;
    for (let k = 1; k < n; k++) {
      beta *= 1 - alpha * alpha;
      if (!(beta > 0)) return false;
      const mu = (b[k]! - reversedDot(r, x, k, lags)) / beta;
      for (let i = 0; i < k; i++) x[i]! += mu * y[k - 1 - i]!;
      x[k] = mu;
      if (k === n - 1) break;
      alpha = -((k + 1 < lags ? r[k + 1]! : 0) + reversedDot(r, y, k, lags)) / beta;
      this.extend(k, alpha);
    }
    return true;
  }

  private extend(k: number, alpha: number): void {
    const { ahead: y, turned } = this;
    for (let i = 0; i < k; i++) turned[i] = y[k - 1 - i]!;
    for (let i = 0; i < k; i++) y[i]! += alpha * turned[i]!;
    y[k] = alpha;
  }
}

/** Σ r[i] v[k - i], i = 1 … k, as far as r goes. */
function reversedDot(r: Float64Array, v: Float64Array, k: number, lags: number): number {
  const last = Math.min(k, lags - 1);
  let sum = 0;
  for (let i = 1; i <= last; i++) sum += r[i]! * v[k - i]!;
  return sum;
}
