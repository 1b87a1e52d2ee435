// Wave break: how far a place in a ring of sound stands out of its surroundings by its curvature, and how much stands still.

/** Frames on each side of a break whose curvature is looked at; the ring must hold two more before them. */
export const AROUND_BREAK = 96;
/** The break itself may be this many frames off. */
const SLACK_FRAMES = 3;
/** Keeps silence from dividing by nothing. */
const SILENT = 1e-18;

/**
 * The largest curvature (second difference) within 3 frames of frame `place` over the root mean square of the curvature
 * around it. `ring` holds frame n of the song at n modulo its length, a power of two.
 */
export function breakAt(ring: Float64Array, place: number): number {
  let most = 0;
  let sum = 0;
  let count = 0;
  for (let n = place - AROUND_BREAK; n < place + AROUND_BREAK; n++) {
    const bend = curvature(ring, n);
    if (Math.abs(n - place) <= SLACK_FRAMES) most = Math.max(most, bend);
    else {
      sum += bend * bend;
      count++;
    }
  }
  return most / Math.sqrt(sum / count + SILENT);
}

function curvature(ring: Float64Array, n: number): number {
  const mask = ring.length - 1;
  return Math.abs(ring[n & mask]! - 2 * ring[(n - 1) & mask]! + ring[(n - 2) & mask]!);
}

/** Share of the frames from `start` to `end` that equal the one before. */
export function stillShare(ring: Float64Array, start: number, end: number): number {
  const mask = ring.length - 1;
  let still = 0;
  for (let n = start; n < end; n++) if (ring[n & mask] === ring[(n - 1) & mask]) still++;
  return still / Math.max(1, end - start);
}
