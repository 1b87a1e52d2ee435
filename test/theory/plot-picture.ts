// Plot picture: panels of curves with axes, units and a legend, as one SVG that reads on white and on dark pages alike.
import { log } from '../../src/dsp/math.ts';
import {
  type Area,
  columns,
  coordinate,
  hairline,
  label,
  line,
  linearScale,
  type Point,
  ribbon,
  rows,
  type Scale,
  svg,
  type Tick,
} from '../../src/report/plot.ts';
import { escapeText } from '../../src/report/markup.ts';
import { thinned } from './thinned-line.ts';

export interface Axis {
  /** With its unit. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Where it is labelled; words where numbers do not do. */
  readonly ticks: readonly (number | Tick)[];
  readonly scale?: 'linear' | 'log';
}

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

export interface Curve {
  /** What the legend says; empty: nothing. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly colour: keyof typeof COLOURS;
  readonly look?: 'line' | 'wide' | 'thin' | 'dashed' | 'dotted' | 'stems' | 'dots' | 'body';
}

export interface Panel {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
}

export interface Picture {
  /** Name of the file without `.svg`. */
  readonly id: string;
  /** What is shown, for those who cannot see it. */
  readonly title: string;
  /** Side by side, or one above the other. */
  readonly panels: readonly Panel[];
  readonly stacked?: boolean;
}

const WIDTH = 860;
const HEIGHT = 340;
/** Of one of two panels that stand one above the other. */
const STACKED_HEIGHT = 250;
const EDGE = 14;
const FOR_NUMBERS = 56;
const FOR_TITLE = 30;
const LEGEND_ROW = 18;
const FOR_TIMES = 46;
/** As wide as a letter is on average in the widest of the fonts, and what a key needs beside its name. */
const LETTER = 7.1;
const FOR_KEY = 26;
const BETWEEN_KEYS = 16;
const FONT = 'system-ui, -apple-system, Segoe UI, Helvetica, Arial, sans-serif';
const TEXT = '#24292f';

export function drawn({ id, title, panels, stacked = false }: Picture): string {
  const across = stacked ? 1 : panels.length;
  const width = WIDTH / across;
  const height = stacked ? STACKED_HEIGHT : HEIGHT;
  const size = { width: WIDTH, height: stacked ? height * panels.length : height };
  const body = panels.map((panel, p) => {
    const left = (p % across) * width;
    const top = Math.floor(p / across) * height;
    return panelDrawn(panel, { left, top, right: left + width, bottom: top + height }, `${id}-${p}`);
  });
  const card = `<rect x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="8" fill="#fff" stroke="#d0d7de"/>`;
  const description = panels
    .map((panel) => `${panel.title}: ${panel.y.name} over ${panel.x.name}.`)
    .join(' ');
  return `${svg(id, size, title, description, `${card}<g font-family="${FONT}" color="${TEXT}">\n${body.join('\n')}\n</g>`)}\n`;
}

function panelDrawn({ title, x, y, curves }: Panel, frame: Area, clip: string): string {
  const left = frame.left + EDGE + FOR_NUMBERS;
  const right = frame.right - EDGE - 6;
  const keys = legendRows(curves, right - left);
  const top = frame.top + EDGE + FOR_TITLE + LEGEND_ROW * keys.length;
  const area: Area = { left, top, right, bottom: frame.bottom - EDGE - FOR_TIMES };
  const toX = scaleOf(x, area.left, area.right);
  const toY = scaleOf(y, area.bottom, area.top);
  const box = `x="${coordinate(left)}" y="${coordinate(top)}" width="${coordinate(right - left)}" height="${coordinate(area.bottom - top)}"`;
  return [
    heading(left, frame.top + EDGE + 12, title),
    ...keys.map((row, r) => legendRow(row, left, frame.top + EDGE + FOR_TITLE + LEGEND_ROW * r)),
    rows(area, toY, y.ticks.map(ticked)),
    columns(area, toX, x.ticks.map(x.scale === 'log' ? tickedHz : ticked)),
    y.from < 0 && y.to > 0 ? hairline(left, toY(0), right, toY(0)) : '',
    label((left + right) / 2, area.bottom + 36, x.name, 'middle'),
    turned(frame.left + EDGE + 8, (top + area.bottom) / 2, y.name),
    `<clipPath id="${clip}"><rect ${box}/></clipPath><g clip-path="url(#${clip})">`,
    ...curves.map((curve) => curveDrawn(curve, toX, toY, area)),
    '</g>',
  ].join('\n');
}

function scaleOf({ from, to, scale }: Axis, start: number, end: number): Scale {
  if (scale !== 'log') return linearScale(from, to, start, end);
  const straight = linearScale(log(from), log(to), start, end);
  return (value) => straight(log(value));
}

function ticked(tick: number | Tick): Tick {
  if (typeof tick !== 'number') return tick;
  return { value: tick, label: String(tick).replace('-', '\u2212') };
}

function tickedHz(tick: number | Tick): Tick {
  return typeof tick === 'number' && tick >= 1000 ? { value: tick, label: `${tick / 1000}k` } : ticked(tick);
}

/** Frequencies that everyone looks for; a narrow panel has no room for the name of the last but one. */
export const HEARD_HZ: Axis['ticks'] = [
  20,
  50,
  100,
  200,
  500,
  1000,
  2000,
  5000,
  { value: 10000, label: '' },
  20000,
];

interface Key {
  readonly name: string;
  readonly stroke: string;
  readonly width: number;
}

/** As many keys in a row as fit above `width`. */
function legendRows(curves: readonly Curve[], width: number): Key[][] {
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

function legendRow(keys: readonly Key[], left: number, y: number): string {
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

function curveDrawn(curve: Curve, toX: Scale, toY: Scale, area: Area): string {
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

function heading(x: number, y: number, words: string): string {
  return `<text x="${coordinate(x)}" y="${coordinate(y)}" font-size="14" font-weight="600" fill="currentColor">${escapeText(words)}</text>`;
}

/** From below upwards, around its middle. */
function turned(x: number, y: number, words: string): string {
  const at = `${coordinate(x)} ${coordinate(y)}`;
  return `<text transform="translate(${at}) rotate(-90)" text-anchor="middle" fill="currentColor" fill-opacity="0.75">${escapeText(words)}</text>`;
}
