// Low returns: by how much the bass differs from one time to the next when the same music comes back.
import { dbFromPower } from '../dsp/decibel.ts';
import type { LowLooks } from './low-looks.ts';
import type { LowReturns } from './measurements.ts';
import { lowTrack, type LikePair, type Stretch } from './low-track.ts';
import { rounded } from './rounded.ts';

/** The bass proper; a note at 125 Hz spills over from the music above and is left out, and what is compared begins above it. */
const BASS_TO_HZ = 113;
const MUSIC_FROM_HZ = 177;
/** A look is compared together with those half a second around it. */
const AROUND = [-4, -2, 0, 2, 4];
const REACH = 4;
/** Looks in which the bass is this far under its height have none: a pause is no jump. */
const PLAYS_WITHIN_DB = 20;
/** Where a band is this far under its own height it is silent; so is a part of the bass this far under the whole of it. */
const BAND_FLOOR_DB = 30;
const SHAPE_FLOOR_DB = 20;
const BASS_FLOOR_DB = 40;
/** So many looks, spread over the song, are each laid beside the three that are most like them … */
const MOST_ASKED = 300;
const LIKEST = 3;
/** … at least so many looks away from themselves and from each other. */
const APART = 8;
const BESIDE = 2;
/** Of all those pairs the half that is most alike is believed. */
const BELIEVED_SHARE = 0.5;
const LEAST_ASKED = 40;
/** A difference above is another arrangement. */
const MOST_DB = 9;
/** A bass that stands at either of two levels as often differs by half the step on average. */
const STEP_TIMES = 2;
const NO_POWER = 1e-30;

/** From this jump on it is looked where the bass stands high and low … */
const TRACED_FROM_DB = 2.8;
/** … in songs up to about twenty minutes, by every look or, of long ones, so many. */
const MOST_TRACED_LOOKS = 13000;
const MOST_TRACED = 3000;
const TRACED_LIKEST = 10;

/** null where the bass plays for less than about four seconds. */
export function readLowReturns(looks: LowLooks): LowReturns | null {
  const bands = looks.bands.length;
  const bass = looks.bands.filter(({ highHz }) => highHz < BASS_TO_HZ).length;
  const above = looks.bands.findIndex(({ lowHz }) => lowHz > MUSIC_FROM_HZ);
  const levels = levelsOf(looks, 0, bass);
  const whole = levelsOf(looks, 0, bands);
  const height = quantile(levels, 0.9);
  const playing = [...levels.keys()].filter(
    (i) => i >= REACH && i < levels.length - REACH && levels[i]! > height - PLAYS_WITHIN_DB,
  );
  if (playing.length < LEAST_ASKED || above < 0) return null;
  const held = levels.map((db) => Math.max(db, height - BASS_FLOOR_DB));
  const features = featuresOf(looks, levels, bass, above);
  const believed = mostAlike(features, held, playing);
  const jumpDb = STEP_TIMES * meanOf(believed, (pair) => Math.min(Math.abs(pair.differenceDb), MOST_DB));
  return {
    jumpDb: rounded(jumpDb, 2),
    unlikeDb: rounded(believed[believed.length >> 1]!.unlikeDb, 2),
    levelDb: rounded(quantile(Float64Array.from(playing, (i) => levels[i]!), 0.5), 2),
    againstAllDb: rounded(quantile(Float64Array.from(playing, (i) => levels[i]! - whole[i]!), 0.5), 2),
    ...tracedIn(looks, features, levels, playing, jumpDb),
  };
}

type Traced = Pick<LowReturns, 'above' | 'below' | 'byDb'>;

function tracedIn(
  looks: LowLooks,
  features: Features,
  levels: Float64Array,
  playing: readonly number[],
  jumpDb: number,
): Traced {
  if (jumpDb < TRACED_FROM_DB || playing.length > MOST_TRACED_LOOKS) return { above: [], below: [], byDb: 0 };
  const every = Math.ceil(playing.length / MOST_TRACED);
  const traced = playing.filter((_, at) => at % every === 0);
  const pairs = likestPairs(features, traced, traced, TRACED_LIKEST, (i, j) => levels[i]! - levels[j]!);
  const { above, below, byDb } = lowTrack(pairs, traced, jumpDb / 2);
  const [first, last] = [traced[0]!, traced.at(-1)!];
  // A look stands for its middle, and for as much on either side as lies between two of them.
  const edgeS = (look: number): number =>
    rounded(Math.max(0, (look - every / 2) * looks.stepS + looks.lookS / 2), 3);
  const inSeconds = ({ start, end }: Stretch): { startS: number; endS: number } => ({
    startS: start === first && first <= 2 * REACH ? 0 : edgeS(start),
    endS: edgeS(end - 1 === last && last > looks.count - 2 * REACH ? looks.count + REACH : end - 1 + every),
  });
  return { above: above.map(inSeconds), below: below.map(inSeconds), byDb: rounded(byDb, 2) };
}

function mostAlike(features: Features, levels: Float64Array, playing: readonly number[]): LikePair[] {
  const asked = Math.min(MOST_ASKED, playing.length);
  const those = Array.from(
    { length: asked },
    (_, n) => playing[Math.floor((n * (playing.length - 1)) / (asked - 1))]!,
  );
  const difference = (i: number, j: number): number => meanDifferenceDb(levels, i, j);
  return likestPairs(features, those, playing, LIKEST, difference)
    .sort((a, b) => a.unlikeDb - b.unlikeDb)
    .slice(0, Math.ceil(BELIEVED_SHARE * LIKEST * asked));
}

function meanOf<T>(list: readonly T[], read: (one: T) => number): number {
  return list.reduce((sum, one) => sum + read(one), 0) / list.length;
}

/** Level of the bands from `first` to before `end`, look by look. */
function levelsOf(looks: LowLooks, first: number, end: number): Float64Array {
  const powers = looks.powers();
  const bands = looks.bands.length;
  return Float64Array.from({ length: looks.count }, (_, i) => {
    let sum = NO_POWER;
    for (let b = first; b < end; b++) sum += powers[i * bands + b]!;
    return dbFromPower(sum);
  });
}

interface Features {
  readonly rows: Float64Array;
  readonly width: number;
}

/** Look by look: the bass's shape without its level, and the bands above; weighed so that a sum of differences is their mean. */
function featuresOf(
  looks: LowLooks,
  levels: Float64Array,
  bass: number,
  above: number,
): Features {
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
function likestPairs(
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
      for (let near = at; near < playing.length && playing[near]! - j <= BESIDE; near++) unlike[near] = Infinity;
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

function meanDifferenceDb(levels: Float64Array, i: number, j: number): number {
  return AROUND.reduce((sum, k) => sum + levels[i + k]! - levels[j + k]!, 0) / AROUND.length;
}

function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? -Infinity;
}
