// Draw pins: findings over the waveform: diamond, disc or ring by severity, a soft band where they last, a number where several meet.
import type { Severity } from '../../inspect/finding.ts';
import type { Palette } from './palette.ts';
import type { PinMark } from './pins.ts';
import type { Sheet } from './surface.ts';
import type { WaveLanes } from './wave-lanes.ts';

const RADIUS = 5;
const TWO_PI = 2 * Math.PI;
/** Spans narrower than this are places, not bands. */
const LEAST_BAND = 3;

export interface PinPicture {
  readonly marks: readonly PinMark[];
  readonly chosen: string | null;
  /** The mark under the pointer. */
  readonly pointed: PinMark | null;
}

export function drawPins(sheet: Sheet, lanes: WaveLanes, picture: PinPicture): void {
  for (const mark of picture.marks) {
    const chosen = mark.pins.some((pin) => pin.id === picture.chosen);
    drawMark(sheet, lanes, mark, chosen, mark.pins[0]!.id === picture.pointed?.pins[0]!.id);
  }
}

function drawMark(
  sheet: Sheet,
  { pins, wave }: WaveLanes,
  mark: PinMark,
  chosen: boolean,
  pointed: boolean,
): void {
  const { ctx, width, palette } = sheet;
  if (mark.endX < -RADIUS || mark.x > width + RADIUS) return;
  const colour = severityColour(palette, mark.severity);
  const middle = pins.top + 12;
  ctx.fillStyle = colour;
  if (mark.endX - mark.x > LEAST_BAND) {
    ctx.globalAlpha = chosen || pointed ? 0.14 : 0.05;
    ctx.fillRect(mark.x, pins.bottom, mark.endX - mark.x, wave.bottom - pins.bottom);
    ctx.globalAlpha = 0.8;
    ctx.fillRect(mark.x, pins.bottom - 1.5, mark.endX - mark.x, 1.5);
  }
  ctx.globalAlpha = chosen || pointed ? 0.9 : 0.38;
  ctx.fillRect(mark.x - 0.5, middle + RADIUS, 1, wave.bottom - middle - RADIUS);
  ctx.globalAlpha = 1;
  drawSeverity(ctx, palette, mark.severity, mark.x, middle, chosen || pointed ? RADIUS + 1.5 : RADIUS);
  if (mark.pins.length > 1) {
    ctx.font = `600 11px ${palette.sans}`;
    ctx.textAlign = 'left';
    ctx.fillStyle = palette.ink;
    ctx.fillText(String(mark.pins.length), mark.x + RADIUS + 4, middle + 4);
  }
}

/** The same shapes as in the report: they tell severities apart without colour. */
export function drawSeverity(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  severity: Severity,
  x: number,
  y: number,
  radius: number,
): void {
  const colour = severityColour(palette, severity);
  ctx.beginPath();
  if (severity === 'error') {
    ctx.moveTo(x, y - radius * 1.25);
    ctx.lineTo(x + radius * 1.25, y);
    ctx.lineTo(x, y + radius * 1.25);
    ctx.lineTo(x - radius * 1.25, y);
    ctx.closePath();
  } else {
    ctx.arc(x, y, severity === 'note' ? radius - 0.75 : radius, 0, TWO_PI);
  }
  ctx.fillStyle = severity === 'note' ? palette.ground : colour;
  ctx.fill();
  if (severity !== 'note') return;
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

export function severityColour(palette: Palette, severity: Severity): string {
  return palette[severity];
}
