// Magnitude: the largest size of the samples in a stretch.

/** max(soFar, |x[n]|), n = start … end - 1. Four running maxima, so that no comparison waits for the one before. */
export function largestMagnitude(x: Float64Array, start: number, end: number, soFar: number): number {
  let a = soFar;
  let b = soFar;
  let c = soFar;
  let d = soFar;
  let n = start;
  for (; n + 3 < end; n += 4) {
    const p = Math.abs(x[n]!);
    const q = Math.abs(x[n + 1]!);
    const r = Math.abs(x[n + 2]!);
    const s = Math.abs(x[n + 3]!);
    if (p > a) a = p;
    if (q > b) b = q;
    if (r > c) c = r;
    if (s > d) d = s;
  }
  for (; n < end; n++) {
    const p = Math.abs(x[n]!);
    if (p > a) a = p;
  }
  return Math.max(a, b, c, d);
}
