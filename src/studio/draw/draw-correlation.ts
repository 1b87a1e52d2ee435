// Draw correlation: a needle for each side between −1 (the sides cancel) and +1 (mono), with its figure.
import { cos, sin } from '../../preview/picture-mathematics.ts';
import { signed } from '../../report/figures.ts';
import type { Area } from '../../report/plot.ts';
import type { Side } from '../player/deck-protocol.ts';
import { drawFigure } from './figure-text.ts';
import type { Sheet } from './surface.ts';

/** Half the opening of the dial. */
const SWING = 1.05;
const STRAIGHT_UP = -Math.PI / 2;
const TICKS = [-1, -0.5, 0, 0.5, 1];

interface Dial {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export function drawCorrelation(
  sheet: Sheet,
  area: Area,
  mix: number | null,
  master: number | null,
  heard: Side,
): void {
  const { ctx, palette } = sheet;
  const middle = (area.left + area.right) / 2;
  ctx.font = `12px ${palette.sans}`;
  ctx.textAlign = 'center';
  ctx.fillStyle = palette.quiet;
  ctx.fillText('Correlation', middle, area.top + 13);
  const dial = dialIn(area);
  drawDial(sheet, dial);
  const needles = [
    { value: mix, colour: palette.before, heard: heard === 'mix' },
    { value: master, colour: palette.after, heard: heard === 'master' },
  ].sort((a, b) => Number(a.heard) - Number(b.heard));
  for (const { value, colour, heard } of needles) {
    if (value !== null) drawNeedle(sheet, dial, value, colour, heard);
  }
  drawReading(sheet, area, 'mix', mix, palette.before, heard === 'mix');
  drawReading(sheet, area, 'master', master, palette.after, heard === 'master');
}

/** As large as the place allows, between its title and the figures beside or below it. */
function dialIn({ left, right, top, bottom }: Area): Dial {
  const beside = (right - left) / 2 > bottom - top;
  const room = bottom - top - (beside ? 48 : 96);
  const radius = Math.max(10, Math.min(((right - left) / 2 - 24) / sin(SWING), room, 120));
  return { x: (left + right) / 2, y: top + 38 + radius + Math.max(0, room - radius) / 2, radius };
}

function drawDial({ ctx, palette }: Sheet, dial: Dial): void {
  const { x, y, radius } = dial;
  for (const [from, to, colour] of [
    [-1, 0, palette.error],
    [0, 1, palette.quiet],
  ] as const) {
    ctx.beginPath();
    ctx.arc(x, y, radius, angleOf(from), angleOf(to));
    ctx.strokeStyle = colour;
    ctx.lineWidth = from < 0 ? 3 : 1.25;
    ctx.stroke();
  }
  ctx.font = `11px ${palette.sans}`;
  ctx.fillStyle = palette.quiet;
  ctx.strokeStyle = palette.quiet;
  ctx.lineWidth = 1;
  for (const value of TICKS) {
    const [dx, dy] = [cos(angleOf(value)), sin(angleOf(value))];
    ctx.beginPath();
    ctx.moveTo(x + radius * dx, y + radius * dy);
    ctx.lineTo(x + (radius - 6) * dx, y + (radius - 6) * dy);
    ctx.stroke();
    const out = radius + 10;
    if (Number.isInteger(value)) drawFigure(ctx, signed(value, 0), x + out * dx, y + out * dy + 4, 'centre');
  }
}

function drawNeedle(
  { ctx, palette }: Sheet,
  { x, y, radius }: Dial,
  value: number,
  colour: string,
  heard: boolean,
): void {
  const [dx, dy] = [cos(angleOf(value)), sin(angleOf(value))];
  const length = heard ? radius - 2 : radius - 9;
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + length * dx, y + length * dy);
  ctx.lineCap = 'round';
  ctx.strokeStyle = colour;
  ctx.lineWidth = heard ? 2.5 : 1.25;
  ctx.stroke();
  ctx.lineCap = 'butt';
  ctx.beginPath();
  ctx.arc(x, y, 4, 0, 2 * Math.PI);
  ctx.fillStyle = palette.ink;
  ctx.fill();
}

function drawReading(
  sheet: Sheet,
  area: Area,
  side: Side,
  value: number | null,
  colour: string,
  heard: boolean,
): void {
  const { ctx, palette } = sheet;
  const [x, align] = side === 'mix' ? ([area.left, 'left'] as const) : ([area.right, 'right'] as const);
  const weight = heard ? 600 : 400;
  ctx.font = `${weight} 12px ${palette.sans}`;
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.fillText(side, x, area.bottom - 25);
  ctx.font = `${weight} 17px ${palette.sans}`;
  ctx.fillStyle = heard ? palette.ink : palette.quiet;
  drawFigure(ctx, signed(value, 2), x, area.bottom - 4, align);
}

function angleOf(value: number): number {
  return STRAIGHT_UP + SWING * Math.max(-1, Math.min(1, value));
}
