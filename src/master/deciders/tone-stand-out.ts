// Tone stand-out: the bells and shelves that take back what stands out of a song's own neighbourhood.
import { log2 } from '../../dsp/math.ts';
import { medianOf } from '../../dsp/ranks.ts';
import type { LocalPicture } from '../style/local-picture.ts';
import type { TonePicture } from '../style/tone-picture.ts';
import { MOST_DB, toneResponseDb, type ToneBand } from './tone-fit.ts';

/** One place where a song stands out, and the band that takes most of it back. */
export interface StandOut {
  readonly band: ToneBand;
  /** Where it stands out most. */
  readonly hz: number;
  /** There, against the neighbourhood, dB. */
  readonly standsDb: number;
  /** What the song may stand out by, dB; below the neighbourhood negative. */
  readonly edgeDb: number;
}

/** A bump is cut wherever instruments share the spectrum; above 5 kHz it is sibilance or cymbals. */
const BUMPS_HZ = { lowest: 155, highest: 5100 } as const;
/**
 * A hollow is lifted only at the top, where it is a filter over everything; further down it is the arrangement. It is
 * measured against the middle and upper middle, as finished records are: those with a full arrangement lie above them there.
 */
const TOP_HZ = { lowest: 7900, highest: 12600 } as const;
const BELOW_TOP_HZ = { lowest: 1200, highest: 6400 } as const;
const TOP_LACK_DB = 2;
/** Deeper lacks are no filter over everything: nobody played there, and there is nothing to lift. A dull song made duller by a filter still has its top. */
const ABSENT_DB = { whole: 8, none: 11 } as const;
/**
 * Taken back by so much of what stands out, from this many times the edge on; between the edge and there ever more. To the
 * edge alone would leave most of a bump that is heard as one: the edge says whether, not how far.
 */
const TAKEN_BACK = { bump: 0.75, top: 1 } as const;
const WHOLE_FROM_EDGES = { bump: 1.2, top: 1.2 } as const;
/** Few instruments make a ragged spectrum of their own right: full weight from the second share of the spectrum on. */
const COVERAGE = { none: 0.85, whole: 0.95 } as const;
/** A bump also stands above the style's middle, a lack below it, else it only looks so beside its neighbours. */
const AWAY_DB = { none: 0.5, whole: 2 } as const;
const BELL_QS = [0.7, 1, 1.4] as const;
const SHELF_Q = 0.6;
/** Broad: what is lost above 8 kHz is not given back by 3 dB that begin there. */
const SHELF_HZ = { lowest: 4900, highest: 6400 } as const;
/** A shelf is judged from here on: its slope may begin lower. */
const SHELVED_HZ = 6200;
/** A band is judged by what it does within this of the place. */
const FITTED_OCTAVES = 1.5;
const PROBE_DB = 2;

export function standOuts(picture: TonePicture, local: LocalPicture, rate: number): StandOut[] {
  const covered = ramp(picture.coverage, COVERAGE.none, COVERAGE.whole);
  if (covered === 0) return [];
  const shares = local.standsDb.map((_, i) => covered * bumpShare(picture, local, i));
  const bumps = runs(shares).map((run) => bumpOf(run, shares, local, rate));
  const top = topLack(picture, covered, rate);
  return top === null ? bumps : [...bumps, top];
}

/** How much of what stands out at a band is to be taken back, 0…1. */
function bumpShare({ bandsHz, awayDb }: TonePicture, { standsDb, edgeDb }: LocalPicture, i: number): number {
  const hz = bandsHz[i]!;
  if (hz < BUMPS_HZ.lowest || hz > BUMPS_HZ.highest) return 0;
  const edges = standsDb[i]! / edgeDb[i]!;
  return ramp(awayDb[i]!, AWAY_DB.none, AWAY_DB.whole) * ramp(edges, 1, WHOLE_FROM_EDGES.bump);
}

