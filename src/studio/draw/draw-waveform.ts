// Draw waveform: peaks lightly, RMS strongly, the side that is heard in full, the other as a fine outline on the same scale.
import { gainFromDb } from '../../preview/picture-mathematics.ts';
import { clock, fixed } from '../../report/figures.ts';
import { roundTicks } from '../../report/plot.ts';
import type { PyramidLevels } from './pyramid-levels.ts';
import type { Sheet } from './surface.ts';
import type { TimeWindow } from './time-window.ts';
import { createWaveReader, type WaveColumns } from './wave-columns.ts';
import type { Lane, WaveLanes } from './wave-lanes.ts';

export interface WaveSide {
  readonly levels: PyramidLevels;
  /** Linear; the level match, or 1. */
  readonly gain: number;
  readonly colour: string;
}

export interface WaveformPicture {
  readonly window: TimeWindow;
  /** Of the whole song. */
  readonly frames: number;
  readonly sampleRateHz: number;
  /** The side that is heard. */
  readonly front: WaveSide | null;
  readonly behind: WaveSide | null;
  /** Amplitude at the lane's edge. */
  readonly range: number;
}

const readFront = createWaveReader();
const readBehind = createWaveReader();
/** CSS pixels a column of the outline: coarser than the body, so that it stays a line. */
const OUTLINE_STEP = 2.5;
/** 16-bit full scale is 0.99997. */
const CLIPS_FROM = 0.9999;
const RULED_DB = [0, -3, -6, -12, -18, -24, -30, -36, -42];
const LEAST_RULE_GAP = 13;

export function drawWaveform(sheet: Sheet, lanes: WaveLanes, picture: WaveformPicture): void {
  const { wave } = lanes;
  drawTimeGrid(sheet, lanes, picture);
  drawLevelRules(sheet, wave, picture.range);
  const { front, behind, window } = picture;
  if (front !== null) {
    drawBody(sheet, wave, picture, front);
    drawUnwritten(sheet, wave, picture, front);
  }
  if (behind !== null) {
    const columns = readBehind(behind.levels, window, Math.ceil(sheet.width / OUTLINE_STEP));
    drawOutline(sheet, wave, columns, behind, picture.range);
  }
}

function drawBody(sheet: Sheet, lane: Lane, picture: WaveformPicture, side: WaveSide): void {
  const { ctx, width, ratio } = sheet;
  const columns = readFront(side.levels, picture.window, Math.ceil(width * Math.min(ratio, 2)));
  const perUnit = (side.gain / picture.range) * halfHeight(lane);
  ctx.fillStyle = side.colour;
  ctx.globalAlpha = 0.34;
  fillBetween(sheet, lane, columns, columns.max, columns.min, perUnit, perUnit);
  ctx.globalAlpha = 1;
  fillBetween(sheet, lane, columns, columns.rms, columns.rms, perUnit, -perUnit);
  drawClips(sheet, lane, columns);
}

/** At least a hairline thick, so that silence is seen as silence that was heard. */
function fillBetween(
  { ctx, width }: Sheet,
  lane: Lane,
  { count, x }: WaveColumns,
  upper: Float32Array,
  lower: Float32Array,
  upperPerUnit: number,
  lowerPerUnit: number,
): void {
  if (count === 0) return;
  const middle = (lane.top + lane.bottom) / 2;
  ctx.beginPath();
  for (let i = 0; i < count; i++) {
    const y = middle - upper[i]! * upperPerUnit - 0.35;
    ctx.lineTo(x[i]! * width, y < lane.top ? lane.top : y);
  }
  for (let i = count - 1; i >= 0; i--) {
    const y = middle - lower[i]! * lowerPerUnit + 0.35;
    ctx.lineTo(x[i]! * width, y > lane.bottom ? lane.bottom : y);
  }
  ctx.closePath();
  ctx.fill();
}

