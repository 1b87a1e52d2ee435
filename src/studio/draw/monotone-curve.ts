// Monotone curve: a smooth line through points that invents no hill or valley between them (Steffen, A&A 239, 1990).

/** Slopes at the points for a cubic Hermite curve; `x` rises strictly. Where the values turn round, the slope is 0. */
export function monotoneSlopes(x: readonly number[], y: readonly number[]): number[] {
  const last = x.length - 1;
  if (last < 1) return x.map(() => 0);
  const secant = (i: number): number => (y[i + 1]! - y[i]!) / (x[i + 1]! - x[i]!);
  const inner = (i: number): number => {
    const [h0, h1, s0, s1] = [x[i]! - x[i - 1]!, x[i + 1]! - x[i]!, secant(i - 1), secant(i)];
    const parabola = (s0 * h1 + s1 * h0) / (h0 + h1);
    const least = Math.min(Math.abs(s0), Math.abs(s1), 0.5 * Math.abs(parabola));
    return (Math.sign(s0) + Math.sign(s1)) * least;
  };
  const slopes = x.map((_, i) => (i === 0 || i === last ? 0 : inner(i)));
  slopes[0] = endSlope(secant(0), slopes[1]!);
  slopes[last] = endSlope(secant(last - 1), slopes[last - 1]!);
  return slopes;
}

/** One-sided: as the parabola through the end has it, but never turning away from the secant. */
function endSlope(secant: number, neighbour: number): number {
  const slope = (3 * secant - neighbour) / 2;
  if (slope * secant <= 0) return 0;
  return Math.abs(slope) > 3 * Math.abs(secant) ? 3 * secant : slope;
}

/** The part of a drawing context that a curve needs. */
export interface CurvePath {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void;
}

/** Adds the curve to the path, from its first point to its last; `joined` draws a line to the first. */
export function traceCurve(
  path: CurvePath,
  x: readonly number[],
  y: readonly number[],
  joined = false,
): void {
  if (x.length === 0) return;
  const slopes = monotoneSlopes(x, y);
  if (joined) path.lineTo(x[0]!, y[0]!);
  else path.moveTo(x[0]!, y[0]!);
  for (let i = 1; i < x.length; i++) {
    const third = (x[i]! - x[i - 1]!) / 3;
    path.bezierCurveTo(
      x[i - 1]! + third,
      y[i - 1]! + slopes[i - 1]! * third,
      x[i]! - third,
      y[i]! - slopes[i]! * third,
      x[i]!,
      y[i]!,
    );
  }
}
