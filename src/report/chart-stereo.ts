// Chart of the stereo picture by band: do left and right agree, and how wide is it, before and after.
import type { StereoBand, StereoResult } from '../measure/measurements.ts';
import { fixed, spokenHertz } from './figures.ts';
import {
  AFTER_COLOUR,
  BEFORE_COLOUR,
  coordinate,
  hairline,
  label,
  linearScale,
  plotArea,
  rows,
  svg,
  type Area,
  type Scale,
  type Size,
  type Tick,
} from './plot.ts';

/** Side over mid outside this range is drawn at its edge. */
const NARROWEST_DB = -40;
const WIDEST_DB = 10;

const CORRELATION_TICKS: readonly Tick[] = [
  { value: 1, label: '+1' },
  { value: 0, label: '0' },
  { value: -1, label: '\u22121' },
];
const WIDTH_TICKS: readonly Tick[] = [0, -20, -40].map((value) => ({ value, label: fixed(value, 0) }));

export function stereoChart(before: StereoResult, after: StereoResult, size: Size): string {
  const area = plotArea(size);
  const middle = (area.top + area.bottom) / 2;
  const upper = { ...area, bottom: middle - 14 };
  const lower = { ...area, top: middle + 14 };
  const correlation = linearScale(-1, 1, upper.bottom, upper.top);
  const width = linearScale(NARROWEST_DB, WIDEST_DB, lower.bottom, lower.top);
  const body =
    rows(upper, correlation, CORRELATION_TICKS) +
    rows(lower, width, WIDTH_TICKS) +
    label(area.left, upper.top - 10, 'agreement of left and right (correlation)') +
    label(area.left, lower.top - 4, 'width: side against middle, dB') +
    bandNames(before.bands, area, size) +
    marks(before.bands, after.bands, upper, correlation, (band) => band.correlation) +
    marks(before.bands, after.bands, lower, width, (band) => band.sideToMidDb);
  return svg('stereo', size, 'Stereo by band', stereoDescription(before, after), body);
}

function centres(area: Area, count: number): Scale {
  return linearScale(0, count, area.left, area.right);
}

/** The middle of each band; every other one where there is no room. */
function bandNames(bands: readonly StereoBand[], area: Area, size: Size): string {
  const x = centres(area, bands.length);
  const every = size.width < 500 && bands.length > 6 ? 2 : 1;
  return bands
    .map((band, i) => (i % every === 0 ? label(x(i + 0.5), area.bottom + 16, bandName(band), 'middle') : ''))
    .join('');
}

function bandName({ lowHz, highHz }: StereoBand): string {
  return spokenHertz(Math.sqrt(lowHz * highHz));
}

/** A ring for before, a filled lozenge for after, and the way between them. */
function marks(
  before: readonly StereoBand[],
  after: readonly StereoBand[],
  area: Area,
  y: Scale,
  value: (band: StereoBand) => number | null,
): string {
  const x = centres(area, before.length);
  const held = (band: StereoBand | undefined): number | null => {
    const given = band === undefined ? null : value(band);
    return given === null ? null : Math.min(area.bottom, Math.max(area.top, y(given)));
  };
  return before
    .map((band, i) => {
      const from = held(band);
      const to = held(after[i]);
      const at = x(i + 0.5);
      const way = from === null || to === null ? '' : hairline(at - 7, from, at + 7, to, '2 2');
      return way + (from === null ? '' : ring(at - 7, from)) + (to === null ? '' : lozenge(at + 7, to));
    })
    .join('');
}

function ring(x: number, y: number): string {
  return `<circle cx="${coordinate(x)}" cy="${coordinate(y)}" r="4" stroke="${BEFORE_COLOUR}" stroke-width="1.75"/>`;
}

function lozenge(x: number, y: number): string {
  return `<path d="M${coordinate(x)} ${coordinate(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z" fill="${AFTER_COLOUR}"/>`;
}

function stereoDescription(before: StereoResult, after: StereoResult): string {
  return (
    `Rings: before. Lozenges: after. Correlation over the whole song: ${fixed(before.correlation, 2)} before, ` +
    `${fixed(after.correlation, 2)} after; 1 is mono, 0 is wide, below 0 the sides cancel each other in mono.`
  );
}
