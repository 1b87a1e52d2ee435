// Order worth: how well a running order flows: its seams, its arc, and no three songs alike in a row.
import { alike, rowsOf } from './arc-remarks.ts';
import { restWanted, SURE_ENOUGH } from './rest-wanted.ts';
import { seamScore } from './seam.ts';
import { pairEase, songPair } from './song-pair.ts';
import type { SongPortrait } from './song-portrait.ts';

/** 0…100 each. */
export interface OrderWorth {
  /** Mean score of the seams, every one with the rest it asks for. */
  readonly seams: number;
  /** How near the songs' liveliness comes to the arc. */
  readonly arc: number;
  readonly alikeRuns: number;
  /** Of all, what orders are compared by. */
  readonly whole: number;
}

export interface OrderJudge {
  /** 0…100; 50 where nothing is known of the two. */
  seam(before: number, after: number): number;
  /** 0 (the calmest) … 1 (the liveliest) of these songs. */
  readonly liveliness: readonly number[];
  /** `order`: indexes of songs, all of them. */
  worth(order: readonly number[]): OrderWorth;
}

/**
 * Where along a record how lively a song is looked for: a strong opening, a calmer middle, the peak at two thirds, rest at the end.
 * A common shape, no law: docs/theory/album-flow.md.
 */
const ARCH: readonly (readonly [along: number, lively: number])[] = [
  [0, 0.75],
  [0.15, 0.85],
  [0.45, 0.4],
  [0.7, 1],
  [1, 0.15],
];
const SEAM_SHARE = 0.6;
const ALIKE_COST = 4;
/** Loud parts nearer than this to each other tell no song's liveliness. */
const LEVELS_DIFFER_LU = 1;
const UNKNOWN_SEAM = 50;

/** `songs` of one record; every pair is judged once. */
export function orderJudge(songs: readonly SongPortrait[]): OrderJudge {
  const seams = songs.map((before) => songs.map((after) => seamBetween(before, after)));
  const like = songs.map((before) => songs.map((after) => alike(before, after)));
  const liveliness = livelinessOf(songs);
  const seam = (before: number, after: number): number => seams[before]![after]!;
  const worth = (order: readonly number[]): OrderWorth => {
    const meanSeam = meanSeamOf(order, songs, seam);
    const arc = arcFit(order, liveliness);
    const runs = rowsOf(order.length, (i) => like[order[i - 1]!]![order[i]!]!).length;
    const whole = SEAM_SHARE * meanSeam + (1 - SEAM_SHARE) * arc - ALIKE_COST * runs;
    return { seams: meanSeam, arc, alikeRuns: runs, whole };
  };
  return { seam, liveliness, worth };
}

/** 100 where there is none. */
function meanSeamOf(
  order: readonly number[],
  songs: readonly SongPortrait[],
  seam: OrderJudge['seam'],
): number {
  let [sum, count] = [0, 0];
  for (let i = 1; i < order.length; i++) {
    const [before, after] = [order[i - 1]!, order[i]!];
    if (songs[before]!.disc !== songs[after]!.disc) continue;
    sum += seam(before, after);
    count++;
  }
  return count === 0 ? 100 : sum / count;
}

function seamBetween(before: SongPortrait, after: SongPortrait): number {
  if (before.id === after.id) return 0;
  const pair = songPair(before, after);
  const restS = restWanted(before.ending, pair).seconds;
  return seamScore(pair, { ...pairEase(pair, restS), rest: null }, restS) ?? UNKNOWN_SEAM;
}

/** 100 where every song stands where the arc wants it. */
function arcFit(order: readonly number[], liveliness: readonly number[]): number {
  if (order.length < 2) return 100;
  let off = 0;
  for (const [i, song] of order.entries())
    off += Math.abs(liveliness[song]! - archAt(i / (order.length - 1)));
  return 100 * Math.max(0, 1 - off / order.length);
}

function archAt(along: number): number {
  let next = 1;
  while (ARCH[next]![0] < along) next++;
  const [fromAt, from] = ARCH[next - 1]!;
  const [toAt, to] = ARCH[next]!;
  return from + ((along - fromAt) / (toAt - fromAt)) * (to - from);
}

/** Mean of the ranks in loudness, density, brightness and tempo, each where it is known and tells songs apart. */
function livelinessOf(songs: readonly SongPortrait[]): number[] {
  const levels = songs.map(({ loudLufs }) => loudLufs);
  const known = levels.filter((level) => level !== null);
  const differ = Math.max(...known) - Math.min(...known) >= LEVELS_DIFFER_LU;
  const traits = [
    ...(differ ? [ranks(levels)] : []),
    ranks(songs.map(({ densityDb }) => (densityDb === null ? null : -densityDb))),
    ranks(songs.map(({ brightnessDb }) => brightnessDb)),
    ranks(songs.map(({ tempo }) => (tempo !== null && tempo.confidence >= SURE_ENOUGH ? tempo.bpm : null))),
  ];
  const means = songs.map((_, i) => {
    const own = traits.flatMap((trait) => trait[i] ?? []);
    return own.length === 0 ? null : own.reduce((sum, rank) => sum + rank, 0) / own.length;
  });
  return ranks(means).map((rank) => rank ?? 0.5);
}

/** 0…1 by rank; null stays null; alone it is 0.5. */
function ranks(values: readonly (number | null)[]): (number | null)[] {
  const known = values.filter((value) => value !== null);
  return values.map((value) => {
    if (value === null) return null;
    if (known.length < 2) return 0.5;
    const under = known.filter((other) => other < value).length;
    const equal = known.filter((other) => other === value).length;
    return (under + (equal - 1) / 2) / (known.length - 1);
  });
}
