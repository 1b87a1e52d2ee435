// Draw meters: loudness and true peak of mix and master on either side of one scale, with the plan's target and ceiling.
import { fixed } from '../../report/figures.ts';
import { linearScale, type Area, type Scale } from '../../report/plot.ts';
import type { Side } from '../player/deck-protocol.ts';
import { drawCorrelation } from './draw-correlation.ts';
import { drawSeverity } from './draw-pins.ts';
import { crisp } from './crisp.ts';
import { drawFigure } from './figure-text.ts';
import type { MeterShown } from './meter-ballistics.ts';
import type { Sheet } from './surface.ts';

export interface MeterPicture {
  readonly mix: MeterShown;
  readonly master: MeterShown;
  readonly side: Side;
  readonly targetLufs: number | null;
  readonly ceilingDbtp: number | null;
}

/** One bar: its level, and what is held above it. */
interface Bar {
  readonly db: number | null;
  readonly heldDb: number | null;
  readonly width: number;
  readonly letter: string;
}

interface BarLook {
  readonly colour: string;
  readonly heard: boolean;
  readonly limit: number;
}

interface BarGroup {
  readonly title: string;
  readonly unit: string;
  readonly ticks: readonly number[];
  readonly figures: Record<Side, number | null>;
  /** From the scale outwards. */
  readonly bars: Record<Side, readonly Bar[]>;
  /** Over this a figure is marked. */
  readonly limits: Record<Side, number>;
  readonly mark: number | null;
}

const SIDES: readonly Side[] = ['mix', 'master'];
const LUFS_TICKS = [0, -6, -9, -12, -15, -18, -24, -30, -36];
const PEAK_TICKS = [3, 0, -3, -6, -12, -18, -24];
const WIDE = 560;
const SCALE_ROOM = 34;
const HEAD = 66;
const BAR_GAP = 9;
/** Reading tolerance of true peak meters at a ceiling. */
const OVER_BY_DB = 0.05;

export function drawMeters(sheet: Sheet, picture: MeterPicture): void {
  const { width, height } = sheet;
  const groups = [loudnessGroup(picture), peakGroup(picture)] as const;
  const wide = width >= WIDE;
  const bottom = wide ? height : height - 124;
  const columns = wide ? [0, width * 0.36, width * 0.7, width] : [0, width / 2, width];
  const gap = wide ? 20 : 10;
  groups.forEach((group, i) => {
    const area = {
      left: columns[i]! + (i === 0 ? 0 : gap),
      right: columns[i + 1]! - (i === 1 && !wide ? 0 : gap),
      top: 0,
      bottom,
    };
    drawGroup(sheet, area, group, picture.side);
  });
  const area = wide
    ? { left: columns[2]! + gap, right: width, top: 0, bottom }
    : { left: 0, right: width, top: bottom + 12, bottom: height };
  drawCorrelation(sheet, area, picture.mix.correlation, picture.master.correlation, picture.side);
}

function loudnessGroup({ mix, master, targetLufs }: MeterPicture): BarGroup {
  const bars = (shown: MeterShown): Bar[] => [
    { db: shown.shortTermLufs, heldDb: null, width: 22, letter: '3 s' },
    { db: shown.momentaryLufs, heldDb: null, width: 12, letter: 'now' },
  ];
  return {
    title: 'Loudness',
    unit: 'LUFS',
    ticks: LUFS_TICKS,
    figures: { mix: mix.shortTermFigure, master: master.shortTermFigure },
    bars: { mix: bars(mix), master: bars(master) },
    limits: { mix: Infinity, master: Infinity },
    mark: targetLufs,
  };
}

function peakGroup({ mix, master, ceilingDbtp }: MeterPicture): BarGroup {
  const bars = (shown: MeterShown): Bar[] => [
    { db: shown.truePeakDbtp, heldDb: shown.heldDbtp, width: 22, letter: '' },
  ];
  return {
    title: 'True peak',
    unit: 'dBTP',
    ticks: PEAK_TICKS,
    figures: { mix: mix.highestDbtp, master: master.highestDbtp },
    bars: { mix: bars(mix), master: bars(master) },
    limits: { mix: 0, master: ceilingDbtp ?? 0 },
    mark: ceilingDbtp,
  };
}

function drawGroup(sheet: Sheet, area: Area, group: BarGroup, heard: Side): void {
  const { ctx, palette } = sheet;
  ctx.font = `12px ${palette.sans}`;
  ctx.textAlign = 'center';
  ctx.fillStyle = palette.quiet;
  const middle = (area.left + area.right) / 2;
  ctx.fillText(group.title, middle, area.top + 13);
  ctx.fillText(group.unit, middle, area.top + 46);
  const y = linearScale(group.ticks.at(-1)!, group.ticks[0]!, area.bottom - 18, area.top + HEAD);
  for (const side of SIDES) drawSide(sheet, area, group, side, side === heard, y);
  drawScale(sheet, middle, group, y);
}

