// Draw cursor: what moves over a still waveform: the loop, the playhead, the pointer and its time.
import { clock } from '../../report/figures.ts';
import { crisp } from './crisp.ts';
import { frameScale } from './draw-waveform.ts';
import { drawFigure } from './figure-text.ts';
import type { Sheet } from './surface.ts';
import type { TimeWindow } from './time-window.ts';
import type { WaveLanes } from './wave-lanes.ts';

export interface CursorPicture {
  readonly window: TimeWindow;
  readonly sampleRateHz: number;
  readonly frame: number;
  readonly loop: { readonly startFrame: number; readonly endFrame: number } | null;
  /** Where the pointer is, in CSS pixels; null when it is elsewhere. */
  readonly pointerX: number | null;
  /** Words beside the pointer instead of its time: those of the pin under it. */
  readonly words: string | null;
}

export function drawCursor(sheet: Sheet, lanes: WaveLanes, picture: CursorPicture): void {
  const x = frameScale(picture.window, sheet.width);
  if (picture.loop !== null) drawLoop(sheet, lanes, x(picture.loop.startFrame), x(picture.loop.endFrame));
  drawPlayhead(sheet, lanes, x(picture.frame));
  if (picture.pointerX !== null) drawPointer(sheet, lanes, picture, picture.pointerX);
}

/** What is outside the loop steps back; its ends have handles. */
function drawLoop(
  { ctx, width, palette }: Sheet,
  { pins, wave }: WaveLanes,
  start: number,
  end: number,
): void {
  ctx.fillStyle = palette.ground;
  ctx.globalAlpha = 0.62;
  ctx.fillRect(0, pins.bottom, Math.max(0, start), wave.bottom - pins.bottom);
  ctx.fillRect(end, pins.bottom, Math.max(0, width - end), wave.bottom - pins.bottom);
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.ink;
  for (const [at, inward] of [
    [start, 1],
    [end, -1],
  ] as const) {
    ctx.fillRect(at - 0.75, pins.bottom, 1.5, wave.bottom - pins.bottom);
    ctx.beginPath();
    ctx.moveTo(at, wave.bottom - 10);
    ctx.lineTo(at + 9 * inward, wave.bottom);
    ctx.lineTo(at, wave.bottom);
    ctx.fill();
  }
  ctx.fillRect(start, wave.bottom - 1.5, end - start, 1.5);
}

function drawPlayhead(
  { ctx, width, ratio, palette }: Sheet,
  { pins, wave, time }: WaveLanes,
  at: number,
): void {
  if (at < -8 || at > width + 8) return;
  ctx.fillStyle = palette.ink;
  ctx.fillRect(crisp(at - 0.75, ratio), pins.bottom - 4, 1.5, time.top - pins.bottom + 4);
  ctx.beginPath();
  ctx.moveTo(at - 6, wave.bottom + 8);
  ctx.lineTo(at + 6, wave.bottom + 8);
  ctx.lineTo(at, wave.bottom);
  ctx.fill();
}

function drawPointer(sheet: Sheet, { pins, wave }: WaveLanes, picture: CursorPicture, at: number): void {
  const { ctx, width, ratio, palette } = sheet;
  ctx.fillStyle = palette.ink;
  ctx.globalAlpha = 0.45;
  ctx.fillRect(crisp(at, ratio), pins.bottom, 1 / ratio, wave.bottom - pins.bottom);
  ctx.globalAlpha = 1;
  const { startFrame, endFrame } = picture.window;
  const seconds = (startFrame + (at / width) * (endFrame - startFrame)) / picture.sampleRateHz;
  drawTag(sheet, picture.words ?? clock(seconds, 1), at, pins.bottom + 4);
}

/** Dark on light, or light on dark: always the ink's own ground, so that it reads over any sound. */
function drawTag({ ctx, width, palette }: Sheet, words: string, at: number, top: number): void {
  ctx.font = `12px ${palette.sans}`;
  const room = Math.min(width, ctx.measureText(words).width + 14);
  const left = at + 8 + room > width ? Math.max(0, at - 8 - room) : at + 8;
  ctx.fillStyle = palette.ink;
  ctx.beginPath();
  ctx.roundRect(left, top, room, 21, 3);
  ctx.fill();
  ctx.fillStyle = palette.ground;
  drawFigure(ctx, words, left + 7, top + 15);
}
