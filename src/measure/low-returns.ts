// Low returns: by how much the bass differs from one time to the next when the same music comes back.
import { dbFromPower } from '../dsp/decibel.ts';
import { featuresOf, levelsOf, likestPairs, REACH, type Features } from './like-looks.ts';
import type { LowLooks } from './low-looks.ts';
import { lowTrack, type LikePair, type Stretch } from './low-track.ts';
import { rounded } from './rounded.ts';

/** The bass (28 to 112 Hz) at one time against the same music at others. */
export interface LowReturns {
  /** Twice the mean difference of level where the music is most alike: a bass at either of two levels by turns jumps by it. */
  readonly jumpDb: number;
  /** How far the moments compared are from being alike: mean difference of the thirds of an octave, the bass's level apart, dB. */
  readonly unlikeDb: number;
  /** Median while it plays, all channels, dB re full scale. */
  readonly levelDb: number;
  /** The same against everything up to 1.8 kHz. */
  readonly againstAllDb: number;
  /** Where it stands above and where below itself; none unless it jumps by 2.8 dB and more. */
  readonly above: readonly TimeSpan[];
  readonly below: readonly TimeSpan[];
  /** From below to above: the median step of its thirds of an octave, and where upwards less than half of it is left. */
  readonly stepDb: number | null;
  readonly edgeHz: number | null;
  /** Share 0…1 of all differences that the two levels explain; what changes from note to note leaves most of them. */
  readonly explained: number;
}

export interface TimeSpan {
  readonly startS: number;
  readonly endS: number;
}

/** The bass proper; a note at 125 Hz spills over from the music above and is left out, and what is compared begins above it. */
const BASS_TO_HZ = 113;
const MUSIC_FROM_HZ = 177;
/** Levels are compared over the moment itself: a jump may last no longer than a second. */
const NEAR = [-1, 0, 1];
/** Looks in which the bass is this far under its height have none: a pause is no jump. */
const PLAYS_WITHIN_DB = 20;
/** Nothing is heard below. */
const SILENCE_DB = -140;
const BASS_FLOOR_DB = 40;
/** So many looks, spread over the song, are each laid beside the three that are most like them. */
const MOST_ASKED = 300;
const LIKEST = 3;
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
/** Pairs across a step that its size is read from at least, and where it must end. */
const LEAST_APART = 20;
const HIGHEST_EDGE_HZ = 315;
const TRACED_LIKEST = 13;

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
  if (playing.length < LEAST_ASKED || above < 0 || height < SILENCE_DB) return null;
  const held = levels.map((db) => Math.max(db, height - BASS_FLOOR_DB));
  const features = featuresOf(looks, levels, bass, above);
  const believed = mostAlike(features, held, playing);
  const jumpDb = STEP_TIMES * meanOf(believed, (pair) => Math.min(Math.abs(pair.differenceDb), MOST_DB));
  return {
    jumpDb: rounded(jumpDb, 2),
    unlikeDb: rounded(believed[believed.length >> 1]!.unlikeDb, 2),
    levelDb: rounded(
      quantile(
        Float64Array.from(playing, (i) => levels[i]!),
        0.5,
      ),
      2,
    ),
    againstAllDb: rounded(
      quantile(
        Float64Array.from(playing, (i) => levels[i]! - whole[i]!),
        0.5,
      ),
      2,
    ),
    ...tracedIn(looks, features, levels, playing, jumpDb),
  };
}

type Step = Pick<LowReturns, 'stepDb' | 'edgeHz' | 'explained'>;
type Traced = Step & Pick<LowReturns, 'above' | 'below'>;

const NO_STEP: Step = { stepDb: null, edgeHz: null, explained: 0 };
const UNTRACED: Traced = { above: [], below: [], ...NO_STEP };

function tracedIn(
  looks: LowLooks,
  features: Features,
  levels: Float64Array,
  playing: readonly number[],
  jumpDb: number,
): Traced {
  if (jumpDb < TRACED_FROM_DB || playing.length > MOST_TRACED_LOOKS) return UNTRACED;
  const every = Math.ceil(playing.length / MOST_TRACED);
  const traced = playing.filter((_, at) => at % every === 0);
  const pairs = likestPairs(features, traced, traced, TRACED_LIKEST, (i, j) => levels[i]! - levels[j]!);
  const { above, below, states } = lowTrack(pairs, traced);
  const [first, last] = [traced[0]!, traced.at(-1)!];
  // A look stands for its middle, and for as much on either side as lies between two of them.
  const edgeS = (look: number): number =>
    rounded(Math.max(0, (look - every / 2) * looks.stepS + looks.lookS / 2), 3);
  const inSeconds = ({ start, end }: Stretch): { startS: number; endS: number } => ({
    startS: start === first && first <= 2 * REACH ? 0 : edgeS(start),
    endS: edgeS(end - 1 === last && last > looks.count - 2 * REACH ? looks.count + REACH : end - 1 + every),
  });
  return {
    above: above.map(inSeconds),
    below: below.map(inSeconds),
    ...stepOf(looks, pairs, traced, states),
  };
}

/** How far the bass steps, and up to where, by all pairs of which one look stands above and one below. */
function stepOf(
  looks: LowLooks,
  pairs: readonly LikePair[],
  traced: readonly number[],
  states: readonly number[],
): Step {
  const stateOf = new Map(traced.map((look, at) => [look, states[at]!]));
  const apart = pairs.filter(({ first, second }) => stateOf.get(first) === -stateOf.get(second)!);
  if (apart.length < LEAST_APART) return NO_STEP;
  const powers = looks.powers();
  const count = looks.bands.length;
  const steps = looks.bands.map((_, b) => {
    const read = (look: number): number => dbFromPower(powers[look * count + b]! + NO_POWER);
    const of = apart.map(({ first, second }) => stateOf.get(first)! * (read(first) - read(second)));
    return quantile(Float64Array.from(of), 0.5);
  });
  const bass = steps.filter((_, b) => looks.bands[b]!.highHz < BASS_TO_HZ);
  const stepDb = quantile(Float64Array.from(bass), 0.5);
  const end = steps.findIndex((step, b) => b >= bass.length - 1 && step < stepDb / 2);
  const edgeHz = looks.bands[end]?.lowHz ?? HIGHEST_EDGE_HZ;
  return {
    stepDb: rounded(stepDb, 2),
    edgeHz: rounded(Math.min(edgeHz, HIGHEST_EDGE_HZ), 0),
    explained: rounded(explainedShare(pairs, stateOf, stepDb), 2),
  };
}

/** Of all differences between what is alike, the share that goes when the two levels are taken away. */
function explainedShare(
  pairs: readonly LikePair[],
  stateOf: ReadonlyMap<number, number>,
  stepDb: number,
): number {
  const left = (step: number): number =>
    meanOf(pairs, ({ first, second, differenceDb }) => {
      const apart = (stateOf.get(first)! - stateOf.get(second)!) / 2;
      return Math.min(MOST_DB, Math.abs(differenceDb - step * apart));
    });
  return Math.max(0, 1 - left(stepDb) / left(0));
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

function meanDifferenceDb(levels: Float64Array, i: number, j: number): number {
  return NEAR.reduce((sum, k) => sum + levels[i + k]! - levels[j + k]!, 0) / NEAR.length;
}

function quantile(values: Float64Array, share: number): number {
  const sorted = values.toSorted();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? -Infinity;
}
