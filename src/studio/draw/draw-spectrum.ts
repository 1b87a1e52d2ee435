// Draw spectrum: tone curves of mix and master over the corridor, with the musician's names of the regions and their frequencies.
import { log2 } from '../../preview/picture-mathematics.ts';
import { signed } from '../../report/figures.ts';
import { PITCH_REGIONS } from '../../report/pitch-range.ts';
import { linearScale, roundTicks, type Area, type Scale } from '../../report/plot.ts';
import type { Levels } from '../../report/tone-curve.ts';
import { crisp } from './crisp.ts';
import { traceCurve } from './monotone-curve.ts';
import type { Sheet } from './surface.ts';

export interface ToneCurve {
  readonly levels: Levels;
  readonly colour: string;
  /** `strong`: the heard side, with its ground; `fine`: the other; `faint`: an average behind live curves. */
  readonly weight: 'strong' | 'fine' | 'faint';
  readonly dashed: boolean;
}

export interface SpectrumPicture {
  readonly corridor: { readonly low: Levels; readonly high: Levels } | null;
  /** Drawn in this order. */
  readonly curves: readonly ToneCurve[];
  /** dB around the mean, lowest and highest. */
  readonly extent: readonly [low: number, high: number];
}

const LOWEST_HZ = 20;
const HIGHEST_HZ = 20000;
const TICKS_HZ = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];
const FEW_TICKS_HZ = [50, 200, 1000, 5000, 20000];
const STROKES = {
  strong: { width: 2.25, alpha: 1 },
  fine: { width: 1.25, alpha: 0.95 },
  faint: { width: 1, alpha: 0.5 },
} as const;

export function drawSpectrum(sheet: Sheet, picture: SpectrumPicture): void {
  const { ctx, width, height } = sheet;
  const area: Area = { left: 32, top: 20, right: width - 4, bottom: height - 22 };
  const across = linearScale(log2(LOWEST_HZ), log2(HIGHEST_HZ), area.left, area.right);
  const x: Scale = (hz) => across(log2(hz));
  const y = linearScale(picture.extent[0], picture.extent[1], area.bottom, area.top);
  ctx.save();
  clipTo(ctx, area);
  if (picture.corridor !== null) drawCorridor(sheet, picture.corridor, x, y);
  ctx.restore();
  drawGrid(sheet, area, x, y, picture.extent);
  ctx.save();
  clipTo(ctx, area);
  for (const curve of picture.curves) drawCurve(sheet, area, curve, x, y);
  ctx.restore();
}

/** Room above and below what is drawn at rest; deeper than 45 dB under the mean is inaudible. */
export function toneExtent(levels: readonly Levels[]): [low: number, high: number] {
  let low = -18;
  let high = 12;
  for (const { hz, db } of levels)
    db.forEach((value, i) => {
      if (value === null || hz[i]! < LOWEST_HZ || hz[i]! > HIGHEST_HZ) return;
      low = Math.min(low, value - 3);
      high = Math.max(high, value + 6);
    });
  return [Math.max(-45, 6 * Math.floor(low / 6)), 6 * Math.ceil(high / 6)];
}

function clipTo(ctx: CanvasRenderingContext2D, { left, top, right, bottom }: Area): void {
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
}

function drawCorridor(
  { ctx, palette }: Sheet,
  { low, high }: NonNullable<SpectrumPicture['corridor']>,
  x: Scale,
  y: Scale,
): void {
  const above = points(high, x, y);
  const below = points(low, x, y);
  ctx.beginPath();
  traceCurve(ctx, above.x, above.y);
  const [lastX, lastY] = [above.x.at(-1), above.y.at(-1)];
  if (lastX === undefined || lastY === undefined) return;
  // Backwards along the lower edge: mirrored in x, so that the curve's x still rises.
  const mirrored = { moveTo: noMove, lineTo: flip2(ctx), bezierCurveTo: flip6(ctx) };
  traceCurve(mirrored, below.x.map((at) => -at).reverse(), [...below.y].reverse(), true);
  ctx.closePath();
  ctx.fillStyle = palette.corridor;
  ctx.fill();
}

