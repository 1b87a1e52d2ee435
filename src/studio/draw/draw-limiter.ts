// Draw limiter: how far the limiter turns down, hanging from the top of its lane.
import type { GainReductionTrace } from '../../report/report.ts';
import { crisp } from './crisp.ts';
import { frameScale } from './draw-waveform.ts';
import type { Sheet } from './surface.ts';
import type { TimeWindow } from './time-window.ts';
import type { Lane } from './wave-lanes.ts';

/** A gentle limiter still shows; a hard one fits. */
const LEAST_DEPTH_DB = 4;

/** Positive; 0 where it never worked. */
export function deepestDb({ reductionDb }: GainReductionTrace): number {
  return reductionDb.reduce((most, db) => Math.max(most, db), 0);
}

export function drawLimiter(
  sheet: Sheet,
  lane: Lane,
  trace: GainReductionTrace,
  window: TimeWindow,
  sampleRateHz: number,
): void {
  const { ctx, width, ratio, palette } = sheet;
  const perDb = (lane.bottom - lane.top - 2) / Math.max(LEAST_DEPTH_DB, deepestDb(trace));
  const x = frameScale(window, width);
  const step = trace.stepS * sampleRateHz;
  const first = Math.max(0, Math.floor(window.startFrame / step));
  const last = Math.min(trace.reductionDb.length, Math.ceil(window.endFrame / step) + 1);
  ctx.beginPath();
  ctx.moveTo(x(first * step), lane.top);
  for (let i = first; i < last; i++) {
    const y = lane.top + trace.reductionDb[i]! * perDb;
    ctx.lineTo(x(i * step), y);
    ctx.lineTo(x((i + 1) * step), y);
  }
  ctx.lineTo(x(last * step), lane.top);
  ctx.fillStyle = palette.after;
  ctx.globalAlpha = 0.75;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.fillStyle = palette.rule;
  ctx.fillRect(0, crisp(lane.top, ratio), width, 1 / ratio);
}
