// The monotone curve goes through its points and invents no hill or valley between them.
import { describe, expect, it } from 'vitest';
import { monotoneSlopes, traceCurve } from '../../../src/studio/draw/monotone-curve.ts';

/** The curve as drawn, sampled between the points. */
function sampled(xs: readonly number[], ys: readonly number[]): { piece: number; x: number; y: number }[] {
  const out: { piece: number; x: number; y: number }[] = [];
  let [px, py, piece] = [0, 0, -1];
  const begin = (x: number, y: number): void => {
    [px, py, piece] = [x, y, 0];
  };
  const bezierCurveTo = (x1: number, y1: number, x2: number, y2: number, x: number, y: number): void => {
    for (let t = 0; t <= 1; t += 1 / 64) {
      const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
      out.push({ piece, x: a * px + b * x1 + c * x2 + d * x, y: a * py + b * y1 + c * y2 + d * y });
    }
    [px, py, piece] = [x, y, piece + 1];
  };
  traceCurve({ moveTo: begin, lineTo: begin, bezierCurveTo }, xs, ys);
  return out;
}

const XS = [0, 1, 2, 3.5, 4, 6, 7, 8, 9];
const YS = [0, 0, 5, 5.1, -3, -3, 9, 8.9, 20];

describe('the monotone curve', () => {
  it('stays between neighbouring points, rising or falling all the way', () => {
    const points = sampled(XS, YS);
    expect(points).toHaveLength(8 * 65);
    for (const { piece, y } of points) {
      const [low, high] = [Math.min(YS[piece]!, YS[piece + 1]!), Math.max(YS[piece]!, YS[piece + 1]!)];
      expect(y).toBeGreaterThanOrEqual(low - 1e-9);
      expect(y).toBeLessThanOrEqual(high + 1e-9);
    }
    for (let i = 1; i < points.length; i++) {
      const [before, here] = [points[i - 1]!, points[i]!];
      if (before.piece !== here.piece) continue;
      const direction = Math.sign(YS[here.piece + 1]! - YS[here.piece]!);
      expect((here.y - before.y) * direction).toBeGreaterThanOrEqual(-1e-9);
    }
  });

  it('draws a straight line straight and turns where the points turn', () => {
    expect(monotoneSlopes([0, 1, 3, 4], [1, 3, 7, 9])).toEqual([2, 2, 2, 2]);
    expect(monotoneSlopes(XS, YS)[3]).toBe(0);
  });

  it('joins its pieces without a corner, whatever their widths', () => {
    const smooth = monotoneSlopes([0, 1, 2, 3, 4], [0, 1, 4, 9, 16]);
    expect(smooth[1]).toBeCloseTo(2, 9);
    expect(smooth[2]).toBeCloseTo(4, 9);
  });

  it('bears one point and none', () => {
    expect(monotoneSlopes([1], [5])).toEqual([0]);
    expect(sampled([], [])).toEqual([]);
  });
});
