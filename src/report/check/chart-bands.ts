// Chart of the bands: ten octaves over time, each against its own loudest moment, so that one sees who enters and leaves.
import type { BandsOverTime, OctaveOverTime } from '../../measure/measurements.ts';
import { fixed, spokenHertz } from '../figures.ts';
import {
  BEFORE_COLOUR,
  hairline,
  label,
  line,
  linearScale,
  plotArea,
  ribbon,
  svg,
  timeGrid,
  type Area,
  type Point,
  type Scale,
  type Size,
} from '../plot.ts';

const LANE_HEIGHT = 27;
/** A band this far under its own loudest moment is drawn as silent. */
const DEPTH_DB = 30;
const TOP = 26;
const LEFT = 58;
const RIGHT = 44;

export function bandsChart(
  id: string,
  { stepS, bands }: BandsOverTime,
  durationS: number,
  size: Size,
): string {
  const whole = { width: size.width, height: TOP + bands.length * LANE_HEIGHT + 26 };
  const area: Area = { ...plotArea(whole), left: LEFT, right: size.width - RIGHT, top: TOP };
  const x = linearScale(0, Math.max(durationS, 1e-3), area.left, area.right);
  const body =
    timeGrid(area, x, durationS, size) +
    label(area.right + 6, TOP - 10, 'dBFS') +
    [...bands]
      .reverse()
      .map((band, i) => lane(band, stepS, area, TOP + (i + 1) * LANE_HEIGHT, x))
      .join('');
  return svg(id, whole, 'Bands over time', bandsDescription(bands), body);
}

function lane(band: OctaveOverTime, stepS: number, area: Area, bottom: number, x: Scale): string {
  const loudest = loudestOf(band);
  const words = label(area.left - 6, bottom - 6, middleOf(band), 'end');
  const base = hairline(area.left, bottom, area.right, bottom);
  if (loudest === null) return words + base;
  const y = linearScale(-DEPTH_DB, 0, bottom, bottom - LANE_HEIGHT + 4);
  const edge = band.levelDb.flatMap((db, i): Point[] => {
    const height = y(db === null ? -DEPTH_DB : Math.max(-DEPTH_DB, db - loudest));
    const end = Math.min(area.right, x((i + 1) * stepS));
    return i === 0
      ? [
          { x: area.left, y: height },
          { x: end, y: height },
        ]
      : [{ x: end, y: height }];
  });
  return (
    base +
    ribbon(
      edge,
      [
        { x: area.left, y: bottom },
        { x: edge.at(-1)?.x ?? area.left, y: bottom },
      ],
      `fill="${BEFORE_COLOUR}" fill-opacity="0.28"`,
    ) +
    line(edge, `stroke="${BEFORE_COLOUR}" stroke-width="1.25"`) +
    words +
    label(area.right + 6, bottom - 6, fixed(loudest, 0))
  );
}

function middleOf({ lowHz, highHz }: OctaveOverTime): string {
  return spokenHertz(Math.sqrt(lowHz * highHz));
}

function loudestOf({ levelDb }: OctaveOverTime): number | null {
  const sounding = levelDb.filter((db) => db !== null);
  return sounding.length === 0 ? null : sounding.reduce((most, db) => Math.max(most, db));
}

function bandsDescription(bands: readonly OctaveOverTime[]): string {
  const told = bands.map((band) => `${middleOf(band)}: ${fixed(loudestOf(band), 0)}`);
  return `Level of each octave over time, from its loudest moment down to ${DEPTH_DB} dB below. Loudest moments in dB re full scale: ${told.join(', ')}.`;
}