function drawSide(sheet: Sheet, area: Area, group: BarGroup, side: Side, heard: boolean, y: Scale): void {
  const { ctx, palette } = sheet;
  const outward = side === 'mix' ? -1 : 1;
  const middle = (area.left + area.right) / 2;
  const colour = side === 'mix' ? palette.before : palette.after;
  drawHead(sheet, area, group, side, heard, colour);
  let inner = middle + (outward * SCALE_ROOM) / 2;
  for (const bar of group.bars[side]) {
    const left = outward < 0 ? inner - bar.width : inner;
    drawBar(sheet, left, bar, group, y, { colour, heard, limit: group.limits[side] });
    ctx.font = `11px ${palette.sans}`;
    ctx.textAlign = 'center';
    ctx.fillStyle = palette.quiet;
    ctx.fillText(bar.letter, left + bar.width / 2, area.bottom - 3);
    inner += outward * (bar.width + BAR_GAP);
  }
}

/** The large figure, and a diamond where it is over its limit. */
function drawHead(
  sheet: Sheet,
  area: Area,
  group: BarGroup,
  side: Side,
  heard: boolean,
  colour: string,
): void {
  const { ctx, palette } = sheet;
  const x = side === 'mix' ? area.left : area.right;
  const align = side === 'mix' ? 'left' : 'right';
  const value = group.figures[side];
  const over = value !== null && value > group.limits[side] + OVER_BY_DB;
  ctx.font = `${heard ? 600 : 400} 12px ${palette.sans}`;
  ctx.fillStyle = colour;
  ctx.textAlign = align;
  ctx.fillText(side, x, area.top + 13);
  ctx.font = `${heard ? 600 : 400} ${area.right - area.left < 190 ? 21 : 27}px ${palette.sans}`;
  ctx.fillStyle = over ? palette.error : heard ? palette.ink : palette.quiet;
  const width = drawFigure(ctx, fixed(value), x, area.top + 46, align);
  const beside = side === 'mix' ? x + width + 9 : x - width - 9;
  if (over) drawSeverity(ctx, palette, 'error', beside, area.top + 37, 4.5);
}

/** The trough is always seen, so that an empty bar is a quiet one; the heard side is full, the other stands back. */
function drawBar(sheet: Sheet, left: number, bar: Bar, group: BarGroup, y: Scale, look: BarLook): void {
  const { ctx, palette } = sheet;
  const [top, bottom] = [y(group.ticks[0]!), y(group.ticks.at(-1)!)];
  const within = (db: number): number => Math.max(top, Math.min(bottom, y(db)));
  ctx.fillStyle = palette.rule;
  ctx.globalAlpha = 0.5;
  ctx.fillRect(left, top, bar.width, bottom - top);
  ctx.fillStyle = look.colour;
  ctx.globalAlpha = look.heard ? 1 : 0.5;
  if (bar.db !== null) ctx.fillRect(left, within(bar.db), bar.width, bottom - within(bar.db));
  ctx.globalAlpha = 1;
  if (bar.db !== null && bar.db > look.limit) {
    ctx.fillStyle = palette.error;
    ctx.fillRect(left, within(bar.db), bar.width, within(look.limit) - within(bar.db));
  }
  if (bar.heldDb === null) return;
  ctx.fillStyle = bar.heldDb > look.limit + OVER_BY_DB ? palette.error : palette.ink;
  ctx.fillRect(left, within(bar.heldDb) - 1, bar.width, 2);
}

function drawScale(sheet: Sheet, middle: number, group: BarGroup, y: Scale): void {
  const { ctx, palette } = sheet;
  ctx.font = `11px ${palette.sans}`;
  ctx.fillStyle = palette.quiet;
  let above = -Infinity;
  for (const db of group.ticks) {
    if (y(db) - above < 14) continue;
    above = y(db);
    drawFigure(ctx, fixed(db, 0), middle, y(db) + 4, 'centre');
  }
  if (group.mark !== null) drawPlanned(sheet, middle, y(group.mark), group.bars.master);
}

/** What the plan promises: a line across the master's bars, with a point towards it. */
function drawPlanned({ ctx, ratio, palette }: Sheet, middle: number, at: number, bars: readonly Bar[]): void {
  const start = middle + SCALE_ROOM / 2 - 3;
  const end = start + bars.reduce((sum, bar) => sum + bar.width, 0) + BAR_GAP * (bars.length - 1) + 6;
  ctx.fillStyle = palette.ink;
  ctx.fillRect(start, crisp(at - 0.75, ratio), end - start, 1.5);
  ctx.beginPath();
  ctx.moveTo(end + 7, at - 5);
  ctx.lineTo(end + 7, at + 5);
  ctx.lineTo(end, at);
  ctx.fill();
}
