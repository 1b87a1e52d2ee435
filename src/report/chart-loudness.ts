// Charts over time: short-term loudness before and after, and how far the gain was held down.
import type { Measurements } from '../measure/measurements.ts';
import { fixed } from './figures.ts';
import {
  AFTER_COLOUR,
  AFTER_LINE,
  BEFORE_LINE,
  legend,
  line,
  linearScale,
  plotArea,
  ribbon,
  roundTicks,
  rows,
  svg,
  timeGrid,
  type Point,
  type Scale,
  type Size,
} from './plot.ts';
import type { GainReductionTrace } from './report.ts';

/** Short-term values stand at the end of every second, the first after 3 s (EBU Tech 3341). */
const FIRST_VALUE_S = 3;
/** Quieter moments run off the bottom: 30 LU below the loudest nobody compares. */
const DEEPEST_LU = 30;
const MOST_POINTS = 1000;

export function loudnessChart(before: Measurements, after: Measurements, size: Size): string {
  const area = plotArea(size);
  const [low, high] = loudnessExtent([before, after]);
  const x = linearScale(0, Math.max(before.durationS, 1e-3), area.left, area.right);
  const y = linearScale(low, high, area.bottom, area.top);
  const body =
    timeGrid(area, x, before.durationS, size) +
    rows(
      area,
      y,
      roundTicks(low, high, 6).map((value) => ({ value, label: fixed(value, 0) })),
    ) +
    line(loudnessPoints(before, x, y, low), BEFORE_LINE) +
    line(loudnessPoints(after, x, y, low), AFTER_LINE) +
    legend(area, [
      ['before', BEFORE_LINE],
      ['after', AFTER_LINE],
    ]);
  return svg('loudness', size, 'Loudness over time', loudnessDescription(before, after), body);
}

function loudnessExtent(songs: readonly Measurements[]): [number, number] {
  const values = songs.flatMap((m) => m.loudness.shortTermPerSecondLufs).filter((lufs) => lufs !== null);
  if (values.length === 0) return [-40, -10];
  const highest = values.reduce((most, lufs) => Math.max(most, lufs), -70);
  const lowest = values.reduce((least, lufs) => Math.min(least, lufs), 0);
  const top = 3 * Math.ceil((highest + 0.5) / 3);
  return [Math.min(top - 9, Math.max(top - DEEPEST_LU, 3 * Math.floor(lowest / 3))), top];
}

function loudnessPoints(m: Measurements, x: Scale, y: Scale, low: number): (Point | null)[] {
  const values = m.loudness.shortTermPerSecondLufs;
  const every = Math.max(1, Math.ceil(values.length / MOST_POINTS));
  return values
    .map((lufs, i) => (lufs === null ? null : { x: x(i + FIRST_VALUE_S), y: y(Math.max(low, lufs)) }))
    .filter((_, i) => i % every === 0);
}

function loudnessDescription(before: Measurements, after: Measurements): string {
  const told = (m: Measurements): string => `${fixed(m.loudness.maxShortTermLufs)} LUFS`;
  return `Loudness of the last three seconds, every second. The loudest three seconds: ${told(before)} before, ${told(after)} after.`;
}

/** Hangs from zero: the deeper, the more the level was held down. */
export function reductionChart(trace: GainReductionTrace, durationS: number, size: Size): string {
  const area = plotArea(size);
  const deepest = trace.reductionDb.reduce((most, db) => Math.max(most, db), 0);
  const floor = Math.max(3, Math.ceil(deepest));
  const x = linearScale(0, Math.max(durationS, 1e-3), area.left, area.right);
  const y = linearScale(0, floor, area.top, area.bottom);
  const edge = trace.reductionDb.map((db, i) => ({ x: x((i + 0.5) * trace.stepS), y: y(db) }));
  const zero = edge.map((point) => ({ x: point.x, y: y(0) }));
  const body =
    timeGrid(area, x, durationS, size) +
    rows(
      area,
      y,
      roundTicks(0, floor, 4).map((value) => ({ value, label: fixed(-value, 0) })),
    ) +
    ribbon(zero, edge, `fill="${AFTER_COLOUR}" fill-opacity="0.3"`) +
    line(edge, `stroke="${AFTER_COLOUR}" stroke-width="1.25"`);
  return svg('reduction', size, 'Gain reduction over time', reductionDescription(trace, deepest), body);
}

function reductionDescription(trace: GainReductionTrace, deepest: number): string {
  const working = trace.reductionDb.filter((db) => db >= 0.1).length;
  const share = trace.reductionDb.length === 0 ? 0 : (100 * working) / trace.reductionDb.length;
  return `Peaks are held down by ${fixed(deepest)} dB at most, and by 0.1 dB or more in ${fixed(share, 0)} % of the stretches drawn.`;
}
