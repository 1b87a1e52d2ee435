// Hear, plain: sum and largest of a pair's filtered squares in every hop; twin of kernel/hear.ts.
//
// One second-order section in direct form II transposed, then squares. After every hop, filter states below INAUDIBLE
// become 0, so that silence never runs in denormal numbers.

/** A pair's state: z1, z2, the sum and the largest square of the hop under way, left and right by turns. */
export const HEAR_STATE = 8;
/** What a finished hop gives: the sum, left and right, then the largest square, left and right. */
export const HEAR_RESULT = 4;
const INAUDIBLE = 1e-200;

/** `cut`: b0, b1, b2, a1, a2. `at` frames of the first hop have been heard before. Finished hops go to `out`. */
export function plainHear(
  cut: Float64Array,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number,
  hop: number,
  at: number,
  out: Float64Array,
): void {
  hearLane(cut, state, 0, left, frames, hop, at, out);
  hearLane(cut, state, 1, right, frames, hop, at, out);
}

function hearLane(
  cut: Float64Array,
  state: Float64Array,
  lane: number,
  samples: Float64Array,
  frames: number,
  hop: number,
  at: number,
  out: Float64Array,
): void {
  const [b0, b1, b2, a1, a2] = cut as unknown as [number, number, number, number, number];
  let z1 = state[lane]!;
  let z2 = state[2 + lane]!;
  let sum = state[4 + lane]!;
  let peak = state[6 + lane]!;
  let left = hop - at;
  let to = lane;
  for (let n = 0; n < frames; n++) {
    const x = samples[n]!;
    const y = b0 * x + z1;
    // What does not wait for y comes first.
    z1 = b1 * x + z2 - a1 * y;
    z2 = b2 * x - a2 * y;
    const square = y * y;
    sum += square;
    if (square > peak) peak = square;
    if (--left > 0) continue;
    left = hop;
    out[to] = sum;
    out[to + 2] = peak;
    to += HEAR_RESULT;
    sum = peak = 0;
    if (Math.abs(z1) < INAUDIBLE) z1 = 0;
    if (Math.abs(z2) < INAUDIBLE) z2 = 0;
  }
  state[lane] = z1;
  state[2 + lane] = z2;
  state[4 + lane] = sum;
  state[6 + lane] = peak;
}
