// Chart of the level: momentary and short-term loudness, the whole song's as a line, and below how far peaks stand out.
import type { OverTime } from '../../measure/measurements.ts';
import { fixed } from '../figures.ts';
import {
  AFTER_COLOUR,
  BEFORE_COLOUR,
  hairline,
  label,
  legend,
  line,
  linearScale,
  plotArea,
  ribbon,
  roundTicks,
  rows,
  svg,
  timeGrid,
  type Area,
  type Point,
  type Scale,
  type Size,
} from '../plot.ts';

type Row = readonly (number | null)[];

/** Quieter moments run off the bottom: 36 LU below the loudest nobody compares. */
const DEEPEST_LU = 36;
const PSR_HEIGHT = 84;
/** Under 8 dB a limiter is heard at work (AES e-Brief 373); the scale goes on to where songs are open. */
const PSR_TOP_DB = 24;
const TIGHT_DB = 8;

const MOMENTARY = `stroke="${BEFORE_COLOUR}" stroke-width="0.9" stroke-opacity="0.65"`;
const SHORT_TERM = `stroke="${BEFORE_COLOUR}" stroke-width="2.25"`;
const WHOLE = 'stroke="currentColor" stroke-opacity="0.55" stroke-dasharray="2 4"';

export function levelChart(
  id: string,
  over: OverTime,
  integratedLufs: number | null,
  durationS: number,
  size: Size,
): string {
  const whole = { width: size.width, height: size.height + PSR_HEIGHT };
  const area = plotArea(whole);
  const upper = { ...area, bottom: area.bottom - PSR_HEIGHT - 30 };
  const lower = { ...area, top: area.bottom - PSR_HEIGHT };
  const x = linearScale(0, Math.max(durationS, 1e-3), area.left, area.right);
  const body =
    timeGrid({ ...area, top: upper.top }, x, durationS, size) +
    loudness(over, integratedLufs, upper, x) +
    psr(over, lower, x);
  return svg(id, whole, 'Loudness over time', levelDescription(over, integratedLufs), body);
}

function loudness(over: OverTime, integratedLufs: number | null, area: Area, x: Scale): string {
  const [low, high] = extent(over);
  const y = linearScale(low, high, area.bottom, area.top);
  const drawn = (row: Row): (Point | null)[] => points(row, over.stepS, x, (v) => y(Math.max(low, v)), true);
  const ticks = roundTicks(low, high, 6).map((value) => ({ value, label: fixed(value, 0) }));
  return (
    rows(area, y, ticks) +
    line(drawn(over.momentaryLufs), MOMENTARY) +
    line(drawn(over.shortTermLufs), SHORT_TERM) +
    (integratedLufs === null || integratedLufs < low
      ? ''
      : hairline(area.left, y(integratedLufs), area.right, y(integratedLufs), '2 4')) +
    legend(area, [
      ['moment', MOMENTARY],
      ['3 seconds', SHORT_TERM],
      ['whole song', WHOLE],
    ])
  );
}

/** Threes around what sounds. */
function extent({ momentaryLufs, shortTermLufs }: OverTime): [number, number] {
  const loud = momentaryLufs.filter((lufs) => lufs !== null);
  if (loud.length === 0) return [-40, -10];
  const top = 3 * Math.ceil((loud.reduce((most, lufs) => Math.max(most, lufs), -70) + 0.5) / 3);
  const steady = shortTermLufs.filter((lufs) => lufs !== null);
  const lowest = (steady.length === 0 ? loud : steady).reduce((least, lufs) => Math.min(least, lufs), top);
  return [Math.min(top - 9, Math.max(top - DEEPEST_LU, 3 * Math.floor(lowest / 3) - 3)), top];
}

function psr({ psrDb, stepS }: OverTime, area: Area, x: Scale): string {
  const y = linearScale(0, PSR_TOP_DB, area.bottom, area.top);
  const drawn = points(psrDb, stepS, x, (db) => y(Math.min(PSR_TOP_DB, Math.max(0, db))), false);
  const ticks = [0, TIGHT_DB, 16, 24].map((value) => ({ value, label: fixed(value, 0) }));
  return (
    rows(area, y, ticks) +
    label(area.left, area.top - 6, 'peaks over loudness (PSR), dB') +
    runs(drawn)
      .map((run) =>
        ribbon(
          run,
          run.map((point) => ({ x: point.x, y: area.bottom })),
          `fill="${AFTER_COLOUR}" fill-opacity="0.16"`,
        ),
      )
      .join('') +
    line(drawn, `stroke="${AFTER_COLOUR}" stroke-width="1.5"`)
  );
}

/** Unbroken stretches of points. */
function runs(drawn: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of drawn) {
    if (point === null) found.push([]);
    else found.at(-1)!.push(point);
  }
  return found.filter((run) => run.length > 1);
}

/** At most a point a unit of width; of those that fall together the highest or the lowest stands. */
function points(row: Row, stepS: number, x: Scale, y: Scale, highest: boolean): (Point | null)[] {
  const every = Math.max(1, Math.ceil(row.length / Math.max(1, x(stepS * row.length) - x(0))));
  return Array.from({ length: Math.ceil(row.length / every) }, (_, i) => {
    const values = row.slice(i * every, (i + 1) * every).filter((value) => value !== null);
    if (values.length === 0) return null;
    const [first, ...rest] = values as [number, ...number[]];
    const value = rest.reduce((held, one) => (highest ? Math.max(held, one) : Math.min(held, one)), first);
    return { x: x(stepS * Math.min(row.length, (i + 1) * every)), y: y(value) };
  });
}

function levelDescription({ momentaryLufs, shortTermLufs, psrDb }: OverTime, whole: number | null): string {
  const most = (row: Row): number | null => {
    const values = row.filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((held, value) => Math.max(held, value));
  };
  const least = (row: Row): number | null => {
    const values = row.filter((value) => value !== null);
    return values.length === 0 ? null : values.reduce((held, value) => Math.min(held, value));
  };
  return (
    `Loudest 400 milliseconds: ${fixed(most(momentaryLufs))} LUFS. Loudest 3 seconds: ${fixed(most(shortTermLufs))} LUFS. ` +
    `The whole song: ${fixed(whole)} LUFS. Peaks stand at least ${fixed(least(psrDb))} dB over the loudness around them.`
  );
}
