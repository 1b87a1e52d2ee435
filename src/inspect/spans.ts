// Spans: stretches of frames: named by channel, merged where they lie close together.
import type { FindingChannel } from './finding.ts';

/** Frames `start` (inclusive) to `end` (exclusive). */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Cluster<S extends Span> extends Span {
  readonly members: readonly S[];
}

/** Joins spans, given in order of time, that are at most `gap` frames apart. */
export function clusterSpans<S extends Span>(spans: readonly S[], gap: number): Cluster<S>[] {
  const clusters: { start: number; end: number; members: S[] }[] = [];
  for (const span of spans) {
    const last = clusters.at(-1);
    if (last !== undefined && span.start - last.end <= gap) {
      last.end = Math.max(last.end, span.end);
      last.members.push(span);
    } else {
      clusters.push({ start: span.start, end: span.end, members: [span] });
    }
  }
  return clusters;
}

/** What a listener calls channel `index` of `channels`. */
export function channelName(index: number, channels: number): FindingChannel | null {
  if (channels !== 2) return channels === 1 ? 'both' : null;
  return index === 0 ? 'left' : 'right';
}

/** Same stretches in both channels become one of both; the rest keep their channel. */
export function acrossChannels(
  perChannel: readonly (readonly Span[])[],
): (Span & { channel: FindingChannel | null })[] {
  const [left, right] = perChannel;
  if (perChannel.length !== 2 || left === undefined || right === undefined) {
    return perChannel.flatMap((spans, c) =>
      spans.map((span) => ({ ...span, channel: channelName(c, perChannel.length) })),
    );
  }
  const shared = new Set<Span>();
  const merged = left.map((span) => {
    const twin = right.find((other) => !shared.has(other) && overlapShare(span, other) > 0.5);
    if (twin === undefined) return { ...span, channel: 'left' as const };
    shared.add(twin);
    return {
      start: Math.min(span.start, twin.start),
      end: Math.max(span.end, twin.end),
      channel: 'both' as const,
    };
  });
  const alone = right
    .filter((span) => !shared.has(span))
    .map((span) => ({ ...span, channel: 'right' as const }));
  return [...merged, ...alone].sort((a, b) => a.start - b.start);
}

/** Overlap over the longer of the two. */
function overlapShare(a: Span, b: Span): number {
  const overlap = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return overlap / Math.max(a.end - a.start, b.end - b.start, 1);
}
