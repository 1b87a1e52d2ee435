// Buffer glitches: tiny holes in even spacing, where an engine lost the beginning of every buffer.
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { NEARLY_NOTHING, soundHoles, type Hole, type Holes } from '../heard/holes.ts';
import { acrossChannels, clusterSpans, type Span } from '../spans.ts';

const LEAST_BUFFER = 32;
const MOST_BUFFER = 16384;
/** Buffers in a row, each with a hole of the same length at the same place: chance does not keep time to the frame. */
const LEAST_HOLES = 4;
/** Now and then the wave passes through nothing just there, and the hole seems longer, or is not seen to be cut. */
const MOST_MISSING = 4;
const LENGTH_SLACK = 2;
/** The wave steps into or out of the hole by far more than dither. */
const LEAST_BRINK = 8 * NEARLY_NOTHING;
/** A pulse wave, or held samples, stand still most of the time and have even holes by nature. */
const MOST_STILL = 0.4;
/** And by more than the smallest step of a coarse quantisation, which rests at nothing in every wave. */
const COARSE_STEPS = 3;
const FINE_RATIO = 8;
/** Share of the buffer that may be lost. */
const MOST_HOLE_SHARE = 0.75;
/** Rows that are this many buffers apart are one. */
const JOINED_BUFFERS = 8;
const MOST_FINDINGS = 50;

interface Row extends Span {
  readonly buffer: number;
  readonly lost: number;
  readonly holes: number;
}

function isCut(hole: Hole): boolean {
  const brink = Math.max(hole.brinkBefore, hole.brinkAfter);
  if (brink < LEAST_BRINK || hole.still > MOST_STILL) return false;
  return hole.meanStep >= FINE_RATIO * hole.leastStep || brink > COARSE_STEPS * hole.leastStep;
}

/** All rows of `holes` at exactly even places. */
function rowsOf(holes: readonly Hole[]): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i + 1 < holes.length; ) {
    const row = longestRow(holes, i);
    if (row !== null) rows.push(row.row);
    i = row === null ? i + 1 : row.next;
  }
  return rows;
}

/** The row that begins with hole `first`, for the nearest spacing that makes one. */
function longestRow(holes: readonly Hole[], first: number): { row: Row; next: number } | null {
  const start = holes[first]!.start;
  for (let second = first + 1; second < holes.length && second <= first + MOST_MISSING; second++) {
    const buffer = holes[second]!.start - start;
    if (buffer > MOST_BUFFER) return null;
    if (buffer < LEAST_BUFFER) continue;
    const found = followRow(holes, first, buffer);
    if (found !== null) return found;
  }
  return null;
}

function followRow(holes: readonly Hole[], first: number, buffer: number): { row: Row; next: number } | null {
  const begun = holes[first]!;
  const lost = begun.end - begun.start;
  let last = begun.start;
  let count = 1;
  let next = first + 1;
  for (; next < holes.length; next++) {
    const hole = holes[next]!;
    const away = hole.start - last;
    if (away > MOST_MISSING * buffer) break;
    if (away % buffer !== 0 || Math.abs(hole.end - hole.start - lost) > LENGTH_SLACK) continue;
    last = hole.start;
    count++;
  }
  const passed = (last - begun.start) / buffer + 1;
  if (count < LEAST_HOLES || count < passed / 2 || lost > MOST_HOLE_SHARE * buffer) return null;
  return { row: { start: begun.start, end: last + buffer, buffer, lost, holes: count }, next };
}

class BufferGlitchDetector implements Detector {
  private readonly rate: number;
  private readonly holes: Holes;

  constructor(hearing: Hearing) {
    this.rate = hearing.format.sampleRateHz;
    this.holes = hearing.stream(soundHoles);
  }

  push(): void {}

  result(): Finding[] {
    const rows = this.holes.perChannel().map((holes) => joinRows(rowsOf(holes.filter(isCut))));
    const facts = new Map(rows.flat().map((row) => [row.start, row] as const));
    return acrossChannels(rows)
      .slice(0, MOST_FINDINGS)
      .map(({ start, end, channel }) => this.finding(facts.get(start)!, end, channel));
  }

  private finding({ start, buffer, lost, holes }: Row, end: number, channel: Finding['channel']): Finding {
    return {
      code: 'buffer-glitch',
      severity: 'warning',
      confidence: holes >= 2 * LEAST_HOLES ? 0.97 : 0.85,
      channel,
      startS: start / this.rate,
      endS: end / this.rate,
      value: (1000 * buffer) / this.rate,
      unit: 'ms',
      facts: { frames: buffer, lost, holes },
    };
  }
}

/** Rows that follow each other closely are one place to listen to. */
function joinRows(rows: readonly Row[]): Row[] {
  return clusterSpans(rows, JOINED_BUFFERS * (rows[0]?.buffer ?? 0)).map((cluster) => ({
    ...cluster.members[0]!,
    end: cluster.end,
    holes: cluster.members.reduce((sum, row) => sum + row.holes, 0),
  }));
}

/** Tiny holes in even spacing. */
export const BUFFER_GLITCHES: DetectorKind = {
  id: 'buffer-glitches',
  codes: ['buffer-glitch'],
  create: (hearing) => new BufferGlitchDetector(hearing),
};
