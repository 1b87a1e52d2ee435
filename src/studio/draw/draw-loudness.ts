// Draw loudness: short-term loudness along the song, the mix as a dashed line, the master as a strong one, each once a second.
import { fixed } from '../../report/figures.ts';
import { linearScale, roundTicks } from '../../report/plot.ts';
import { crisp } from './crisp.ts';
import { frameScale, haloText } from './draw-waveform.ts';
import type { Sheet } from './surface.ts';
import type { TimeWindow } from './time-window.ts';

export interface LoudnessLine {
  /** At the end of every whole second from 3 s on. */
  readonly perSecondLufs: readonly (number | null)[];
  readonly colour: string;
  readonly strong: boolean;
  readonly dashed: boolean;
}

export interface LoudnessPicture {
  readonly window: TimeWindow;
  readonly sampleRateHz: number;
  /** Drawn in this order. */
  readonly lines: readonly LoudnessLine[];
  /** The playhead; null draws none. */
  readonly frame: number | null;
}

/** Each value tells of the 3 s before it; it is drawn in their middle. */
const FIRST_S = 3;
const MIDDLE_S = 1.5;
/** Of every line, this much under its top is in the picture. */
const SEEN_LU = 9;

export function drawLoudness(sheet: Sheet, picture: LoudnessPicture): void {
  const { ctx, width, height, ratio, palette } = sheet;
  const [low, high] = loudnessExtent(picture.lines.map((line) => line.perSecondLufs));
  const y = linearScale(low, high, height - 4, 6);
  const ticks = roundTicks(low, high, Math.max(3, Math.floor(height / 20)));
  ctx.fillStyle = palette.rule;
  ctx.globalAlpha = 0.7;
  for (const lufs of ticks) ctx.fillRect(0, crisp(y(lufs), ratio), width, 1 / ratio);
  ctx.globalAlpha = 1;
  for (const line of picture.lines) drawLine(sheet, picture, line, y);
  ctx.font = `11px ${palette.sans}`;
  ctx.textAlign = 'right';
  ticks.reverse().forEach((lufs, i) => {
    const words = i === 0 ? `${fixed(lufs, 0)} LUFS` : fixed(lufs, 0);
    if (y(lufs) < height - 12) haloText(ctx, palette, words, width - 2, y(lufs) + 11);
  });
  ctx.textAlign = 'left';
  haloText(ctx, palette, 'loudness', 8, height - 8);
  if (picture.frame === null) return;
  const at = frameScale(picture.window, width)(picture.frame);
  ctx.fillStyle = palette.ink;
  ctx.fillRect(crisp(at - 0.75, ratio), 0, 1.5, height);
}

/** Whole threes around all values, at least 12 LU high; the deepest quiet is not worth the room, but each line is seen. */
export function loudnessExtent(lines: readonly (readonly (number | null)[])[]): [low: number, high: number] {
  const values = lines.flat().filter((value) => value !== null);
  if (values.length === 0) return [-36, 0];
  const tops = lines.map(topOf).filter((top) => top > -Infinity);
  const high = 3 * Math.ceil((Math.max(...tops) + 0.5) / 3);
  const least = 3 * Math.floor((values.reduce((low, v) => Math.min(low, v), Infinity) - 0.5) / 3);
  const deepest = Math.min(high - 36, 3 * Math.floor((Math.min(...tops) - SEEN_LU) / 3));
  return [Math.max(deepest, Math.min(high - 12, least)), high];
}

function topOf(line: readonly (number | null)[]): number {
  return line.reduce<number>((most, value) => Math.max(most, value ?? -Infinity), -Infinity);
}

function drawLine(
  { ctx, width }: Sheet,
  picture: LoudnessPicture,
  line: LoudnessLine,
  y: (v: number) => number,
): void {
  const x = frameScale(picture.window, width);
  const floor = y(-70);
  let drawing = false;
  ctx.beginPath();
  line.perSecondLufs.forEach((lufs, i) => {
    const at = x((FIRST_S + i - MIDDLE_S) * picture.sampleRateHz);
    if (lufs === null) drawing = false;
    else if (drawing) ctx.lineTo(at, Math.min(floor, y(lufs)));
    else ctx.moveTo(at, y(lufs));
    if (lufs !== null) drawing = true;
  });
  ctx.lineJoin = 'round';
  ctx.setLineDash(line.dashed ? [5, 3] : []);
  ctx.lineWidth = line.strong ? 2 : 1.25;
  ctx.strokeStyle = line.colour;
  ctx.stroke();
  ctx.setLineDash([]);
}
