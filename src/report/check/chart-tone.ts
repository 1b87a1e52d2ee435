// Chart of the tone: third octaves of the loud parts and of the whole song, over the range where records lie.
import type { SpectrumResult } from '../../measure/measurements.ts';
import {
  corridorShape,
  CORRIDOR_SAMPLE,
  frequencyScale,
  frequencyTicks,
  pointsOf,
  toneExtent,
} from '../chart-spectrum.ts';
import { fixed, hertz } from '../figures.ts';
import {
  BEFORE_COLOUR,
  columns,
  legend,
  line,
  linearScale,
  plotArea,
  roundTicks,
  rows,
  svg,
  type Size,
} from '../plot.ts';
import type { Corridor } from '../report.ts';
import { corridorEdges, levelled, loudPart, meanLevelDb, type Levels } from '../tone-curve.ts';

const LOUD = `stroke="${BEFORE_COLOUR}" stroke-width="2.25"`;
const WHOLE = `stroke="${BEFORE_COLOUR}" stroke-width="1.25" stroke-dasharray="4 3"`;

export function toneChart(
  id: string,
  spectrum: SpectrumResult,
  corridor: Corridor | null,
  size: Size,
): string {
  const loud = levelled(loudPart(spectrum));
  const mean = meanLevelDb(loudPart(spectrum));
  const whole = levelled({ hz: spectrum.bandsHz, db: spectrum.levelDb });
  const edges = corridor === null ? null : corridorEdges(corridor, mean);
  const area = plotArea(size);
  const x = frequencyScale(area.left, area.right);
  const [low, high] = toneExtent([loud, whole, edges?.low, edges?.high]);
  const y = linearScale(low, high, area.bottom, area.top);
  const ticks = roundTicks(low, high, 6).map((value) => ({ value, label: fixed(value, 0) }));
  const body =
    rows(area, y, ticks) +
    columns(area, x, frequencyTicks(size)) +
    (edges === null ? '' : corridorShape(edges.low, edges.high, x, y)) +
    line(pointsOf(whole, x, y), WHOLE) +
    line(pointsOf(loud, x, y), LOUD) +
    legend(area, [
      ['loud parts', LOUD],
      ['whole song', WHOLE],
      ...(edges === null ? [] : ([['records', CORRIDOR_SAMPLE]] as const)),
    ]);
  return svg(id, size, 'Tone: level by pitch', toneDescription(loud, edges, spectrum), body);
}

/** Where the curve leaves the range furthest. */
function toneDescription(
  loud: Levels,
  edges: { readonly low: Levels; readonly high: Levels } | null,
  { tiltDbPerOctave }: SpectrumResult,
): string {
  const tilt = tiltDbPerOctave === null ? '' : ` It falls by ${fixed(-tiltDbPerOctave)} dB an octave.`;
  const scale = `Third-octave levels from 20 Hz to 20 kHz around their mean.${tilt}`;
  if (edges === null) return scale;
  const outside = edges.low.hz.map((hz, i) => {
    const db = loud.db[loud.hz.indexOf(hz)] ?? null;
    if (db === null) return { hz, by: 0 };
    return { hz, by: Math.max(0, db - edges.high.db[i]!) - Math.max(0, edges.low.db[i]! - db) };
  });
  const furthest = outside.reduce((most, one) => (Math.abs(one.by) > Math.abs(most.by) ? one : most), {
    hz: 0,
    by: 0,
  });
  if (Math.abs(furthest.by) < 0.5) return `${scale} It stays within the range of records.`;
  const way = furthest.by > 0 ? 'above' : 'below';
  return `${scale} Furthest from the range of records: ${fixed(Math.abs(furthest.by))} dB ${way} it at ${hertz(furthest.hz)}.`;
}
