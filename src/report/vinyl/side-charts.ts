// Side charts: what the groove of a side does from the outside to the inside: how sharply treble bends it, how far it rises, how loud.
import { MOST_VERTICAL_UM } from '../../deliver/vinyl/cut-level.ts';
import type { VinylSide } from '../../deliver/vinyl/vinyl-cut.ts';
import type { Chart } from '../charts.ts';
import { fixed } from '../figures.ts';
import {
  AFTER_LINE,
  BEFORE_COLOUR,
  BEFORE_LINE,
  hairline,
  label,
  legend,
  line,
  linearScale,
  NARROW,
  plotArea,
  roundTicks,
  rows,
  svg,
  timeGrid,
  WIDE,
  type Area,
  type Point,
  type Scale,
  type Size,
} from '../plot.ts';

const THIN_LINE = `stroke="${BEFORE_COLOUR}" stroke-width="1" stroke-opacity="0.85"`;
/** dB: what lies deeper is safe in any case. */
const BEND_FLOOR_DB = -36;
const SHORT_TERM_S = 3;
const LOUDNESS_DEPTH_LU = 30;

export function sideCharts(side: VinylSide): Chart[] {
  const each = (name: string, title: string, caption: string, draw: (size: Size) => string): Chart => ({
    name,
    title,
    caption,
    wide: draw(WIDE),
    narrow: draw(NARROW),
  });
  return [
    each(`bend-${side.name}`, 'What treble asks of the groove', BEND_CAPTION, (size) =>
      bendChart(side, size),
    ),
    each(`rise-${side.name}`, 'How far the groove rises and sinks', RISE_CAPTION, (size) =>
      riseChart(side, size),
    ),
    each(`loudness-${side.name}`, 'Loudness', LOUDNESS_CAPTION, (size) => loudnessChart(side, size)),
  ];
}

const BEND_CAPTION =
  'In dB against what can be done at that place: above the dashed line a common elliptical stylus no longer follows the bends, or the cutter no longer makes the slope. The solid line is what is passed 5 % of the time; the thin one single moments. The same sound climbs towards the right, where the groove runs slower.';
const RISE_CAPTION =
  'What differs between the channels lifts the needle; in µm. Above the dashed line the groove would become too shallow to hold it.';
const LOUDNESS_CAPTION =
  'The last three seconds, in LUFS, of the file as it goes to the plant. What is loud and bright is best at the left.';

function bendChart({ name, lengthS, bands, groove }: VinylSide, size: Size): string {
  const area = plotArea(size);
  const x = linearScale(0, lengthS, area.left, area.right);
  const top = Math.max(6, 6 * Math.ceil(Math.max(...groove.bendDb, ...groove.slewDb) / 6));
  const y = linearScale(BEND_FLOOR_DB, top, area.bottom, area.top);
  const at = { stepS: groove.stepS, lengthS };
  const drawn = (values: readonly number[]): Point[] => pointsOf(values, at, x, y, BEND_FLOOR_DB);
  const body =
    frame(area, x, y, lengthS, size, roundTicks(BEND_FLOOR_DB, top, 7), 0) +
    bandMarks(bands, area, x) +
    hairline(area.left, y(0), area.right, y(0), '6 4') +
    line(drawn(groove.bendDb), THIN_LINE) +
    line(drawn(groove.slewDb), BEFORE_LINE) +
    line(drawn(groove.bendOftenDb), AFTER_LINE) +
    legend(area, [
      ['bends', AFTER_LINE],
      ['moments', THIN_LINE],
      ['slope', BEFORE_LINE],
    ]);
  const words = `Side ${name}: sharpest bends at ${fixed(Math.max(...groove.bendDb))} dB, steepest slope at ${fixed(Math.max(...groove.slewDb))} dB against what is possible.`;
  return svg(`bend-${name}`, size, 'What treble asks of the groove', words, body);
}

function riseChart({ name, lengthS, bands, groove }: VinylSide, size: Size): string {
  const area = plotArea(size);
  const x = linearScale(0, lengthS, area.left, area.right);
  const most = Math.max(...groove.verticalUm);
  const top = 10 * Math.ceil(Math.max(MOST_VERTICAL_UM + 4, most) / 10);
  const y = linearScale(0, top, area.bottom, area.top);
  const body =
    frame(area, x, y, lengthS, size, roundTicks(0, top, 5), 0) +
    bandMarks(bands, area, x) +
    hairline(area.left, y(MOST_VERTICAL_UM), area.right, y(MOST_VERTICAL_UM), '6 4') +
    line(pointsOf(groove.verticalUm, { stepS: groove.stepS, lengthS }, x, y, 0), AFTER_LINE);
  const words = `Side ${name}: at most ${fixed(most)} µm, where ${fixed(MOST_VERTICAL_UM, 0)} µm are possible.`;
  return svg(`rise-${name}`, size, 'How far the groove rises and sinks', words, body);
}

function loudnessChart({ name, lengthS, bands, loudnessLufs, figures }: VinylSide, size: Size): string {
  const area = plotArea(size);
  const x = linearScale(0, lengthS, area.left, area.right);
  const top = 3 * Math.ceil(((figures.maxShortTermLufs ?? -20) + 0.5) / 3);
  const low = top - LOUDNESS_DEPTH_LU;
  const y = linearScale(low, top, area.bottom, area.top);
  const points = loudnessLufs.map((lufs, i) =>
    lufs === null || lufs < low ? null : { x: x(Math.min(lengthS, i + SHORT_TERM_S)), y: y(lufs) },
  );
  const body =
    frame(area, x, y, lengthS, size, roundTicks(low, top, 6), 0) +
    bandMarks(bands, area, x) +
    line(points, AFTER_LINE);
  const words = `Side ${name}: ${fixed(figures.maxShortTermLufs)} LUFS in its loudest three seconds.`;
  return svg(`loudness-${name}`, size, 'Loudness', words, body);
}

function frame(
  area: Area,
  x: Scale,
  y: Scale,
  lengthS: number,
  size: Size,
  ticks: readonly number[],
  digits: number,
): string {
  const labelled = ticks.map((value) => ({ value, label: fixed(value, digits) }));
  return timeGrid(area, x, lengthS, size) + rows(area, y, labelled);
}

/** Where each band begins. */
function bandMarks(bands: VinylSide['bands'], area: Area, x: Scale): string {
  return bands
    .map(({ label: name, startS }, i) => {
      const at = x(startS);
      const mark = i === 0 ? '' : hairline(at, area.top, at, area.bottom, '2 3');
      return mark + label(at + 4, area.top + 13, name);
    })
    .join('');
}

/** One point a turn, never under the floor. */
/** In the middle of each turn; the last turn may be longer than its sound. */
function pointsOf(
  values: readonly number[],
  { stepS, lengthS }: { readonly stepS: number; readonly lengthS: number },
  x: Scale,
  y: Scale,
  floor: number,
): Point[] {
  const atS = (i: number): number => Math.min(lengthS, (i + 0.5) * stepS);
  return values.map((value, i) => ({ x: x(atS(i)), y: y(Math.max(floor, value)) }));
}
