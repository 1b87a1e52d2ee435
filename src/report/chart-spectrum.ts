// Chart of the spectrum: third octaves before and after, over the corridor that the style takes for natural.
import { log2 } from '../dsp/math.ts';
import type { SpectrumResult } from '../measure/measurements.ts';
import { fixed, hertz } from './figures.ts';
import {
  AFTER_LINE,
  BEFORE_LINE,
  columns,
  legend,
  line,
  linearScale,
  plotArea,
  ribbon,
  roundTicks,
  rows,
  svg,
  type Point,
  type Scale,
  type Size,
} from './plot.ts';
import type { Corridor } from './report.ts';
import { corridorEdges, levelled, loudPart, meanLevelDb, type Levels } from './tone-curve.ts';

const LOWEST_HZ = 20;
const HIGHEST_HZ = 20000;

/** Mean spectrum of the loud parts, before and after; null spectra are left out. */
export function spectrumChart(
  before: SpectrumResult | null,
  after: SpectrumResult | null,
  corridor: Corridor | null,
  size: Size,
): string {
  const curves = [before, after].map((spectrum) =>
    spectrum === null ? undefined : levelled(loudPart(spectrum)),
  );
  const edges =
    corridor === null || before === null ? null : corridorEdges(corridor, meanLevelDb(loudPart(before)));
  const area = plotArea(size);
  const x = frequencyScale(area.left, area.right);
  const [low, high] = toneExtent([...curves, edges?.low, edges?.high]);
  const y = linearScale(low, high, area.bottom, area.top);
  const body =
    rows(
      area,
      y,
      roundTicks(low, high, 6).map((value) => ({ value, label: fixed(value, 0) })),
    ) +
    columns(area, x, frequencyTicks(size)) +
    (edges === null ? '' : corridorShape(edges.low, edges.high, x, y)) +
    line(pointsOf(curves[0], x, y), BEFORE_LINE) +
    line(pointsOf(curves[1], x, y), AFTER_LINE) +
    legend(area, [
      ['before', BEFORE_LINE],
      ['after', AFTER_LINE],
      ...(edges === null ? [] : ([[`${corridor!.style} corridor`, CORRIDOR_SAMPLE]] as const)),
    ]);
  return svg('spectrum', size, 'Tone: level by pitch', spectrumDescription(curves), body);
}

const CORRIDOR_FILL = 'fill="currentColor" fill-opacity="0.1"';
export const CORRIDOR_SAMPLE =
  'stroke="currentColor" stroke-opacity="0.18" stroke-width="10" stroke-linecap="butt"';

export function frequencyScale(left: number, right: number): Scale {
  const across = linearScale(log2(LOWEST_HZ), log2(HIGHEST_HZ), left, right);
  return (hz) => across(log2(hz));
}

export function frequencyTicks(size: Size): { value: number; label: string }[] {
  const marks =
    size.width < 500 ? [20, 100, 500, 2000, 10000] : [20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000];
  return marks.map((value) => ({ value, label: value >= 1000 ? `${value / 1000}k` : String(value) }));
}

/** Whole fives around everything drawn, but never deeper than 45 dB under the mean: what lies there is inaudible. */
export function toneExtent(curves: readonly (Levels | undefined)[]): [number, number] {
  const levels = curves.flatMap((curve) => curve?.db ?? []).filter((db) => db !== null);
  const lowest = levels.reduce((least, db) => Math.min(least, db), -12);
  const highest = levels.reduce((most, db) => Math.max(most, db), 12);
  return [Math.max(-45, 5 * Math.floor(lowest / 5)), 5 * Math.ceil((highest + 1) / 5)];
}

export function pointsOf(levels: Levels | undefined, x: Scale, y: Scale): (Point | null)[] {
  if (levels === undefined) return [];
  return levels.hz.flatMap((hz, i): (Point | null)[] => {
    if (hz < LOWEST_HZ || hz > HIGHEST_HZ) return [];
    const db = levels.db[i];
    return [db === null || db === undefined ? null : { x: x(hz), y: y(Math.max(-45, db)) }];
  });
}

export function corridorShape(low: Levels, high: Levels, x: Scale, y: Scale): string {
  const edge = (levels: Levels): Point[] => pointsOf(levels, x, y).filter((point) => point !== null);
  return ribbon(edge(high), edge(low), CORRIDOR_FILL);
}

/** The largest change, told in words. */
function spectrumDescription([before, after]: readonly (Levels | undefined)[]): string {
  const scale = 'Third-octave levels of the loud parts from 20 Hz to 20 kHz, each curve around its own mean.';
  if (before === undefined || after === undefined) return scale;
  let most = 0;
  let at = 0;
  before.db.forEach((db, i) => {
    const change = (after.db[i] ?? 0) - (db ?? 0);
    if (db !== null && Math.abs(change) > Math.abs(most)) {
      most = change;
      at = before.hz[i]!;
    }
  });
  if (Math.abs(most) < 0.05) return `${scale} Before and after have the same tone.`;
  return `${scale} The largest change is ${fixed(most)} dB at ${hertz(at)}.`;
}
