// Fill columns: the body of a waveform, column by column.
import { crisp } from './crisp.ts';
import type { Sheet } from './surface.ts';
import type { WaveColumns } from './wave-columns.ts';
import type { Lane } from './wave-lanes.ts';

/** CSS pixels; wider columns are joined to a shape. */
const MOST_BAR_WIDTH = 2.1;

/**
 * Dense sound as one upright bar a column on whole device pixels: ten times faster than the polygon where no graphics processor
 * helps, and crisper. At least a device pixel thick, so that silence is seen as silence that was heard.
 */
export function fillColumns(
  sheet: Sheet,
  lane: Lane,
  columns: WaveColumns,
  upper: Float32Array,
  lower: Float32Array,
  upperPerUnit: number,
  lowerPerUnit: number,
): void {
  const { ctx, width, ratio } = sheet;
  const { count, x } = columns;
  if (count < 2 || (x[1]! - x[0]!) * width > MOST_BAR_WIDTH)
    return fillShape(sheet, lane, columns, upper, lower, upperPerUnit, lowerPerUnit);
  const middle = (lane.top + lane.bottom) / 2;
  let left = edgeBetween(columns, 0, width, ratio);
  for (let i = 0; i < count; i++) {
    const right = edgeBetween(columns, i + 1, width, ratio);
    const top = Math.round(Math.max(lane.top, middle - upper[i]! * upperPerUnit) * ratio);
    const bottom = Math.round(Math.min(lane.bottom, middle - lower[i]! * lowerPerUnit) * ratio);
    ctx.fillRect(left, top / ratio, right - left, Math.max(1, bottom - top) / ratio);
    left = right;
  }
}

/** On a device pixel, half-way between a column and the one before; at the ends as far outside as the neighbour is inside. */
function edgeBetween({ count, x }: WaveColumns, column: number, width: number, ratio: number): number {
  const at = Math.max(1, Math.min(count - 1, column));
  const between = (x[at - 1]! + x[at]!) / 2;
  return crisp((between + (column - at) * (x[at]! - x[at - 1]!)) * width, ratio);
}

/** Points wider than a pixel: one shape, straight from point to point. */
function fillShape(
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
  for (let i = 0; i < count; i++)
    ctx.lineTo(x[i]! * width, Math.max(lane.top, middle - upper[i]! * upperPerUnit - 0.35));
  for (let i = count - 1; i >= 0; i--)
    ctx.lineTo(x[i]! * width, Math.min(lane.bottom, middle - lower[i]! * lowerPerUnit + 0.35));
  ctx.closePath();
  ctx.fill();
}
