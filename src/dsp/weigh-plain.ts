// Weigh, plain: the power of a pair of channels behind two second-order sections; twin of kernel/weigh.ts.
//
// Both sections in direct form II transposed. The first has b0 = 1 (its gain is the caller's), the second the numerator
// 1, -2, 1: the shape of the K-weighting of BS.1770.

/** Memory of both sections, two numbers each, left and right by turns. */
export const WEIGH_STATE = 8;
/** Σ y² left, Σ y² right, Σ y_left · y_right. */
export const WEIGH_SUMS = 3;

/**
 * Sums over `frames` frames into `sums`; `state` goes on from call to call. `sections`: b1, b2, a1, a2 of the first section,
 * a1, a2 of the second.
 */
export function plainWeigh(
  sections: Float64Array,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number,
  sums: Float64Array,
): void {
  const [b1, b2, a1, a2, c1, c2] = sections as unknown as [number, number, number, number, number, number];
  let [s1, t1, s2, t2, h1, g1, h2, g2] = state as unknown as number[] as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  let leftEnergy = 0;
  let rightEnergy = 0;
  let cross = 0;
  for (let n = 0; n < frames; n++) {
    const x = left[n]!;
    const z = right[n]!;
    const u = x + s1;
    const v = z + t1;
    s1 = b1 * x + s2 - a1 * u;
    t1 = b1 * z + t2 - a1 * v;
    s2 = b2 * x - a2 * u;
    t2 = b2 * z - a2 * v;
    const y = u + h1;
    const w = v + g1;
    h1 = h2 - (u + u) - c1 * y;
    g1 = g2 - (v + v) - c1 * w;
    h2 = u - c2 * y;
    g2 = v - c2 * w;
    leftEnergy += y * y;
    rightEnergy += w * w;
    cross += y * w;
  }
  state.set([s1, t1, s2, t2, h1, g1, h2, g2]);
  sums[0] = leftEnergy;
  sums[1] = rightEnergy;
  sums[2] = cross;
}
