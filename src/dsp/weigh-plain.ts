// Weigh, plain: sums of a pair of channels, as they are and behind two second-order sections; twin of kernel/weigh.ts.
//
// Both sections in direct form II transposed. The first has b0 = 1 (its gain is the caller's), the second the numerator
// 1, -2, 1: the shape of the K-weighting of BS.1770. The new memory is written by the old one, not by the output: with
// u = x + s1, b1·x + s2 - a1·u = s2 + (b1 - a1)·x - a1·s1. Two roundings stand in the loop's way instead of three.

/** Memory of both sections, two numbers each, left and right by turns. */
export const WEIGH_STATE = 8;
/** A stretch: Σ y² left, right; Σ x² left, right; Σ x left, right; largest |x| left, right; Σ x_left·x_right, Σ y_left·y_right. */
export const WEIGH_SUMS = 10;
/** Filter memory under this is no sound any more; left alone it would decay into denormals, which are slow. */
const NEGLIGIBLE = 1e-100;

type Eight = [number, number, number, number, number, number, number, number];

/** The loop's eight factors, of b1, b2, a1, a2 of the first section and a1, a2 of the second. */
export function weighSections(
  b1: number,
  b2: number,
  a1: number,
  a2: number,
  c1: number,
  c2: number,
): Float64Array {
  return Float64Array.of(b1 - a1, b2 - a2, a1, a2, -2 - c1, 1 - c2, c1, c2);
}

/**
 * Sums over `count` stretches, the i-th up to frame ends[i], into `sums`, WEIGH_SUMS each; `state` goes on from call to
 * call and is tidied at the end of each stretch, so these must be the same however the sound was cut.
 */
export function plainWeigh(
  sections: Float64Array,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  ends: Float64Array,
  count: number,
  sums: Float64Array,
): void {
  let start = 0;
  for (let i = 0; i < count; i++) {
    weighStretch(sections, state, left, right, start, ends[i]!, sums, WEIGH_SUMS * i);
    start = ends[i]!;
    for (let k = 0; k < WEIGH_STATE; k++) if (!(Math.abs(state[k]!) >= NEGLIGIBLE)) state[k] = 0;
  }
}

/** A kernel loop: everything is a local. */
function weighStretch(
  sections: Float64Array,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  start: number,
  end: number,
  sums: Float64Array,
  at: number,
): void {
  const [d1, d2, a1, a2, e1, e2, c1, c2] = sections as unknown as Eight;
  let [s1, t1, s2, t2, h1, g1, h2, g2] = state as unknown as Eight;
  let [leftHeard, rightHeard, leftPower, rightPower, leftSum, rightSum] = [0, 0, 0, 0, 0, 0];
  let [leftPeak, rightPeak, plainCross, heardCross] = [0, 0, 0, 0];
  for (let n = start; n < end; n++) {
    const x = left[n]!;
    const z = right[n]!;
    const u = x + s1;
    const v = z + t1;
    const y = u + h1;
    const w = v + g1;
    const nextS1 = s2 + d1 * x - a1 * s1;
    const nextT1 = t2 + d1 * z - a1 * t1;
    s2 = d2 * x - a2 * s1;
    t2 = d2 * z - a2 * t1;
    s1 = nextS1;
    t1 = nextT1;
    const nextH1 = h2 + e1 * u - c1 * h1;
    const nextG1 = g2 + e1 * v - c1 * g1;
    h2 = e2 * u - c2 * h1;
    g2 = e2 * v - c2 * g1;
    h1 = nextH1;
    g1 = nextG1;
    leftHeard += y * y;
    rightHeard += w * w;
    leftPower += x * x;
    rightPower += z * z;
    leftSum += x;
    rightSum += z;
    if (Math.abs(x) > leftPeak) leftPeak = Math.abs(x);
    if (Math.abs(z) > rightPeak) rightPeak = Math.abs(z);
    plainCross += x * z;
    heardCross += y * w;
  }
  state.set([s1, t1, s2, t2, h1, g1, h2, g2]);
  sums.set([leftHeard, rightHeard, leftPower, rightPower, leftSum, rightSum], at);
  sums.set([leftPeak, rightPeak, plainCross, heardCross], at + 6);
}
