// Requantise, plain: dither with error feedback for a pair of channels; twin of kernel/requantise.ts.
//
// In steps of the word length: v = x - Σ c_k e[n-k], y = floor(v + d + 1/2), e = y - v; the noise leaves as
// e * (1 - Σ c_k z⁻ᵏ). d is the sum of two uniform numbers of one step each, the halves of one 32-bit draw of sfc32 (see
// signal/random); d + 1/2 is exact, so it is added at once. After 32 samples that are whole steps already a channel passes
// untouched until one is not.

export const SHAPER_TAPS = 9;
/** A pair's state: the last errors, newest first, left and right by turns; then the lanes' words. */
export const REQUANTISE_STATE = 2 * SHAPER_TAPS + 10;
/** Words of a lane: the generator's a, b, c and counter, then bit k: the sample k before the last was not exact. */
export const LANE_WORDS = 5;
/** Errors beyond this many steps come from clipping; fed back whole they would make the shaper burst. */
const LARGEST_ERROR = 2;

/** `form`: steps in 1.0, then c₁ … c₉. Replaces the samples by whole steps within ±1. */
export function plainRequantise(
  form: Float64Array,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number,
): void {
  requantiseLane(form, state, 0, left, frames);
  requantiseLane(form, state, 1, right, frames);
}

/** Taps in locals and the generator inlined: where there is no WebAssembly, this loop is the cost of a 16-bit delivery. */
function requantiseLane(
  form: Float64Array,
  state: Float64Array,
  lane: number,
  samples: Float64Array,
  frames: number,
): void {
  const scale = form[0]!;
  const step = 1 / scale;
  const top = scale - 1;
  const words = 2 * SHAPER_TAPS + LANE_WORDS * lane;
  let a = state[words]!;
  let b = state[words + 1]!;
  let c = state[words + 2]!;
  let counter = state[words + 3]!;
  let inexact = state[words + 4]!;
  const [, c1, c2, c3, c4, c5, c6, c7, c8, c9] = form as unknown as [number, ...Nine];
  let [e1, e2, e3, e4, e5, e6, e7, e8, e9] = newestFirst(state, lane);
  for (let n = 0; n < frames; n++) {
    const x = samples[n]! * scale;
    inexact = (inexact << 1) | (Math.floor(x) !== x || x > top || x < -scale ? 1 : 0);
    if (inexact === 0) {
      e1 = e2 = e3 = e4 = e5 = e6 = e7 = e8 = e9 = 0;
      continue;
    }
    const draw = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + draw) | 0;
    const dither = ((draw >>> 16) + (draw & 0xffff) + 1) / 65536 - 0.5;
    // The newest error comes last: everything else is ready while it is still being reckoned.
    const older = c2 * e2 + c3 * e3 + (c4 * e4 + c5 * e5) + (c6 * e6 + c7 * e7 + (c8 * e8 + c9 * e9));
    const v = x - older - c1 * e1;
    let y = Math.floor(v + dither);
    let error = y - v;
    if (y > top || y < -scale) {
      y = y > top ? top : -scale;
      error = Math.max(-LARGEST_ERROR, Math.min(LARGEST_ERROR, y - v));
    }
    e9 = e8;
    e8 = e7;
    e7 = e6;
    e6 = e5;
    e5 = e4;
    e4 = e3;
    e3 = e2;
    e2 = e1;
    e1 = error;
    samples[n] = y * step;
  }
  state.set([a, b, c, counter, inexact], words);
  [e1, e2, e3, e4, e5, e6, e7, e8, e9].forEach((error, k) => (state[2 * k + lane] = error));
}

type Nine = [number, number, number, number, number, number, number, number, number];

function newestFirst(state: Float64Array, lane: number): Nine {
  return Array.from({ length: SHAPER_TAPS }, (_, k) => state[2 * k + lane]!) as Nine;
}
