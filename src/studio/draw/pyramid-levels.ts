// Pyramid levels: a waveform at half, a quarter, … of its resolution, so that any zoom reads few points a pixel.
import type { Pyramid } from '../engine/protocol.ts';

/** Each level has half the points of the one before; the first is the pyramid itself. */
export type PyramidLevels = readonly Pyramid[];

/** Coarser than this nobody looks. */
const FEWEST_POINTS = 256;

const kept = new WeakMap<Pyramid, PyramidLevels>();

/** Made once for each pyramid and kept as long as it is. */
export function levelsOf(pyramid: Pyramid): PyramidLevels {
  const known = kept.get(pyramid);
  if (known !== undefined) return known;
  const levels = [pyramid];
  while (levels.at(-1)!.min.length > FEWEST_POINTS) levels.push(halved(levels.at(-1)!));
  kept.set(pyramid, levels);
  return levels;
}

/** The coarsest level that still has a point for every `framesPerPixel`; the finest where none has. */
export function levelFor(levels: PyramidLevels, framesPerPixel: number): Pyramid {
  for (let i = levels.length - 1; i > 0; i--) {
    if (levels[i]!.framesPerPoint <= framesPerPixel) return levels[i]!;
  }
  return levels[0]!;
}

/** Extremes stay extremes; the RMS is that of both stretches together, the last weighed by its length. */
function halved(pyramid: Pyramid): Pyramid {
  const points = pyramid.min.length;
  const half = Math.ceil(points / 2);
  const min = new Float32Array(half);
  const max = new Float32Array(half);
  const rms = new Float32Array(half);
  for (let i = 0; i < half; i++) {
    const a = 2 * i;
    const b = Math.min(a + 1, points - 1);
    min[i] = Math.min(pyramid.min[a]!, pyramid.min[b]!);
    max[i] = Math.max(pyramid.max[a]!, pyramid.max[b]!);
    const weight = a === b ? 0 : lengthOf(pyramid, b) / (lengthOf(pyramid, a) + lengthOf(pyramid, b));
    rms[i] = Math.sqrt((1 - weight) * pyramid.rms[a]! ** 2 + weight * pyramid.rms[b]! ** 2);
  }
  return { framesPerPoint: 2 * pyramid.framesPerPoint, frames: pyramid.frames, min, max, rms };
}

function lengthOf({ frames, framesPerPoint }: Pyramid, point: number): number {
  return Math.max(1, Math.min(framesPerPoint, frames - point * framesPerPoint));
}

/** The largest magnitude of all; 0 for an empty pyramid. */
export function highestPeak(pyramid: Pyramid): number {
  const coarsest = levelsOf(pyramid).at(-1)!;
  let peak = 0;
  for (let i = 0; i < coarsest.min.length; i++) peak = Math.max(peak, coarsest.max[i]!, -coarsest.min[i]!);
  return peak;
}
