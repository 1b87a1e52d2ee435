// Requantise, plain: dither with error feedback for a pair of channels; twin of kernel/requantise.ts.
//
// In steps of the word length: v = x - Σ c_k e[n-k], y = floor(v + d + 1/2), e = y - v; the noise leaves as
// e * (1 - Σ c_k z⁻ᵏ). d is the sum of two uniform numbers of one step each, the halves of one 32-bit draw of sfc32 (see
// signal/random); d + 1/2 is exact, so it is added at once.
//
// A sample that is no whole step sets dither going for HOLD frames. Every whole step takes one frame of the rest off, one
// that is another than the last a 32nd of all; at 0 the channel passes untouched until a sample is no whole step again.

export const SHAPER_TAPS = 9;
/** `form`: steps in 1.0, c₁ … c₉, then the frames that dither holds, and a 32nd of them. */
export const REQUANTISE_FORM = 3 + SHAPER_TAPS;
/** A pair's state: the last errors, newest first, left and right by turns; the last samples in steps; the lanes' words. */
export const REQUANTISE_STATE = 2 * SHAPER_TAPS + 14;
/** Where the lanes' words begin. */
export const REQUANTISE_LANES = 2 * SHAPER_TAPS + 2;
/** Words of a lane: the generator's a, b, c and counter, the frames for which dither goes on, and samples dithered so far. */
export const LANE_WORDS = 6;
/**
 * Nearer to 0 than this, in steps, is silence: filters take long to fall silent altogether. 60 dB under the step itself, it
 * is beyond everything that a word length can tell.
 */
export const SILENT_STEPS = 2 ** -10;
/** Errors beyond this many steps come from clipping; fed back whole they would make the shaper burst. */
const LARGEST_ERROR = 2;

/** `form` and `state` as laid out above. Replaces the samples by whole steps within ±1. */
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
  const hold = form[SHAPER_TAPS + 1]!;
  const stride = form[SHAPER_TAPS + 2]!;
  const words = REQUANTISE_LANES + LANE_WORDS * lane;
  let last = state[2 * SHAPER_TAPS + lane]!;
  let a = state[words]!;
  let b = state[words + 1]!;
  let c = state[words + 2]!;
  let counter = state[words + 3]!;
  let left = state[words + 4]!;
  let dithered = state[words + 5]!;
  const [, c1, c2, c3, c4, c5, c6, c7, c8, c9] = form as unknown as [number, ...Nine];
  let [e1, e2, e3, e4, e5, e6, e7, e8, e9] = newestFirst(state, lane);
  for (let n = 0; n < frames; n++) {
    const x = samples[n]! * scale;
    const near = Math.floor(x + 0.5);
    const apart = (near !== x && Math.abs(x) >= SILENT_STEPS) || x > top || x < -scale;
    left = apart ? hold : Math.max(0, left - (near === last ? 1 : stride));
    last = near;
    if (left === 0) {
      e1 = e2 = e3 = e4 = e5 = e6 = e7 = e8 = e9 = 0;
      samples[n] = near * step;
      continue;
    }
    dithered++;
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
  state[2 * SHAPER_TAPS + lane] = last;
  state.set([a, b, c, counter, left, dithered], words);
  [e1, e2, e3, e4, e5, e6, e7, e8, e9].forEach((error, k) => (state[2 * k + lane] = error));
}

type Nine = [number, number, number, number, number, number, number, number, number];

function newestFirst(state: Float64Array, lane: number): Nine {
  return Array.from({ length: SHAPER_TAPS }, (_, k) => state[2 * k + lane]!) as Nine;
}