function noMove(): void {}

function flip2(ctx: CanvasRenderingContext2D) {
  return (x: number, y: number): void => ctx.lineTo(-x, y);
}

function flip6(ctx: CanvasRenderingContext2D) {
  return (x1: number, y1: number, x2: number, y2: number, x: number, y: number): void =>
    ctx.bezierCurveTo(-x1, y1, -x2, y2, -x, y);
}

function drawCurve({ ctx }: Sheet, area: Area, curve: ToneCurve, x: Scale, y: Scale): void {
  const at = points(curve.levels, x, y);
  if (at.x.length < 2) return;
  const { width, alpha } = STROKES[curve.weight];
  if (curve.weight === 'strong') {
    ctx.beginPath();
    ctx.moveTo(at.x[0]!, area.bottom);
    traceCurve(ctx, at.x, at.y, true);
    ctx.lineTo(at.x.at(-1)!, area.bottom);
    ctx.fillStyle = curve.colour;
    ctx.globalAlpha = 0.05;
    ctx.fill();
  }
  ctx.beginPath();
  traceCurve(ctx, at.x, at.y);
  ctx.setLineDash(curve.dashed ? [5, 3] : []);
  ctx.lineJoin = 'round';
  ctx.lineWidth = width;
  ctx.strokeStyle = curve.colour;
  ctx.globalAlpha = alpha;
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
}

function points({ hz, db }: Levels, x: Scale, y: Scale): { x: number[]; y: number[] } {
  const at = { x: [] as number[], y: [] as number[] };
  hz.forEach((frequency, i) => {
    const level = db[i];
    if (level === null || level === undefined || frequency < LOWEST_HZ * 0.9 || frequency > HIGHEST_HZ * 1.1)
      return;
    at.x.push(x(frequency));
    at.y.push(y(level));
  });
  return at;
}

function drawGrid(
  sheet: Sheet,
  area: Area,
  x: Scale,
  y: Scale,
  [low, high]: readonly [number, number],
): void {
  const { ctx, ratio, palette } = sheet;
  const hairline = 1 / ratio;
  ctx.font = `11px ${palette.sans}`;
  ctx.fillStyle = palette.rule;
  for (const db of roundTicks(low, high, 6)) {
    ctx.globalAlpha = db === 0 ? 1 : 0.6;
    ctx.fillStyle = palette.rule;
    ctx.fillRect(area.left, crisp(y(db), ratio), area.right - area.left, hairline);
    ctx.globalAlpha = 1;
    ctx.fillStyle = palette.quiet;
    ctx.textAlign = 'right';
    if (y(db) < area.bottom - 4) ctx.fillText(signed(db, 0), area.left - 6, y(db) + 4);
  }
  for (const hz of area.right - area.left < 420 ? FEW_TICKS_HZ : TICKS_HZ) {
    ctx.textAlign = hz === HIGHEST_HZ ? 'right' : 'center';
    ctx.fillText(hz >= 1000 ? `${hz / 1000}k` : String(hz), x(hz), area.bottom + 15);
  }
  drawRegions(sheet, area, x);
}

/** Names where they fit; borders between the regions as fine lines. */
function drawRegions({ ctx, ratio, palette }: Sheet, area: Area, x: Scale): void {
  let from = LOWEST_HZ;
  ctx.textAlign = 'center';
  for (const { upToHz, short } of PITCH_REGIONS) {
    const to = Math.min(HIGHEST_HZ, upToHz);
    const room = x(to) - x(from);
    ctx.fillStyle = palette.quiet;
    if (ctx.measureText(short).width < room - 4) ctx.fillText(short, (x(from) + x(to)) / 2, area.top - 8);
    ctx.fillStyle = palette.rule;
    if (to < HIGHEST_HZ) ctx.fillRect(crisp(x(to), ratio), area.top, 1 / ratio, area.bottom - area.top);
    from = to;
  }
}
