// Draw waveform: peaks lightly, RMS strongly, the side that is heard in full, the other as a fine outline on the same scale.
import { gainFromDb } from '../../preview/picture-mathematics.ts';
import { clock, fixed } from '../../report/figures.ts';
import { roundTicks } from '../../report/plot.ts';
import { crisp } from './crisp.ts';
import { fillColumns } from './fill-columns.ts';
import type { Palette } from './palette.ts';
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
export const CLIPS_FROM = 0.9999;
const RULED_DB = [0, -3, -6, -12, -18, -24, -30, -36, -42];
const LEAST_RULE_GAP = 15;
/** Half the playhead's foot: the first time stands beside it. */
const FOOT = 8;

export function drawWaveform(sheet: Sheet, lanes: WaveLanes, picture: WaveformPicture): void {
  const { wave } = lanes;
  drawTimeGrid(sheet, lanes, picture);
  const rules = ruledLevels(wave, picture.range);
  drawLevelRules(sheet, wave, rules);
  const { front, behind, window } = picture;
  if (front !== null) {
    drawBody(sheet, wave, picture, front);
    drawUnwritten(sheet, wave, picture, front);
  }
  if (behind !== null) {
    const columns = readBehind(behind.levels, window, Math.ceil(sheet.width / OUTLINE_STEP));
    drawOutline(sheet, wave, columns, behind, picture.range);
  }
  labelLevelRules(sheet, wave, rules);
}

function drawBody(sheet: Sheet, lane: Lane, picture: WaveformPicture, side: WaveSide): void {
  const { ctx, width, ratio } = sheet;
  const columns = readFront(side.levels, picture.window, Math.ceil(width * Math.min(ratio, 2)));
  const perUnit = (side.gain / picture.range) * halfHeight(lane);
  ctx.fillStyle = side.colour;
  ctx.globalAlpha = 0.34;
  fillColumns(sheet, lane, columns, columns.max, columns.min, perUnit, perUnit);
  ctx.globalAlpha = 1;
  fillColumns(sheet, lane, columns, columns.rms, columns.rms, perUnit, -perUnit);
  drawClips(sheet, lane, columns);
}

/** A halo of the paper keeps the line readable over the body. */
function drawOutline(sheet: Sheet, lane: Lane, columns: WaveColumns, side: WaveSide, range: number): void {
  const { ctx, palette } = sheet;
  const perUnit = (side.gain / range) * halfHeight(lane);
  for (const values of [columns.max, columns.min]) {
    tracePath(sheet, lane, columns, values, perUnit);
    ctx.lineJoin = 'bevel';
    ctx.strokeStyle = palette.ground;
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
  const ticks = roundTicks(low, high, Math.max(3, width / 75));
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
    ctx.fillText(words, Math.max(FOOT, Math.min(width, at)), time.bottom - 5);
  }
}

interface RuledLevel {
  readonly db: number;
  /** From the lane's middle. */
  readonly offset: number;
}

/** Decibels under full scale, as many as there is room for. */
function ruledLevels(lane: Lane, range: number): RuledLevel[] {
  const half = halfHeight(lane);
  const kept: RuledLevel[] = [];
  for (const db of RULED_DB) {
    const offset = (gainFromDb(db) / range) * half;
    const room = (kept.at(-1)?.offset ?? Infinity) - offset;
    if (offset <= half + 0.5 && offset >= LEAST_RULE_GAP && room >= LEAST_RULE_GAP) kept.push({ db, offset });
  }
  return kept;
}

function drawLevelRules(
  { ctx, width, ratio, palette }: Sheet,
  lane: Lane,
  rules: readonly RuledLevel[],
): void {
  const middle = (lane.top + lane.bottom) / 2;
  ctx.fillStyle = palette.rule;
  for (const { db, offset } of rules) {
    ctx.globalAlpha = db === 0 ? 1 : 0.6;
    ctx.fillRect(0, crisp(middle - offset, ratio), width, 1 / ratio);
    ctx.fillRect(0, crisp(middle + offset, ratio), width, 1 / ratio);
  }
  ctx.globalAlpha = 1;
  ctx.fillRect(0, crisp(middle, ratio), width, 1 / ratio);
}

/** Above the middle only, over the sound; each under its line. */
function labelLevelRules({ ctx, width, palette }: Sheet, lane: Lane, rules: readonly RuledLevel[]): void {
  const middle = (lane.top + lane.bottom) / 2;
  ctx.font = `11px ${palette.sans}`;
  ctx.textAlign = 'right';
  for (const { db, offset } of rules) {
    const words = db === rules[0]!.db ? `${fixed(db, 0)} dB` : fixed(db, 0);
    if (offset > 2 * LEAST_RULE_GAP) haloText(ctx, palette, words, width - 2, middle - offset + 11);
  }
}

/** Quiet words that stay readable over sound. */
export function haloText(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  words: string,
  x: number,
  y: number,
): void {
  ctx.lineJoin = 'round';
  ctx.lineWidth = 4;
  ctx.strokeStyle = palette.ground;
  ctx.strokeText(words, x, y);
  ctx.fillStyle = palette.quiet;
  ctx.fillText(words, x, y);
}

export function frameScale(window: TimeWindow, width: number): (frame: number) => number {
  const perFrame = width / (window.endFrame - window.startFrame);
  return (frame) => (frame - window.startFrame) * perFrame;
}

function halfHeight({ top, bottom }: Lane): number {
  return (bottom - top) / 2;
}
