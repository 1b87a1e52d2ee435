// WavPack decorrelation: samples from what a block stores of them, pass by pass, in place.
import { FURTHEST_TERM, type Pass } from './wavpack-passes.ts';

/** Where a plane's first frame stands: before it, the samples that a pass looks back to. */
export const LEAD_FRAMES = FURTHEST_TERM;

const ONE = 1024;

/** `sample` times `weight`/1024, rounded; in two halves, for the product has more than 32 bits. */
const weighed = (weight: number, sample: number): number =>
  ((Math.imul(sample & 0xffff, weight) >> 9) + Math.imul((sample & ~0xffff) >> 9, weight) + 1) >> 1;

/** How a weight moves: with `delta` where the two have one sign, against it where not (half of the time: so no branch), not at all where one is 0. */
const moved = (weight: number, delta: number, source: number, result: number): number => {
  if (source === 0 || result === 0) return weight;
  const against = (source ^ result) >> 31;
  return weight + ((delta ^ against) - against);
};

/** The same, but not beyond one. */
const movedWithin = (weight: number, delta: number, source: number, result: number): number => {
  const next = moved(weight, delta, source, result);
  if (next === weight) return weight;
  return (source ^ result) < 0 ? Math.max(next, -ONE) : Math.min(next, ONE);
};

/**
 * Undoes `pass` on `frames` frames of `left` and `right`, which begin at `LEAD_FRAMES`; what stands before is overwritten. Where
 * there is one channel, `right` is any other plane of its length: two are undone in the time of one, as neither waits for the other.
 */
export function undoPass(pass: Pass, left: Int32Array, right: Int32Array, frames: number): void {
  if (pass.term < 0) return undoCross(pass, left, right, frames);
  for (const [c, plane] of [left, right].entries()) {
    const history = pass.history[c]!;
    plane.set(history, LEAD_FRAMES - history.length);
  }
  if (pass.term <= FURTHEST_TERM) undoDelay(pass, left, right, frames);
  else undoLine(pass, left, right, frames);
}

function undoDelay(pass: Pass, left: Int32Array, right: Int32Array, frames: number): void {
  const { term, delta, weights } = pass;
  let weightLeft = weights[0]!;
  let weightRight = weights[1]!;
  const end = LEAD_FRAMES + frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    const sourceLeft = left[n - term]!;
    const sourceRight = right[n - term]!;
    const storedLeft = left[n]!;
    const storedRight = right[n]!;
    left[n] = weighed(weightLeft, sourceLeft) + storedLeft;
    right[n] = weighed(weightRight, sourceRight) + storedRight;
    weightLeft = moved(weightLeft, delta, sourceLeft, storedLeft);
    weightRight = moved(weightRight, delta, sourceRight, storedRight);
  }
}

/** Terms 17 and 18: on the line through the last two samples, as far again, or half as far. */
function undoLine(pass: Pass, left: Int32Array, right: Int32Array, frames: number): void {
  const { term, delta, weights } = pass;
  const halving = term - 17;
  let weightLeft = weights[0]!;
  let weightRight = weights[1]!;
  const end = LEAD_FRAMES + frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    const lastLeft = left[n - 1]!;
    const lastRight = right[n - 1]!;
    const sourceLeft = (lastLeft + ((lastLeft - left[n - 2]!) >> halving)) | 0;
    const sourceRight = (lastRight + ((lastRight - right[n - 2]!) >> halving)) | 0;
    const storedLeft = left[n]!;
    const storedRight = right[n]!;
    left[n] = weighed(weightLeft, sourceLeft) + storedLeft;
    right[n] = weighed(weightRight, sourceRight) + storedRight;
    weightLeft = moved(weightLeft, delta, sourceLeft, storedLeft);
    weightRight = moved(weightRight, delta, sourceRight, storedRight);
  }
}

/** From the other channel: -1, the left one before the right; -2, the right one before the left; -3, both from the frame before. */
function undoCross(pass: Pass, left: Int32Array, right: Int32Array, frames: number): void {
  const { term, delta, weights, history } = pass;
  const swapped = term === -2;
  const [first, second] = swapped ? [right, left] : [left, right];
  let weightFirst = weights[swapped ? 1 : 0]!;
  let weightSecond = weights[swapped ? 0 : 1]!;
  /** What the first channel is predicted from: the second one's last sample. */
  let fromSecond = history[swapped ? 1 : 0]![0]!;
  let fromFirst = history[1]![0]!;
  const end = LEAD_FRAMES + frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    const storedFirst = first[n]!;
    const storedSecond = second[n]!;
    const valueFirst = (storedFirst + weighed(weightFirst, fromSecond)) | 0;
    weightFirst = movedWithin(weightFirst, delta, fromSecond, storedFirst);
    if (term !== -3) fromFirst = valueFirst;
    const valueSecond = (storedSecond + weighed(weightSecond, fromFirst)) | 0;
    weightSecond = movedWithin(weightSecond, delta, fromFirst, storedSecond);
    fromFirst = valueFirst;
    fromSecond = valueSecond;
    first[n] = valueFirst;
    second[n] = valueSecond;
  }
}
