// Band edge: where the sound stops short below half the rate, as a low pass or an encoder leaves it, told from dark music.

/** A stretch of this width is averaged on either side of an edge. */
const SIDE_HZ = 300;
/** Below this no converter and no encoder ends. */
const LOWEST_HZ = 3000;
/** A cliff: the fall from before to after, and its largest share that was already under way before. */
const LEAST_DROP_DB = 16;
const SLOPING_SHARE = 0.45;
/** After the edge nothing may come back. */
const MOST_RETURN_DB = 3;
/** What is left is rounding or dither at 16 bits (-124 dB a bin of 21 Hz, both channels together), or less. */
const EMPTY_DB = -117;
const EMPTY_BIN_HZ = 21.5;
/** The steepest part is looked for in steps of this width. */
const STEP_HZ = 100;
/** Closer to half the rate every converter ends (20.65 of 22.05 kHz). */
export const HIGHEST_SHARE = 0.9365;

export interface BandEdge {
  /** Where the fall begins and where nothing is left. */
  readonly startHz: number;
  readonly endHz: number;
  readonly dropDb: number;
  /** Fall within the steepest 100 Hz. */
  readonly steepDb: number;
}

/** `levels`: of each bin, dB, from 0 to half the rate; `gapHz`: the widest edge that still counts. null: it fades, or goes to the top. */
export function bandEdge(levels: Float64Array, binHz: number, gapHz: number): BandEdge | null {
  const mean = averager(levels);
  const side = Math.max(2, Math.round(SIDE_HZ / binHz));
  const gap = Math.max(1, Math.round(gapHz / binHz));
  const last = levels.length - 2 - gap - side;
  let at = 0;
  let drop = 0;
  for (let k = Math.ceil(LOWEST_HZ / binHz); k < last; k++) {
    const fall = mean(k - side, k) - mean(k + gap, k + gap + side);
    if (fall > drop) [at, drop] = [k, fall];
  }
  if (drop < LEAST_DROP_DB) return null;
  const below = mean(at - side, at);
  const above = mean(at + gap, at + gap + side);
  const earlier = mean(Math.max(0, at - gap - 3 * side), at - gap - 2 * side) - below;
  if (earlier > SLOPING_SHARE * drop || !staysEmpty(levels, at + gap, side, above, binHz)) return null;
  let first = at - side;
  while (first < at + gap && mean(first - 1, first + 2) > below - 0.1 * drop) first++;
  let end = at + gap + side;
  while (end > first && mean(end - 2, end + 1) < above + 0.1 * drop) end--;
  const edge = { startHz: first * binHz, endHz: end * binHz, dropDb: drop };
  if (edge.endHz > HIGHEST_SHARE * (levels.length - 1) * binHz) return null;
  return { ...edge, steepDb: steepest(levels, at - side, at + gap, binHz) };
}

function staysEmpty(levels: Float64Array, from: number, side: number, above: number, binHz: number): boolean {
  const mean = averager(levels);
  const floor = EMPTY_DB + 4.34 * (binHz / EMPTY_BIN_HZ - 1);
  if (above > floor) return false;
  for (let k = from; k + side < levels.length - 2; k++) {
    if (mean(k, k + side) > above + MOST_RETURN_DB) return false;
  }
  return true;
}

function steepest(levels: Float64Array, from: number, to: number, binHz: number): number {
  const step = Math.max(1, Math.round(STEP_HZ / binHz));
  let most = 0;
  for (let k = from; k < to && k + step < levels.length; k++)
    most = Math.max(most, levels[k]! - levels[k + step]!);
  return most;
}

/** Mean of levels[from … to - 1]. */
function averager(levels: Float64Array): (from: number, to: number) => number {
  const sums = new Float64Array(levels.length + 1);
  for (let k = 0; k < levels.length; k++) sums[k + 1] = sums[k]! + levels[k]!;
  return (from, to) => (sums[to]! - sums[from]!) / (to - from);
}

/** Opus keeps everything up to 20 kHz and nothing above, at any bit rate and whatever the file's rate is now. */
const OPUS_EDGE_HZ: readonly [number, number] = [19500, 20150];
const OPUS_END_HZ = 20700;
const OPUS_STEEP_DB = 9;
/** Encoders cut between two lines of their transform; converters need a tenth of the band. */
const CODEC_STEEP_DB = 24;

/** An edge of the kind that encoders leave, rather than rate converters. */
export function looksCoded({ startHz, endHz, steepDb, dropDb }: BandEdge): boolean {
  const opus = startHz >= OPUS_EDGE_HZ[0] && startHz <= OPUS_EDGE_HZ[1] && endHz <= OPUS_END_HZ;
  return (opus && steepDb >= OPUS_STEEP_DB) || steepDb >= Math.max(CODEC_STEEP_DB, 0.8 * dropDb);
}
