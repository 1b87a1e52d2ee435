// Thinned line: the fewest points of a line that still show it, so that a plot of thousands of samples stays small.
import type { Point } from '../../src/report/plot.ts';

/** Finer than a screen shows, in units of the picture. */
const TOLERANCE = 0.2;

/**
 * The points without which the line would stray by more than the tolerance (Ramer, Computer Graphics and Image Processing
 * 1(3) 1972; Douglas and Peucker, Cartographica 10(2) 1973). First and last stay.
 */
export function thinned(points: readonly Point[]): Point[] {
  if (points.length < 3) return [...points];
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  const stretches: (readonly [from: number, to: number])[] = [[0, points.length - 1]];
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const [from, to] = stretch;
    const at = farthest(points, from, to);
    if (at === -1) continue;
    kept[at] = 1;
    stretches.push([from, at], [at, to]);
  }
  return points.filter((_, i) => kept[i] === 1);
}

/** Between `from` and `to`, the one that lies farthest from their line, or -1 where all are near enough. */
function farthest(points: readonly Point[], from: number, to: number): number {
  const a = points[from]!;
  const b = points[to]!;
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = Math.sqrt(dx * dx + dy * dy);
  let at = -1;
  let most = TOLERANCE;
  for (let i = from + 1; i < to; i++) {
    const { x, y } = points[i]!;
    const px = x - a.x;
    const py = y - a.y;
    const away = length === 0 ? Math.sqrt(px * px + py * py) : Math.abs(dx * py - dy * px) / length;
    if (away > most) {
      most = away;
      at = i;
    }
  }
  return at;
}
