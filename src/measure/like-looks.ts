// Like looks: which moments of a song are most like which, by the shape of their bass and all that plays above it.
import { dbFromPower } from '../dsp/decibel.ts';
import type { LowLooks } from './low-looks.ts';
import type { LikePair } from './low-track.ts';

/** A look is compared together with those half a second around it. */
const AROUND = [-4, -2, 0, 2, 4];
/** So many looks from either end of the song have none there. */
export const REACH = 4;
/** Where a band is this far under its own height it is silent; so is a part of the bass this far under the whole of it. */
const BAND_FLOOR_DB = 30;
const SHAPE_FLOOR_DB = 20;
/** The likest lie at least so many looks from the one asked for, and further than so many from each other. */
const APART = 8;
const BESIDE = 2;
/** Far below anything that is heard. */
const NO_POWER = 1e-30;

/** Level of the bands from `first` to before `end`, look by look. */
export function levelsOf(looks: LowLooks, first: number, end: number): Float64Array {
  const powers = looks.powers();
  const bands = looks.bands.length;
  return Float64Array.from({ length: looks.count }, (_, i) => {
    let sum = NO_POWER;
    for (let b = first; b < end; b++) sum += powers[i * bands + b]!;
    return dbFromPower(sum);
  });
}

/** What looks are compared by. */
export interface Features {
  readonly rows: Float64Array;
  readonly width: number;
}

/** Look by look: the bass's shape without its level, and the bands above; weighed so that a sum of differences is their mean. */
export function featuresOf(looks: LowLooks, levels: Float64Array, bass: number, above: number): Features {
  const bands = looks.bands.length;
  const width = bass + bands - above;
  const rows = new Float64Array(levels.length * width);
  const put = (column: number, share: number, read: (look: number) => number): void => {
    for (let i = 0; i < levels.length; i++) rows[i * width + column] = (share * read(i)) / AROUND.length;
  };
  const bandLevels = (b: number): Float64Array => levelsOf(looks, b, b + 1);
  for (let b = 0; b < bass; b++) {
    const own = bandLevels(b);
    put(b, 0.5 / bass, (i) => Math.max(own[i]! - levels[i]!, -SHAPE_FLOOR_DB));
  }
  for (let b = above; b < bands; b++) {
    const own = bandLevels(b);
    const floor = own.reduce((most, db) => Math.max(most, db), -Infinity) - BAND_FLOOR_DB;
    put(bass + b - above, 0.5 / (bands - above), (i) => Math.max(own[i]!, floor));
  }
  return { rows, width };
}

/** For each look asked for, those among `playing` that are most like it, apart from it and from each other. */
export function likestPairs(
  { rows, width }: Features,
  asked: readonly number[],
  playing: readonly number[],
  likest: number,
  difference: (i: number, j: number) => number,
): LikePair[] {
  const pairs: LikePair[] = [];
  const unlike = new Float64Array(playing.length);
  for (const i of asked) {
    for (let at = 0; at < playing.length; at++) {
      const j = playing[at]!;
      unlike[at] = Math.abs(i - j) < APART ? Infinity : unlikeness(rows, width, i, j);
    }
    for (let k = 0; k < likest; k++) {
      const at = placeOfLeast(unlike);
      if (unlike[at] === Infinity) break;
      const j = playing[at]!;
      pairs.push({ first: i, second: j, unlikeDb: unlike[at]!, differenceDb: difference(i, j) });
      for (let near = at; near >= 0 && j - playing[near]! <= BESIDE; near--) unlike[near] = Infinity;
      for (let near = at; near < playing.length && playing[near]! - j <= BESIDE; near++)
        unlike[near] = Infinity;
    }
  }
  return pairs;
}

function placeOfLeast(values: Float64Array): number {
  let best = 0;
  for (let at = 1; at < values.length; at++) if (values[at]! < values[best]!) best = at;
  return best;
}

function unlikeness(rows: Float64Array, width: number, i: number, j: number): number {
  let sum = 0;
  for (let k = 0; k < AROUND.length; k++) {
    const a = (i + AROUND[k]!) * width;
    const b = (j + AROUND[k]!) * width;
    for (let n = 0; n < width; n++) sum += Math.abs(rows[a + n]! - rows[b + n]!);
  }
  return sum;
}
