// Draw deck meters: loudness and true peak of the side that is heard, as two bars beside the play button.
import { fixed } from '../../report/figures.ts';
import { linearScale } from '../../report/plot.ts';
import { drawFigure } from './figure-text.ts';
import type { MeterShown } from './meter-ballistics.ts';
import type { Sheet } from './surface.ts';

export interface DeckMeterPicture {
  readonly shown: MeterShown;
  readonly colour: string;
  /** Marked on the loudness; null where nothing is aimed at. */
  readonly targetLufs: number | null;
  /** Over this the peak is marked. */
  readonly limitDbtp: number;
}

interface DeckBar {
  readonly title: string;
  readonly unit: string;
  readonly figure: number | null;
  readonly db: number | null;
  readonly range: readonly [low: number, high: number];
  readonly mark: number | null;
  readonly over: boolean;
}

const BAR = 5;
/** Lower than this there are no bars, only figures in one line. */
const ONE_LINE = 40;
/** Narrower than this, a figure has no room for its unit. */
const UNIT_ROOM = 150;
/** Reading tolerance of true peak meters at a ceiling. */
const OVER_BY_DB = 0.05;

export function drawDeckMeters(
  sheet: Sheet,
  { shown, colour, targetLufs, limitDbtp }: DeckMeterPicture,
): void {
  const row = sheet.height / 2;
  const loudness: DeckBar = {
    title: 'Loudness',
    unit: 'LUFS',
    figure: shown.shortTermFigure ?? shown.momentaryFigure,
    db: shown.momentaryLufs,
    range: [-36, 0],
    mark: targetLufs,
    over: false,
  };
  const peak: DeckBar = {
    title: sheet.width < UNIT_ROOM ? 'Peak' : 'True peak',
    unit: 'dBTP',
    figure: shown.heldDbtp,
    db: shown.truePeakDbtp,
    range: [-24, 3],
    mark: limitDbtp,
    over: (shown.heldDbtp ?? -Infinity) > limitDbtp + OVER_BY_DB,
  };
  if (sheet.height < ONE_LINE) {
    drawLine(sheet, loudness, sheet.width / 2 - 10, 'right');
    drawLine(sheet, peak, sheet.width / 2 + 10, 'left');
    return;
  }
  drawRow(sheet, 0, row, loudness, colour);
  drawRow(sheet, row, row, peak, colour);
}

/** A figure with its unit, to one side of `x`. */
function drawLine({ ctx, palette, height }: Sheet, bar: DeckBar, x: number, align: 'left' | 'right'): void {
  const base = height - 6;
  ctx.font = `12px ${palette.sans}`;
  const unit = ctx.measureText(bar.unit).width;
  const figure = (at: number): number => {
    ctx.font = `600 13px ${palette.sans}`;
    ctx.fillStyle = bar.over ? palette.error : palette.ink;
    return drawFigure(ctx, fixed(bar.figure), at, base, align);
  };
  const unitX = align === 'left' ? x + figure(x) + 5 : x - unit;
  if (align === 'right') figure(unitX - 5);
  ctx.font = `12px ${palette.sans}`;
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.quiet;
  ctx.fillText(bar.unit, unitX, base);
}

function drawRow(sheet: Sheet, top: number, height: number, bar: DeckBar, colour: string): void {
  const { ctx, width, palette } = sheet;
  const base = top + height - BAR - 8;
  ctx.font = `12px ${palette.sans}`;
  ctx.textAlign = 'left';
  ctx.fillStyle = palette.quiet;
  ctx.fillText(bar.title, 0, base);
  const unit = width < UNIT_ROOM ? 0 : ctx.measureText(bar.unit).width + 5;
  if (unit > 0) ctx.fillText(bar.unit, width - unit + 5, base);
  ctx.font = `600 13px ${palette.sans}`;
  ctx.fillStyle = bar.over ? palette.error : palette.ink;
  drawFigure(ctx, fixed(bar.figure), width - unit, base, 'right');
  drawBar(sheet, base + 5, bar, colour);
}

function drawBar({ ctx, width, palette }: Sheet, top: number, bar: DeckBar, colour: string): void {
  const x = linearScale(bar.range[0], bar.range[1], 0, width);
  ctx.fillStyle = palette.rule;
  ctx.fillRect(0, top, width, BAR);
  if (bar.db !== null) {
    ctx.fillStyle = bar.over ? palette.error : colour;
    ctx.fillRect(0, top, Math.max(0, Math.min(width, x(bar.db))), BAR);
  }
  if (bar.mark === null) return;
  ctx.fillStyle = palette.ink;
  ctx.fillRect(x(bar.mark) - 0.75, top - 3, 1.5, BAR + 6);
}
