// Charts of the arc: loudness all along the record, and song by song how bright, dense, wide and fast it is.
import type { Arc, ArcSong } from '../../album/flow/arc.ts';
import { clock, fixed } from '../figures.ts';
import {
  AFTER_COLOUR,
  AFTER_LINE,
  BEFORE_COLOUR,
  hairline,
  label,
  line,
  linearScale,
  plotArea,
  ribbon,
  roundTicks,
  rows,
  svg,
  type Area,
  type Point,
  type Scale,
  type Size,
} from '../plot.ts';

/** Quieter moments run off the bottom: 30 LU below the loudest nobody compares. */
const DEEPEST_LU = 30;
const LANE_HEIGHT = 74;
const LANE_TOP = 26;
/** Room for the names of the lanes, in a wide chart at the left, in a narrow one above. */
const LANE_LEFT = { wide: 128, narrow: 42 } as const;
const NARROW_UNDER = 500;
/** A song's number needs so much room. */
const NUMBER_WIDTH = 13;

/** Short-term loudness over album time, a line at every song. */
export function arcLoudnessChart({ course, songs, durationS }: Arc, size: Size): string {
  const area = plotArea(size);
  const [low, high] = loudnessExtent(course.lufs);
  const x = linearScale(0, Math.max(durationS, 1e-3), area.left, area.right);
  const y = linearScale(low, high, area.bottom, area.top);
  const ticks = roundTicks(low, high, 6).map((value) => ({ value, label: fixed(value, 0) }));
  const points = course.lufs.map((lufs, i) =>
    lufs === null ? null : { x: x(Math.min(durationS, (i + 0.5) * course.stepS)), y: y(Math.max(low, lufs)) },
  );
  const levels = songs.map(({ fromS, toS, loudLufs }) => {
    if (loudLufs === null || loudLufs < low) return '';
    const at = y(loudLufs);
    return line(span(x, fromS, toS, at), `stroke="${BEFORE_COLOUR}" stroke-width="3" stroke-opacity="0.75"`);
  });
  const body =
    rows(area, y, ticks) +
    songGrid(songs, area, x) +
    runs(points)
      .map((run) =>
        ribbon(
          run,
          run.map((point) => ({ x: point.x, y: area.bottom })),
          FILL,
        ),
      )
      .join('') +
    line(points, AFTER_LINE.replace('2.25', '1.5')) +
    levels.join('');
  return svg('arc-loudness', size, 'Loudness over the record', loudnessWords(songs, durationS), body);
}

const FILL = `fill="${AFTER_COLOUR}" fill-opacity="0.16"`;

interface Lane {
  readonly name: string;
  /** What a higher place means. */
  readonly up: string;
  readonly unit: string;
  readonly digits: number;
  /** The least height of the scale, so that nothing is blown up. */
  readonly least: number;
  readonly value: (song: ArcSong) => number | null;
}

const LANES: readonly Lane[] = [
  { name: 'Brightness', up: 'brighter', unit: 'dB', digits: 0, least: 8, value: (song) => song.brightnessDb },
  {
    name: 'Density',
    up: 'denser',
    unit: 'dB',
    digits: 0,
    least: 6,
    value: ({ densityDb }) => (densityDb === null ? null : -densityDb),
  },
  { name: 'Width', up: 'wider', unit: 'dB', digits: 0, least: 8, value: (song) => song.widthDb },
  {
    name: 'Tempo',
    up: 'faster',
    unit: '/min',
    digits: 0,
    least: 40,
    value: ({ tempo }) => tempo?.bpm ?? null,
  },
];

/** One lane a trait, each on a scale of its own; a bar as long as the song. */
export function arcTraitsChart({ songs, durationS }: Arc, size: Size): string {
  const isNarrow = size.width < NARROW_UNDER;
  const whole = { width: size.width, height: LANE_TOP + LANES.length * LANE_HEIGHT + 26 };
  const area: Area = {
    ...plotArea(whole),
    left: isNarrow ? LANE_LEFT.narrow : LANE_LEFT.wide,
    top: LANE_TOP,
    bottom: LANE_TOP + LANES.length * LANE_HEIGHT,
  };
  const x = linearScale(0, Math.max(durationS, 1e-3), area.left, area.right);
  const lanes = LANES.map((lane, i) => laneShape(lane, songs, area, LANE_TOP + i * LANE_HEIGHT, x, isNarrow));
  const body = songGrid(songs, area, x) + lanes.join('');
  return svg(
    'arc-traits',
    whole,
    'Brightness, density, width and tempo, song by song',
    traitsWords(songs),
    body,
  );
}

