// Peak, plain: interpolation to a 4x and 16x grid where a bound says that it can matter; twin of kernel/peak.ts.
//
// Between two samples the interpolated value is their straight line plus a weighted sum of second differences nearby (the
// weights of value and line have the same sum and first moment, so their difference can be summed by parts twice). Hence
//   |value| ≤ max(|left|, |right|) + near · max|x″| (up to 16 samples away) + far · max|x″| (beyond),
// and intervals that this bound keeps below what is sought need no interpolation: nearly all, in music. The others are read on
// a 4x grid. A signal below fs/2 with its maximum M between two points of that grid is at least M·cos(π·5/32) = 0.88 M at
// one of them, so only quarters with such an end are read at 16x, and of these only where the bound, which is `fine` times as
// large between two values of that grid, leaves room. No shortcut changes the result.
import type { PeakBank } from './kernel-contract.ts';

/** Samples for which the bound is taken together. */
export const GROUP = 16;
/** The first interval's left end in `work`: three groups and a margin of 8 before it. */
export const CENTRE = 48;
export const MARGIN = 8;
/** Samples of `work` before the newest block: 24 more than to the first interval, for its taps. */
export const HEARD_FROM = MARGIN + CENTRE + 24;
/** cos(π·5/32), a little less. */
export const COARSE_SHARE = 0.88;

/** Groups that `frames` intervals look at, from work[MARGIN] on. */
export function groupsFor(frames: number): number {
  return Math.ceil((CENTRE + frames) / GROUP) + 3;
}

/** Room that `work` must have, zeros where there is no sound yet. */
export function workLength(frames: number): number {
  return 2 * MARGIN + GROUP * groupsFor(frames);
}

/**
 * Largest of `above` and the 16x grid's values in the intervals [n, n+1), n = 0 … frames-1, that begin HEARD_FROM - CENTRE -
 * MARGIN samples before x[n]; `history`: the HEARD_FROM samples before x.
 */
export function plainPeak(
  bank: PeakBank,
  history: Float64Array,
  x: Float64Array,
  frames: number,
  above: number,
): number {
  const work = workOf(history, x, frames);
  const reach = reaches(bank, work, frames);
  const coarse = new Float64Array(3);
  let best = above;
  for (let n = 0; n < frames; n++) best = lookInto(bank, work, n, reach, coarse, best);
  return best;
}

/**
 * tops[i] becomes the largest of itself and the 16x grid's values in the intervals from ends[i - 1] (0 at first) to
 * ends[i], both frames after work[MARGIN + CENTRE]. Where that is not above `above`, only the samples count.
 */
export function plainPeaks(
  bank: PeakBank,
  history: Float64Array,
  x: Float64Array,
  frames: number,
  above: number,
  ends: Float64Array,
  tops: Float64Array,
  count: number,
): void {
  const work = workOf(history, x, frames);
  const reach = reaches(bank, work, frames);
  const coarse = new Float64Array(3);
  let n = 0;
  for (let i = 0; i < count; i++) {
    let top = tops[i]!;
    for (let k = n; k < ends[i]!; k++) top = Math.max(top, Math.abs(work[MARGIN + CENTRE + k]!));
    let best = Math.max(top, above);
    for (; n < ends[i]!; n++) best = lookInto(bank, work, n, reach, coarse, best);
    tops[i] = best > above ? best : top;
  }
}

function workOf(history: Float64Array, x: Float64Array, frames: number): Float64Array {
  const work = new Float64Array(workLength(frames));
  work.set(history.subarray(0, HEARD_FROM));
  work.set(x.subarray(0, frames), HEARD_FROM);
  return work;
}

/** Largest of `best` and the values in the interval [n, n+1). */
function lookInto(
  bank: PeakBank,
  work: Float64Array,
  n: number,
  reach: Float64Array,
  coarse: Float64Array,
  most: number,
): number {
  const { taps, table, fine } = bank;
  const p = MARGIN + CENTRE + n;
  const left = Math.abs(work[p]!);
  const right = Math.abs(work[p + 1]!);
  const room = reach[(CENTRE + n) >> 4]!;
  if (Math.max(left, right) + room <= most) return most;
  const from = p - taps / 2 + 1;
  triple(work, from, table, 4 * taps, 4 * taps, taps, coarse);
  const c1 = Math.abs(coarse[0]!);
  const c2 = Math.abs(coarse[1]!);
  const c3 = Math.abs(coarse[2]!);
  let best = Math.max(most, left, c1, c2, c3);
  const limit = Math.max(COARSE_SHARE * best, best - fine * room);
  if (Math.max(left, c1) > limit) best = Math.max(best, refine(work, from, bank, 0));
  if (Math.max(c1, c2) > limit) best = Math.max(best, refine(work, from, bank, 4));
  if (Math.max(c2, c3) > limit) best = Math.max(best, refine(work, from, bank, 8));
  if (Math.max(c3, right) > limit) best = Math.max(best, refine(work, from, bank, 12));
  return best;
}

/**
 * out[n] = the largest of the 4x and 16x grids in [n - ½, n + ½] where that is above `above`, else |sample n|. Quarters
 * whose second differences allow no summit above what the 4x grid shows (by more than 0.0003 dB) are not read at 16x.
 * Tells whether any is above `above`.
 */