/** A halo of the paper keeps the line readable over the body. */
function drawOutline(sheet: Sheet, lane: Lane, columns: WaveColumns, side: WaveSide, range: number): void {
  const { ctx, palette } = sheet;
  const perUnit = (side.gain / range) * halfHeight(lane);
  for (const values of [columns.max, columns.min]) {
    tracePath(sheet, lane, columns, values, perUnit);
    ctx.lineJoin = 'round';
    ctx.strokeStyle = palette.card;
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = 2.5;
    ctx.stroke();
    ctx.strokeStyle = side.colour;
    ctx.globalAlpha = 0.95;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

function tracePath(
  { ctx, width }: Sheet,
  lane: Lane,
  { count, x }: WaveColumns,
  values: Float32Array,
  perUnit: number,
): void {
  const middle = (lane.top + lane.bottom) / 2;
  ctx.beginPath();
  for (let i = 0; i < count; i++) ctx.lineTo(x[i]! * width, middle - values[i]! * perUnit);
}

/** Where the sound touches full scale: ticks at the edge of the lane, whatever the scale is. */
function drawClips({ ctx, width, palette }: Sheet, lane: Lane, { count, x, min, max }: WaveColumns): void {
  ctx.fillStyle = palette.error;
  for (let i = 0; i < count; i++) {
    if (max[i]! >= CLIPS_FROM) ctx.fillRect(x[i]! * width - 0.75, lane.top - 3, 1.5, 5);
    if (min[i]! <= -CLIPS_FROM) ctx.fillRect(x[i]! * width - 0.75, lane.bottom - 2, 1.5, 5);
  }
}

/** The part of the heard side that is not there yet: hatched, from its front to the song's end. */
function drawUnwritten(sheet: Sheet, lane: Lane, picture: WaveformPicture, side: WaveSide): void {
  const { ctx, width, palette } = sheet;
  const x = frameScale(picture.window, width);
  const from = Math.max(0, x(side.levels[0]!.frames));
  const to = Math.min(width, x(picture.frames));
  if (to - from < 1 || side.levels[0]!.frames >= picture.frames) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(from, lane.top, to - from, lane.bottom - lane.top);
  ctx.clip();
  ctx.strokeStyle = palette.rule;
  ctx.lineWidth = 1;
  ctx.beginPath();
  const height = lane.bottom - lane.top;
  for (let at = from - (from % 9) - height; at < to; at += 9) {
    ctx.moveTo(at, lane.bottom);
    ctx.lineTo(at + height, lane.top);
  }
  ctx.stroke();
  ctx.fillStyle = side.colour;
  ctx.fillRect(from, lane.top, 1.5, height);
  ctx.restore();
}

function drawTimeGrid(sheet: Sheet, { wave, time }: WaveLanes, picture: WaveformPicture): void {
  const { ctx, width, palette } = sheet;
  const { window, sampleRateHz } = picture;
  const x = frameScale(window, width);
  const [low, high] = [window.startFrame / sampleRateHz, window.endFrame / sampleRateHz];
  const ticks = roundTicks(low, high, Math.max(3, width / 90));
  const digits = ticks.length > 1 && ticks[1]! - ticks[0]! < 1 ? 1 : 0;
  ctx.font = `12px ${palette.sans}`;
  for (const seconds of ticks) {
    const at = x(seconds * sampleRateHz);
    ctx.fillStyle = palette.rule;
    ctx.fillRect(crisp(at, sheet.ratio), wave.top, 1 / sheet.ratio, wave.bottom - wave.top + 5);
    const words = clock(seconds, digits);
    const room = ctx.measureText(words).width / 2;
    ctx.fillStyle = palette.quiet;
    ctx.textAlign = at < room ? 'left' : at > width - room ? 'right' : 'center';
    ctx.fillText(words, Math.max(0, Math.min(width, at)), time.bottom - 5);
  }
}

/** Decibels under full scale, above and below the middle; labels at the right, as many as there is room for. */
function drawLevelRules({ ctx, width, ratio, palette }: Sheet, lane: Lane, range: number): void {
  const middle = (lane.top + lane.bottom) / 2;
  ctx.font = `11px ${palette.sans}`;
  ctx.textAlign = 'right';
  let above = -Infinity;
  for (const db of RULED_DB) {
    const offset = (gainFromDb(db) / range) * halfHeight(lane);
    const y = middle - offset;
    if (y < lane.top - 0.5 || y - above < LEAST_RULE_GAP || offset < LEAST_RULE_GAP) continue;
    above = y;
    ctx.fillStyle = palette.rule;
    ctx.globalAlpha = db === 0 ? 1 : 0.6;
    ctx.fillRect(0, crisp(y, ratio), width, 1 / ratio);
    ctx.fillRect(0, crisp(middle + offset, ratio), width, 1 / ratio);
    ctx.globalAlpha = 1;
    ctx.fillStyle = palette.quiet;
    ctx.fillText(fixed(db, 0), width - 2, y + 11);
  }
  ctx.fillStyle = palette.rule;
  ctx.fillRect(0, crisp(middle, ratio), width, 1 / ratio);
}

export function frameScale(window: TimeWindow, width: number): (frame: number) => number {
  const perFrame = width / (window.endFrame - window.startFrame);
  return (frame) => (frame - window.startFrame) * perFrame;
}

/** On a device pixel. */
export function crisp(at: number, ratio: number): number {
  return Math.round(at * ratio) / ratio;
}

function halfHeight({ top, bottom }: Lane): number {
  return (bottom - top) / 2;
}
