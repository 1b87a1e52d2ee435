// Plot: the frame that all charts share: size, scales, grid, lines, and an SVG that says what it shows.
import { clock } from './figures.ts';
import { escapeText } from './markup.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Wide for desks and paper, narrow for phones: text keeps its size in both. */
export const WIDE: Size = { width: 760, height: 300 };
export const NARROW: Size = { width: 358, height: 260 };

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Tick {
  readonly value: number;
  readonly label: string;
}

/** From a value to a coordinate. */
export type Scale = (value: number) => number;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Colours come from the page; the fallbacks (Okabe and Ito's palette) serve a chart that stands alone. */
export const BEFORE_COLOUR = 'var(--before, #0072b2)';
export const AFTER_COLOUR = 'var(--after, #d55e00)';

const LEFT_MARGIN = 42;
const BOTTOM_MARGIN = 26;
const TOP_MARGIN = 30;
const RIGHT_MARGIN = 8;

export function plotArea(size: Size): Area {
  return {
    left: LEFT_MARGIN,
    top: TOP_MARGIN,
    right: size.width - RIGHT_MARGIN,
    bottom: size.height - BOTTOM_MARGIN,
  };
}

export function linearScale(from: number, to: number, start: number, end: number): Scale {
  const perUnit = to === from ? 0 : (end - start) / (to - from);
  return (value) => start + (value - from) * perUnit;
}

/** Coordinates to a tenth of a unit: finer is invisible and makes the file longer. */
export function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** An `svg` element with a title and a description, which screen readers read instead of the picture. */
export function svg(name: string, size: Size, title: string, description: string, body: string): string {
  const id = `${name}-${size.width}`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 ${size.width} ${size.height}" ` +
    `role="img" aria-labelledby="${id}-title ${id}-desc" fill="none" stroke-linecap="round" ` +
    `stroke-linejoin="round" font-size="12" font-family="inherit">` +
    `<title id="${id}-title">${escapeText(title)}</title>` +
    `<desc id="${id}-desc">${escapeText(description)}</desc>${body}</svg>`
  );
}

export function label(
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return (
    `<text x="${coordinate(x)}" y="${coordinate(y)}" text-anchor="${anchor}" fill="currentColor" ` +
    `fill-opacity="0.75">${escapeText(words)}</text>`
  );
}

/** Horizontal grid lines with their labels at the left. */
export function rows(area: Area, y: Scale, ticks: readonly Tick[]): string {
  return ticks
    .map(({ value, label: words }) => {
      const at = y(value);
      return hairline(area.left, at, area.right, at) + label(area.left - 6, at + 4, words, 'end');
    })
    .join('');
}

/** Vertical grid lines with their labels below. */
export function columns(area: Area, x: Scale, ticks: readonly Tick[]): string {
  return ticks
    .map(({ value, label: words }) => {
      const at = x(value);
      const anchor = at > area.right - 8 ? 'end' : 'middle';
      return hairline(at, area.top, at, area.bottom) + label(at, area.bottom + 16, words, anchor);
    })
    .join('');
}

/** Vertical lines at round times; shared by all charts over time. */
export function timeGrid(area: Area, x: Scale, durationS: number, size: Size): string {
  const ticks = roundTicks(0, durationS, size.width < 500 ? 5 : 10);
  const digits = ticks.every((seconds) => Number.isInteger(seconds)) ? 0 : 1;
  return ticks
    .map((seconds) => {
      const at = x(seconds);
      const anchor = at > area.right - 14 ? 'end' : 'middle';
      return (
        hairline(at, area.top, at, area.bottom) + label(at, area.bottom + 16, clock(seconds, digits), anchor)
      );
    })
    .join('');
}

export function hairline(x1: number, y1: number, x2: number, y2: number, dash = ''): string {
  const dashes = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
  return (
    `<path d="M${coordinate(x1)} ${coordinate(y1)}L${coordinate(x2)} ${coordinate(y2)}" ` +
    `stroke="currentColor" stroke-opacity="${dash === '' ? 0.14 : 0.55}"${dashes}/>`
  );
}

/** A line through the points, broken where one is null. */
export function line(points: readonly (Point | null)[], style: string): string {
  let path = '';
  let drawing = false;
  for (const point of points) {
    if (point !== null) path += `${drawing ? 'L' : 'M'}${coordinate(point.x)} ${coordinate(point.y)}`;
    drawing = point !== null;
  }
  return path === '' ? '' : `<path d="${path}" ${style}/>`;
}

/** The shape between an upper and a lower edge. */
export function ribbon(upper: readonly Point[], lower: readonly Point[], style: string): string {
  const around = [...upper, ...[...lower].reverse()];
  if (around.length < 3) return '';
  return `<path d="M${around.map((p) => `${coordinate(p.x)} ${coordinate(p.y)}`).join('L')}Z" ${style}/>`;
}

export const BEFORE_LINE = `stroke="${BEFORE_COLOUR}" stroke-width="1.5" stroke-dasharray="5 3"`;
export const AFTER_LINE = `stroke="${AFTER_COLOUR}" stroke-width="2.25"`;

/** Samples of the two lines with their names, at the top of the plot; dashes tell them apart without colour. */
export function legend(area: Area, names: readonly (readonly [words: string, sample: string])[]): string {
  let x = area.left;
  return names
    .map(([words, sample]) => {
      const start = x;
      x += 34 + words.length * 6.6;
      const mid = area.top - 14;
      return `${line(
        [
          { x: start, y: mid },
          { x: start + 20, y: mid },
        ],
        sample,
      )}${label(start + 26, mid + 4, words)}`;
    })
    .join('');
}

/** Round values from `low` to `high`, about `wanted` of them. */
export function roundTicks(low: number, high: number, wanted: number): number[] {
  const steps = [0.1, 0.2, 0.5, 1, 2, 3, 5, 6, 10, 12, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600];
  const step = steps.find((candidate) => (high - low) / candidate <= wanted) ?? 7200;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step);
}
