// Chart of the waveform: the mix above, the master below, on one scale.
import type { Measurements, Overview } from '../measure/measurements.ts';
import { fixed } from './figures.ts';
import {
  AFTER_COLOUR,
  BEFORE_COLOUR,
  coordinate,
  hairline,
  label,
  linearScale,
  plotArea,
  svg,
  timeGrid,
  type Area,
  type Scale,
  type Size,
} from './plot.ts';

/** Smallest and largest sample of one column of the picture. */
interface Column {
  readonly min: number;
  readonly max: number;
}

export function waveformChart(
  before: Measurements,
  after: Measurements,
  ceilingDbtp: number | null,
  size: Size,
): string {
  const area = plotArea(size);
  const middle = (area.top + area.bottom) / 2;
  const upper = { ...area, top: area.top - 14, bottom: middle - 7 };
  const lower = { ...area, top: middle + 7, bottom: area.bottom };
  const x = linearScale(0, Math.max(before.durationS, 1e-3), area.left, area.right);
  const body =
    timeGrid({ ...area, top: upper.top }, x, before.durationS, size) +
    panel(before.overview, upper, BEFORE_COLOUR, 'before') +
    panel(after.overview, lower, AFTER_COLOUR, 'after');
  return svg('waveform', size, 'Waveform', waveformDescription(before, after, ceilingDbtp), body);
}

function panel(overview: Overview | null, area: Area, colour: string, words: string): string {
  const y = linearScale(-1, 1, area.bottom, area.top);
  const frame = hairline(area.left, y(1), area.right, y(1)) + hairline(area.left, y(-1), area.right, y(-1));
  const name = label(area.left - 6, y(0) + 4, words, 'end');
  if (overview === null || overview.max.length === 0) return frame + name;
  return `${frame}${waveShape(overview, area, y, colour)}${name}`;
}

/** One filled outline, a column a unit of width: along the largest values, back along the smallest. */
export function waveShape(overview: Overview, area: Area, y: Scale, colour: string): string {
  const columns = columnsOf(overview, Math.floor(area.right - area.left));
  const x = linearScale(0, columns.length, area.left, area.right);
  const top = columns.map(({ max }, i) => `${coordinate(x(i + 0.5))} ${coordinate(y(max) - 0.4)}`);
  const bottom = columns.map(({ min }, i) => `${coordinate(x(i + 0.5))} ${coordinate(y(min) + 0.4)}`);
  return `<path d="M${[...top, ...bottom.reverse()].join('L')}Z" fill="${colour}"/>`;
}

/** The overview in at most `wanted` columns; extremes are never averaged away. */
export function columnsOf(overview: Overview, wanted: number): Column[] {
  const count = Math.min(overview.max.length, Math.max(1, wanted));
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * overview.max.length) / count);
    const to = Math.max(from + 1, Math.floor(((i + 1) * overview.max.length) / count));
    return {
      min: overview.min.slice(from, to).reduce((least, value) => Math.min(least, value), 1),
      max: overview.max.slice(from, to).reduce((most, value) => Math.max(most, value), -1),
    };
  });
}

function waveformDescription(before: Measurements, after: Measurements, ceilingDbtp: number | null): string {
  const peak = (m: Measurements): string => `${fixed(m.peak.truePeakDbtp)} dBTP`;
  const ceiling = ceilingDbtp === null ? '' : ` The ceiling is ${fixed(ceilingDbtp)} dBTP.`;
  return `Smallest and largest samples over time. The mix peaks at ${peak(before)}, the master at ${peak(after)}.${ceiling}`;
}
