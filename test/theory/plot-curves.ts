// Plot curves: lines, stems, dots and bodies in colours that stay apart, and their names above the plot.
import { type Area, label, line, type Point, ribbon, type Scale } from '../../src/report/plot.ts';
import { thinned } from './thinned-line.ts';

/** Okabe and Ito's colours, which stay apart for colour-blind eyes, and greys. */
export const COLOURS = {
  blue: '#0072b2',
  orange: '#d55e00',
  green: '#009e73',
  purple: '#a6508c',
  sky: '#56b4e9',
  grey: '#8b949e',
  pale: '#b9c3cd',
  dark: '#24292f',
} as const;

export type Colour = keyof typeof COLOURS;

export interface Curve {
  /** What the legend says; empty: nothing. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly colour: Colour;
  readonly look?: 'line' | 'wide' | 'thin' | 'dashed' | 'dotted' | 'stems' | 'dots' | 'body';
}

/** As wide as a letter is on average in the widest of the fonts, and what a key needs beside its name. */
const LETTER = 7.1;
const FOR_KEY = 26;
const BETWEEN_KEYS = 16;

export interface Key {
  readonly name: string;
  readonly stroke: string;
  readonly width: number;
}

/** As many keys in a row as fit above `width`. */
export function legendRows(curves: readonly Curve[], width: number): Key[][] {
  const keys: Key[][] = [];
  let room = 0;
  for (const curve of curves) {
    const { name } = curve;
    if (name === '') continue;
    const wanted = FOR_KEY + name.length * LETTER;
    if (wanted > room) {
      keys.push([]);
      room = width;
    }
    keys.at(-1)!.push({ name, stroke: strokeOf(curve), width: wanted });
    room -= wanted + BETWEEN_KEYS;
  }
  return keys;
}

export function legendRow(keys: readonly Key[], left: number, y: number): string {
  let x = left;
  return keys
    .map(({ name, stroke, width }) => {
      const start = x;
      x += width + BETWEEN_KEYS;
      const sample = [start + 2, start + 20].map((at) => ({ x: at, y }));
      return line(sample, stroke) + label(start + FOR_KEY, y + 4, name);
    })
    .join('');
}

const STROKES: Record<NonNullable<Curve['look']>, string> = {
  line: 'stroke-width="2"',
  wide: 'stroke-width="4.5"',
  thin: 'stroke-width="1.2"',
  dashed: 'stroke-width="1.6" stroke-dasharray="6 4"',
  dotted: 'stroke-width="1.8" stroke-dasharray="0.1 4.5"',
  stems: 'stroke-width="5" stroke-linecap="butt"',
  dots: 'stroke-width="6" stroke-dasharray="0.1 9.9"',
  body: 'stroke-width="7"',
};

function strokeOf({ colour, look = 'line' }: Curve): string {
  return `stroke="${COLOURS[colour]}" ${STROKES[look]}`;
}

export function curveDrawn(curve: Curve, toX: Scale, toY: Scale, area: Area): string {
  const far = area.bottom - area.top;
  // What lies far outside is cut off by the frame anyway, and infinity has no coordinate.
  const within = (at: number): number => Math.min(area.bottom + far, Math.max(area.top - far, at));
  const points = Array.from(curve.x, (x, i): Point => ({ x: toX(x), y: within(toY(curve.y[i]!)) }));
  const stroke = strokeOf(curve);
  switch (curve.look) {
    case 'stems':
      return points
        .filter(({ y }) => y < area.bottom)
        .map((top) => line([{ x: top.x, y: area.bottom }, top], stroke))
        .join('');
    case 'dots':
      return points
        .map(({ x, y }) =>
          line(
            [
              { x, y },
              { x: x + 0.1, y },
            ],
            `stroke="${COLOURS[curve.colour]}" stroke-width="6"`,
          ),
        )
        .join('');
    case 'body': {
      const floor = Math.min(area.bottom, toY(0));
      return ribbon(
        thinned(points),
        [
          { x: points[0]!.x, y: floor },
          { x: points.at(-1)!.x, y: floor },
        ],
        `fill="${COLOURS[curve.colour]}" fill-opacity="0.45"`,
      );
    }
    default:
      return line(thinned(points), stroke);
  }
}
