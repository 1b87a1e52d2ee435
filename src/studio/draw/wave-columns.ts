// Wave columns: a stretch of a waveform as one column of the picture after the other.
import { levelFor, type PyramidLevels } from './pyramid-levels.ts';
import type { TimeWindow } from './time-window.ts';

/** Column `c` is drawn at `x[c]`, a share of the picture's width; arrays are lent until the next call of the same reader. */
export interface WaveColumns {
  readonly count: number;
  readonly x: Float32Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly rms: Float32Array;
}

export type WaveReader = (levels: PyramidLevels, window: TimeWindow, columns: number) => WaveColumns;

/** At least so many: columns are then at most half as wide again as asked for. */
const POINTS_A_COLUMN = 2;

/** Reads again and again into the same memory. */
export function createWaveReader(): WaveReader {
  let held = 0;
  let x = new Float32Array(0);
  let min = new Float32Array(0);
  let max = new Float32Array(0);
  let rms = new Float32Array(0);
  return (levels, window, columns) => {
    if (columns + 4 > held) {
      held = columns + 4;
      x = new Float32Array(held);
      min = new Float32Array(held);
      max = new Float32Array(held);
      rms = new Float32Array(held);
    }
    return fill(levels, window, columns, { count: 0, x, min, max, rms });
  };
}

/**
 * Points are gathered into columns that lie on a grid of the song, not of the window: scrolled by a fraction of a column, every
 * column keeps its figures, and nothing flickers. No column is narrower than asked for, or its peak could fall between two
 * pixels. Where points are wider than a column, each point is a column.
 */
function fill(levels: PyramidLevels, window: TimeWindow, columns: number, into: WaveColumns): WaveColumns {
  const span = window.endFrame - window.startFrame;
  const { framesPerPoint, min, max, rms } = levelFor(levels, span / columns / POINTS_A_COLUMN);
  const perColumn = Math.max(1, Math.ceil(span / columns / framesPerPoint - 1e-6));
  const points = min.length;
  const first = Math.max(0, Math.floor(window.startFrame / framesPerPoint / perColumn));
  const last = Math.min(
    Math.ceil(points / perColumn),
    Math.ceil(window.endFrame / framesPerPoint / perColumn) + 1,
  );
  let count = 0;
  for (let column = first; column < last && count < into.x.length; column++) {
    const from = column * perColumn;
    const to = Math.min(points, from + perColumn);
    let low = min[from]!;
    let high = max[from]!;
    let power = 0;
    for (let i = from; i < to; i++) {
      if (min[i]! < low) low = min[i]!;
      if (max[i]! > high) high = max[i]!;
      power += rms[i]! * rms[i]!;
    }
    into.x[count] = (((from + to) / 2) * framesPerPoint - window.startFrame) / span;
    into.min[count] = low;
    into.max[count] = high;
    into.rms[count] = Math.sqrt(power / (to - from));
    count++;
  }
  return { ...into, count };
}