function laneShape(
  lane: Lane,
  songs: readonly ArcSong[],
  area: Area,
  top: number,
  x: Scale,
  isNarrow: boolean,
): string {
  const values = songs.flatMap((song) => lane.value(song) ?? []);
  const bottom = top + LANE_HEIGHT;
  const names = isNarrow
    ? label(area.left + 2, top + 13, `${lane.name}, ${lane.up} upwards`)
    : label(8, top + LANE_HEIGHT / 2 - 2, lane.name) +
      label(8, top + LANE_HEIGHT / 2 + 14, `${lane.up} upwards`);
  const base = hairline(area.left, bottom, area.right, bottom);
  if (values.length === 0)
    return base + names + label(area.left + 8, top + LANE_HEIGHT / 2 + 8, 'nothing to tell');
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const spare = Math.max(0, lane.least - (most - least)) / 2;
  const y = linearScale(least - spare, most + spare, bottom - 9, top + (isNarrow ? 24 : 14));
  const bars = songs.map((song) => {
    const value = lane.value(song);
    if (value === null) return '';
    return line(
      span(x, song.fromS, song.toS, y(value)),
      `stroke="${AFTER_COLOUR}" stroke-width="4" stroke-linecap="butt"`,
    );
  });
  const ends = values.length < 2 || most - least < 0.5 ? [most] : [most, least];
  const figures = ends.map((value) =>
    label(
      area.left - 6,
      y(value) + 4,
      fixed(Math.abs(value) < 0.5 ? 0 : value * signOf(lane), lane.digits),
      'end',
    ),
  );
  return base + names + bars.join('') + figures.join('');
}

/** Density is drawn upside down: fewer decibels of peak over loudness are denser. */
function signOf({ name }: Lane): 1 | -1 {
  return name === 'Density' ? -1 : 1;
}

/** A line where a song begins, and its number in the middle above, where there is room for it. */
function songGrid(songs: readonly ArcSong[], area: Area, x: Scale): string {
  let free = area.left;
  return songs
    .map(({ fromS, toS }, i) => {
      const start = x(fromS);
      const middle = (start + x(toS)) / 2;
      const fits = middle - NUMBER_WIDTH / 2 >= free;
      if (fits) free = middle + NUMBER_WIDTH / 2;
      return (
        hairline(start, area.top, start, area.bottom) +
        (fits ? label(middle, area.top - 8, String(i + 1), 'middle') : '')
      );
    })
    .join('');
}

/** A bar that leaves a little air before its neighbour. */
function span(x: Scale, fromS: number, toS: number, y: number): Point[] {
  const [start, end] = [x(fromS) + 1.5, x(toS) - 1.5];
  return end > start
    ? [
        { x: start, y },
        { x: end, y },
      ]
    : [
        { x: (start + end) / 2 - 0.5, y },
        { x: (start + end) / 2 + 0.5, y },
      ];
}

/** The points between two rests. */
function runs(points: readonly (Point | null)[]): Point[][] {
  const found: Point[][] = [[]];
  for (const point of points) {
    if (point !== null) found.at(-1)!.push(point);
    else if (found.at(-1)!.length > 0) found.push([]);
  }
  return found.filter((run) => run.length > 1);
}

function loudnessExtent(lufs: readonly (number | null)[]): [number, number] {
  const values = lufs.filter((value) => value !== null);
  if (values.length === 0) return [-40, -10];
  const highest = values.reduce((most, value) => Math.max(most, value), -70);
  const lowest = values.reduce((least, value) => Math.min(least, value), 0);
  const top = 3 * Math.ceil((highest + 0.5) / 3);
  return [Math.min(top - 12, Math.max(top - DEEPEST_LU, 3 * Math.floor(lowest / 3))), top];
}

function loudnessWords(songs: readonly ArcSong[], durationS: number): string {
  const told = songs.map(({ loudLufs }, i) => `${i + 1}: ${fixed(loudLufs)}`);
  return `Short-term loudness over ${clock(durationS, 0)} of music. Loud parts of the songs in LUFS: ${told.join(', ')}.`;
}

function traitsWords(songs: readonly ArcSong[]): string {
  const told = songs.map(
    (song, i) =>
      `${i + 1}: treble over middle ${fixed(song.brightnessDb)} dB, peaks over loudness ${fixed(song.densityDb)} dB, side over middle ${fixed(song.widthDb)} dB, ${fixed(song.tempo?.bpm ?? null, 0)} beats a minute`,
  );
  return `${told.join('; ')}.`;
}
