// Plot picture: panels of curves with axes, units and a legend, as one SVG that reads on white and on dark pages alike.
import { escapeText } from '../../src/report/markup.ts';
import { type Area, columns, coordinate, hairline, label, rows, svg } from '../../src/report/plot.ts';
import { type Axis, scaleOf, ticked, tickedHz } from './plot-axes.ts';
import { type Curve, curveDrawn, legendRow, legendRows } from './plot-curves.ts';

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

function heading(x: number, y: number, words: string): string {
  return `<text x="${coordinate(x)}" y="${coordinate(y)}" font-size="14" font-weight="600" fill="currentColor">${escapeText(words)}</text>`;
}

/** From below upwards, around its middle. */
function turned(x: number, y: number, words: string): string {
  const at = `${coordinate(x)} ${coordinate(y)}`;
  return `<text transform="translate(${at}) rotate(-90)" text-anchor="middle" fill="currentColor" fill-opacity="0.75">${escapeText(words)}</text>`;
}
