// Acts here: how much of what a move does to a song it does on the sections that it is weighed on.
import type { Move, Span } from '../plan.ts';

/** A move that does less than this of its share here is not weighed here. */
export const LEAST_HERE = 0.25;

/**
 * The share of the sections on which the move acts over the share of the song on which it does: 1 where it acts
 * everywhere, 0 where nowhere here.
 */
export function actsHere({ spans }: Move, sections: readonly Span[], durationS: number): number {
  if (spans.length === 0) return 1;
  const ofSong = secondsWithin(spans, [{ startS: 0, endS: durationS }]) / durationS;
  const lengthS = sections.reduce((sum, { startS, endS }) => sum + endS - startS, 0);
  return ofSong > 0 && lengthS > 0 ? secondsWithin(spans, sections) / lengthS / ofSong : 0;
}

function secondsWithin(spans: readonly Span[], sections: readonly Span[]): number {
  let seconds = 0;
  for (const span of spans) {
    for (const section of sections) {
      const shared = Math.min(span.endS, section.endS) - Math.max(span.startS, section.startS);
      seconds += Math.max(0, shared);
    }
  }
  return seconds;
}
