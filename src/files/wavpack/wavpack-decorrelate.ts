// WavPack decorrelation: samples from what a block stores of them, pass by pass, in place.
import { FURTHEST_TERM, type Pass } from './wavpack-passes.ts';

/** Where a plane's first frame stands: before it, the samples that a pass looks back to. */
export const LEAD_FRAMES = FURTHEST_TERM;

const ONE = 1024;

/** `sample` times `weight`/1024, rounded; in two halves, for the product has more than 32 bits. */
const weighed = (weight: number, sample: number): number =>
  ((Math.imul(sample & 0xffff, weight) >> 9) + Math.imul((sample & ~0xffff) >> 9, weight) + 1) >> 1;

/** How a weight moves: with `delta` where the two have one sign, against it where not, not at all where one is 0. */
const moved = (weight: number, delta: number, source: number, result: number): number => {
  if (source === 0 || result === 0) return weight;
  return (source ^ result) < 0 ? weight - delta : weight + delta;
};

/** The same, but not beyond one. */
const movedWithin = (weight: number, delta: number, source: number, result: number): number => {
  const next = moved(weight, delta, source, result);
  if (next === weight) return weight;
  return (source ^ result) < 0 ? Math.max(next, -ONE) : Math.min(next, ONE);
};

/**
 * Undoes `pass` on `frames` frames of `left` and `right` (null: one channel), which begin at `LEAD_FRAMES`; what stands before
 * is overwritten.
 */
export function undoPass(pass: Pass, left: Int32Array, right: Int32Array | null, frames: number): void {
  if (pass.term < 0) return undoCross(pass, left, right!, frames);
  for (const [c, plane] of right === null ? [left].entries() : [left, right].entries()) {
    const history = pass.history[c]!;
    plane.set(history, LEAD_FRAMES - history.length);
    if (pass.term === 17) undoLine(plane, frames, pass.weights[c]!, pass.delta);
    else if (pass.term === 18) undoHalfLine(plane, frames, pass.weights[c]!, pass.delta);
    else undoDelay(plane, frames, pass.weights[c]!, pass.delta, pass.term);
  }
}

function undoDelay(plane: Int32Array, frames: number, first: number, delta: number, term: number): void {
  let weight = first;
  const end = LEAD_FRAMES + frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    const source = plane[n - term]!;
    const stored = plane[n]!;
    plane[n] = weighed(weight, source) + stored;
    weight = moved(weight, delta, source, stored);
  }
}

/** On the line through the last two samples. */
function undoLine(plane: Int32Array, frames: number, first: number, delta: number): void {
  let weight = first;
  let last = plane[LEAD_FRAMES - 1]!;
  let before = plane[LEAD_FRAMES - 2]!;
  const end = LEAD_FRAMES + frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    const source = (2 * last - before) | 0;
    const stored = plane[n]!;
    before = last;
    last = (weighed(weight, source) + stored) | 0;
    plane[n] = last;
    weight = moved(weight, delta, source, stored);
  }
}

/** Half as far along it. */
function undoHalfLine(plane: Int32Array, frames: number, first: number, delta: number): void {
  let weight = first;
  let last = plane[LEAD_FRAMES - 1]!;
  let before = plane[LEAD_FRAMES - 2]!;
  const end = LEAD_FRAMES + frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    const source = (last + ((last - before) >> 1)) | 0;
    const stored = plane[n]!;
    before = last;
    last = (weighed(weight, source) + stored) | 0;
    plane[n] = last;
    weight = moved(weight, delta, source, stored);
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
