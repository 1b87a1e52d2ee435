// Draw overview strip: the whole song, small, with the stretch in view framed and the playhead.
import { crisp } from './crisp.ts';
import { frameScale } from './draw-waveform.ts';
import type { PyramidLevels } from './pyramid-levels.ts';
import type { Sheet } from './surface.ts';
import { isWhole, wholeSong, type TimeWindow } from './time-window.ts';
import { createWaveReader } from './wave-columns.ts';

export interface OverviewStripPicture {
  readonly frames: number;
  readonly levels: PyramidLevels | null;
  readonly colour: string;
  /** Amplitude at the strip's edge. */
  readonly range: number;
  readonly view: TimeWindow;
  readonly frame: number;
}

const read = createWaveReader();

export function drawOverviewStrip(sheet: Sheet, picture: OverviewStripPicture): void {
  const { ctx, width, height, ratio, palette } = sheet;
  const x = frameScale(wholeSong(picture.frames), width);
  if (picture.levels !== null) drawShape(sheet, picture, picture.levels);
  const start = x(picture.view.startFrame);
  const end = x(picture.view.endFrame);
  ctx.fillStyle = palette.ground;
  ctx.globalAlpha = 0.68;
  ctx.fillRect(0, 0, start, height);
  ctx.fillRect(end, 0, width - end, height);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = isWhole(picture.view, picture.frames) ? palette.rule : palette.quiet;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(start + 0.5, 0.5, Math.max(4, end - start - 1), height - 1, 3);
  ctx.stroke();
  ctx.fillStyle = palette.ink;
  ctx.fillRect(crisp(x(picture.frame) - 0.75, ratio), 0, 1.5, height);
}

function drawShape(
  { ctx, width, height, ratio }: Sheet,
  picture: OverviewStripPicture,
  levels: PyramidLevels,
): void {
  const columns = read(levels, wholeSong(picture.frames), Math.ceil(width * Math.min(2, ratio)));
  const perUnit = (height / 2 - 3) / picture.range;
  ctx.fillStyle = picture.colour;
  ctx.globalAlpha = 0.6;
  ctx.beginPath();
  for (let i = 0; i < columns.count; i++)
    ctx.lineTo(columns.x[i]! * width, height / 2 - columns.max[i]! * perUnit - 0.3);
  for (let i = columns.count - 1; i >= 0; i--)
    ctx.lineTo(columns.x[i]! * width, height / 2 - columns.min[i]! * perUnit + 0.3);
  ctx.fill();
  ctx.globalAlpha = 1;
}