/** Indices of unbroken stretches. */
function runs(shares: readonly number[]): number[][] {
  const found: number[][] = [];
  shares.forEach((share, i) => {
    if (share === 0) return;
    const last = found.at(-1);
    if (last !== undefined && last.at(-1) === i - 1) last.push(i);
    else found.push([i]);
  });
  return found;
}

function bumpOf(
  run: readonly number[],
  shares: readonly number[],
  local: LocalPicture,
  rate: number,
): StandOut {
  const { bandsHz, standsDb, edgeDb } = local;
  const at = run.reduce((a, b) => (standsDb[b]! > standsDb[a]! ? b : a));
  const share = run.reduce((most, i) => Math.max(most, shares[i]!), 0);
  const bells = [at - 1, at, at + 1].flatMap((i) =>
    BELL_QS.map((q): ToneBand => ({ type: 'bell', hz: bandsHz[i]!, gainDb: PROBE_DB, q })),
  );
  const near = bandsHz.map((hz) => Math.abs(log2(hz / bandsHz[at]!)) <= FITTED_OCTAVES);
  const heard = (band: ToneBand): number[] => local.heard(toneResponseDb([band], bandsHz, rate));
  return {
    band: nearestBand(bells, heard, standsDb, near, TAKEN_BACK.bump * share),
    hz: bandsHz[at]!,
    standsDb: standsDb[at]!,
    edgeDb: edgeDb[at]!,
  };
}

function topLack({ bandsHz, awayDb }: TonePicture, covered: number, rate: number): StandOut | null {
  const within = (range: { lowest: number; highest: number }): number[] =>
    awayDb.filter((_, i) => bandsHz[i]! >= range.lowest && bandsHz[i]! <= range.highest);
  const top = within(TOP_HZ);
  if (top.length < 2) return null;
  const below = medianOf(within(BELOW_TOP_HZ));
  const mean = top.reduce((sum, db) => sum + db, 0) / top.length;
  const lack = below - mean;
  const share =
    covered *
    ramp(lack / TOP_LACK_DB, 1, WHOLE_FROM_EDGES.top) *
    ramp(-mean, AWAY_DB.none, AWAY_DB.whole) *
    (1 - ramp(lack, ABSENT_DB.whole, ABSENT_DB.none));
  if (share === 0) return null;
  const shelves = bandsHz
    .filter((hz) => hz >= SHELF_HZ.lowest && hz <= SHELF_HZ.highest)
    .map((hz): ToneBand => ({ type: 'high-shelf', hz, gainDb: PROBE_DB, q: SHELF_Q }));
  const near = bandsHz.map((hz) => hz >= SHELVED_HZ && hz <= TOP_HZ.highest);
  const heard = (band: ToneBand): number[] => toneResponseDb([band], bandsHz, rate);
  const apart = awayDb.map((db) => db - below);
  const band = nearestBand(shelves, heard, apart, near, TAKEN_BACK.top * share);
  return { band, hz: 10000, standsDb: -lack, edgeDb: -TOP_LACK_DB };
}

/** Of the bands given, at the gain that takes back so much of what they look like, the one that leaves least of it. */
function nearestBand(
  bands: readonly ToneBand[],
  heard: (band: ToneBand) => readonly number[],
  standsDb: readonly number[],
  near: readonly boolean[],
  takenBack: number,
): ToneBand {
  let least = Infinity;
  let found: ToneBand = { ...bands[0]!, gainDb: 0 };
  for (const band of bands) {
    const shape = heard(band).map((db) => db / PROBE_DB);
    const over = (of: (i: number) => number): number =>
      shape.reduce((sum, _, i) => (near[i] ? sum + of(i) : sum), 0);
    const along = over((i) => shape[i]! * standsDb[i]!) / over((i) => shape[i]! * shape[i]!);
    const gainDb = Math.min(MOST_DB, Math.max(-MOST_DB, -takenBack * along));
    const left = over((i) => (standsDb[i]! + gainDb * shape[i]!) * (standsDb[i]! + gainDb * shape[i]!));
    if (!(left < least)) continue;
    least = left;
    found = { ...band, gainDb };
  }
  return found;
}

function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