export function plainEnvelope(
  bank: PeakBank,
  work: Float64Array,
  frames: number,
  above: number,
  out: Float64Array,
): boolean {
  const coarse = coarseGrid(bank, work, frames, above);
  const lead = bank.taps / 2 - 1;
  let any = false;
  for (let n = 0; n < frames; n++) {
    const p = MARGIN + CENTRE + n;
    const here = work[p]!;
    const size = Math.abs(here);
    const [b1, b2, b3, a1, a2, a3] = coarse.subarray(3 * n, 3 * n + 6) as unknown as Six;
    const before = b1 !== Infinity;
    const after = a1 !== Infinity;
    let largest = size;
    if (before) largest = Math.max(largest, Math.abs(b2), Math.abs(b3));
    if (after) largest = Math.max(largest, Math.abs(a1), Math.abs(a2));
    const limit = Math.max(above, largest);
    const read = (from: number, phase: number): void => {
      largest = Math.max(largest, refine(work, from, bank, phase));
    };
    if (before) {
      const bend2 = bendAt(b1, b2, b3);
      const bend3 = bendAt(b2, b3, here);
      if (mayRise(b2, b3, Math.max(bend2, bend3), limit)) read(p - 1 - lead, 8);
      if (mayRise(b3, here, bend3, limit)) read(p - 1 - lead, 12);
    }
    if (after) {
      const bend1 = bendAt(here, a1, a2);
      const bend2 = bendAt(a1, a2, a3);
      if (mayRise(here, a1, bend1, limit)) read(p - lead, 0);
      if (mayRise(a1, a2, Math.max(bend1, bend2), limit)) read(p - lead, 4);
    }
    if (largest > above) any = true;
    out[n] = largest > above ? largest : size;
  }
  return any;
}

type Six = [number, number, number, number, number, number];

/**
 * Can |v| rise between neighbours p and q of the 4x grid above both and above `limit`? A parabola of second difference
 * `bend` has its summit between them when |q - p| < bend/2, at most bend/8 above them; the bounds here are wider.
 */
function mayRise(p: number, q: number, bend: number, limit: number): boolean {
  const most = Math.max(Math.abs(p), Math.abs(q));
  return most + 0.5 * bend > limit && Math.abs(Math.abs(q) - Math.abs(p)) < bend && bend > most / 4096;
}

function bendAt(before: number, here: number, after: number): number {
  return Math.abs(before + after - (here + here));
}

/** Three 4x values for each interval from n = -1 on; Infinity where none can be above `above`. */
function coarseGrid(bank: PeakBank, work: Float64Array, frames: number, above: number): Float64Array {
  const reach = reaches(bank, work, frames);
  const { taps, table } = bank;
  const coarse = new Float64Array(3 * (frames + 1));
  const values = new Float64Array(3);
  for (let n = -1; n < frames; n++) {
    const p = MARGIN + CENTRE + n;
    if (Math.max(Math.abs(work[p]!), Math.abs(work[p + 1]!)) + reach[(CENTRE + n) >> 4]! <= above)
      values.fill(Infinity);
    else triple(work, p - taps / 2 + 1, table, 4 * taps, 4 * taps, taps, values);
    coarse.set(values, 3 * (n + 1));
  }
  return coarse;
}

/** What interpolation can add to the larger neighbour anywhere in each group (two groups at either end left out). */
function reaches(bank: PeakBank, work: Float64Array, frames: number): Float64Array {
  const groups = groupsFor(frames);
  const bends = new Float64Array(groups);
  for (let i = 0; i < groups * GROUP; i++) {
    const p = MARGIN + i;
    const bend = Math.abs(work[p - 1]! + work[p + 1]! - (work[p]! + work[p]!));
    if (bend > bends[i >> 4]!) bends[i >> 4] = bend;
  }
  const reach = new Float64Array(groups);
  for (let j = 2; j < groups - 2; j++) {
    const here = Math.max(bends[j - 1]!, bends[j]!, bends[j + 1]!);
    reach[j] = bank.near * here + bank.far * Math.max(here, bends[j - 2]!, bends[j + 2]!);
  }
  return reach;
}

function refine(work: Float64Array, from: number, bank: PeakBank, phase: number): number {
  const { taps, table } = bank;
  const values = new Float64Array(3);
  triple(work, from, table, (phase + 1) * taps, taps, taps, values);
  return Math.max(Math.abs(values[0]!), Math.abs(values[1]!), Math.abs(values[2]!));
}

/** Values of three phases over the same samples; four partial sums each, as the SIMD lanes have them. */
function triple(
  work: Float64Array,
  from: number,
  table: Float64Array,
  row: number,
  step: number,
  taps: number,
  out: Float64Array,
): void {
  for (let r = 0; r < 3; r++) {
    const h = row + r * step;
    let a0 = 0;
    let a1 = 0;
    let b0 = 0;
    let b1 = 0;
    for (let k = 0; k < taps; k += 4) {
      a0 += work[from + k]! * table[h + k]!;
      a1 += work[from + k + 1]! * table[h + k + 1]!;
      b0 += work[from + k + 2]! * table[h + k + 2]!;
      b1 += work[from + k + 3]! * table[h + k + 3]!;
    }
    out[r] = a0 + b0 + (a1 + b1);
  }
}
