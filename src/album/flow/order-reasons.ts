// Order reasons: what a proposed running order does better, told of the songs that it is about.
import type { OrderJudge } from './order-worth.ts';
import type { FlowRemark } from './rest-wanted.ts';
import type { SongPortrait } from './song-portrait.ts';

/** Seams that are worth naming. */
const MOST_SEAMS = 3;
/** By so much a seam must be better than what it replaces. */
const BETTER = 8;
const BETTER_MEAN = 1;

/** `now` and `proposed`: indexes of `songs`. Of an order that stays: that it does. */
export function orderReasons(
  songs: readonly SongPortrait[],
  judge: OrderJudge,
  now: readonly number[],
  proposed: readonly number[],
): FlowRemark[] {
  const [before, after] = [judge.worth(now), judge.worth(proposed)];
  const idAt = (order: readonly number[], place: number): string => songs[order.at(place)!]?.id ?? '';
  if (proposed.every((song, i) => song === now[i]))
    return [{ code: 'order-kept', facts: { seams: before.seams, arc: before.arc } }];
  const told: FlowRemark[] = [];
  if (after.seams - before.seams > BETTER_MEAN)
    told.push({ code: 'seams-better', facts: { before: before.seams, after: after.seams } });
  if (after.arc - before.arc > BETTER_MEAN)
    told.push({ code: 'arc-better', facts: { before: before.arc, after: after.arc } });
  if (proposed[0] !== now[0]) told.push({ code: 'opens-with', facts: { song: idAt(proposed, 0) } });
  if (proposed.at(-1) !== now.at(-1)) told.push({ code: 'closes-with', facts: { song: idAt(proposed, -1) } });
  if (after.alikeRuns < before.alikeRuns)
    told.push({ code: 'alike-parted', facts: { runs: before.alikeRuns } });
  return [...told, ...partedSeams(songs, judge, now, proposed)];
}

/** The worst seams there were that are no more, and what follows there now. */
function partedSeams(
  songs: readonly SongPortrait[],
  judge: OrderJudge,
  now: readonly number[],
  proposed: readonly number[],
): FlowRemark[] {
  return now
    .slice(1)
    .flatMap((after, i) => {
      const before = now[i]!;
      const follower = proposed[proposed.indexOf(before) + 1];
      if (follower === undefined || follower === after) return [];
      if (songs[before]!.disc !== songs[after]!.disc) return [];
      const [was, is] = [judge.seam(before, after), judge.seam(before, follower)];
      if (is - was < BETTER) return [];
      return [{ was, is, before: songs[before]!.id, after: songs[after]!.id, follower: songs[follower]!.id }];
    })
    .sort((a, b) => b.is - b.was - (a.is - a.was))
    .slice(0, MOST_SEAMS)
    .map(({ was, is, before, after, follower }) => ({
      code: 'seam-replaced',
      facts: { before, after, follower, was, is },
    }));
}
