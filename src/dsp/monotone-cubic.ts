// Monotone cubic: a smooth line through points that overshoots none of them.

/**
 * Piecewise cubic through (x, y), x ascending, held beyond the ends. Slopes by Fritsch and Butland, SIAM J. Sci. Stat.
 * Comput. 5(2), 1984: between points it never leaves their range, and it is smooth where they turn.
 */
export function monotoneCubic(x: readonly number[], y: readonly number[]): (at: number) => number {
  const slopes = slopesOf(x, y);
  const last = x.length - 1;
  return (at) => {
    if (!(at > x[0]!)) return y[0]!;
    if (at >= x[last]!) return y[last]!;
    const i = intervalOf(x, at);
    const width = x[i + 1]! - x[i]!;
    const t = (at - x[i]!) / width;
    const rise = y[i + 1]! - y[i]!;
    const start = slopes[i]! * width - rise;
    const end = rise - slopes[i + 1]! * width;
    return y[i]! + t * rise + t * (1 - t) * ((1 - t) * start + t * end);
  };
}

/** The interval x[i] … x[i + 1] that `at` lies in. */
function intervalOf(x: readonly number[], at: number): number {
  let low = 0;
  let high = x.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (x[middle]! <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** 0 at the ends and where the line turns, else the weighted harmonic mean of the slopes on both sides. */
function slopesOf(x: readonly number[], y: readonly number[]): number[] {
  return x.map((_, i) => {
    if (i === 0 || i === x.length - 1) return 0;
    const before = x[i]! - x[i - 1]!;
    const after = x[i + 1]! - x[i]!;
    const left = (y[i]! - y[i - 1]!) / before;
    const right = (y[i + 1]! - y[i]!) / after;
    if (left * right <= 0) return 0;
    const share = (before + 2 * after) / (3 * (before + after));
    return (left * right) / (share * right + (1 - share) * left);
  });
}
