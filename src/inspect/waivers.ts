// Waivers: findings that somebody marked as intended, known again by what the song sounds like around them.
import { PRINT_HOP_S, type ContentPrint } from '../measure/content-print.ts';
import {
  allMatches,
  distanceOf,
  LEAST_WORDS,
  matchAt,
  printOf,
  printText,
  soundingWords,
  type PrintMatch,
} from '../measure/print-match.ts';
import type { Finding, FindingChannel } from './finding.ts';

/** Part of the song as it was when the finding was waived. */
export interface WaivedStretch {
  /** Where it began in that song. */
  readonly fromS: number;
  /** Its content print, as text. */
  readonly print: string;
}

/** Plain JSON. */
export interface Waiver {
  /** The file's name then; for people, nothing depends on it. */
  readonly song: string;
  readonly code: string;
  readonly channel: FindingChannel | null;
  /** The place in that song; null for what concerns all of it. */
  readonly startS: number | null;
  readonly endS: number | null;
  readonly note: string;
  readonly stretches: readonly WaivedStretch[];
  /** The wider surroundings, one word in SPARSE_STEP: they tell the bars of a loop apart. null for what concerns all. */
  readonly around: WaivedStretch | null;
}

/** Where a waiver belongs in another rendering of its song; nulls for all of it. */
export interface WaivedPlace {
  readonly startS: number | null;
  readonly endS: number | null;
}

/** Around a place; three of them along a longer one. */
const STRETCH_S = 10;
/** The wider surroundings of a place: a minute on either side, a word in so many. */
const AROUND_S = 60;
const SPARSE_STEP = 8;
/** Fewer words of the surroundings say nothing. */
const LEAST_AROUND = 20;
/** Surroundings that fit better by so much decide. */
const AROUND_STEP = 0.02;
/** For what concerns the whole song: so many, spread over it, of which most must be found again. */
const SONG_STRETCHES = 8;
const SONG_STRETCH_S = 5;
const LEAST_FOUND = 0.6;
/**
 * The same sound stays under 0.15 after trims, encoding, equalising and other rates; other songs stay over 0.4
 * (docs/theory/waivers.md).
 */
const MOST_DISTANCE = 0.25;
/**
 * Matches nearly as good as the best are repeats of a loop: then the wider surroundings decide, and where even these are the
 * same, the place nearest to the old one.
 */
const AS_GOOD = 0.04;
/** How far the place may be off. */
const TOLERANCE_S = 0.2;
/** One event, told apart by its shape alone, which a little equalising changes: a click rendered darker is a pop. */
const KIN: readonly (readonly string[])[] = [
  ['click', 'pop', 'crackle', 'bit-error', 'discontinuity', 'skip'],
  ['dropout', 'gap', 'channel-dropout'],
];
/** What goes by another name must be at the very place, as exactly as places are found again. */
const KIN_TOLERANCE_S = 0.05;

/** What to remember of a finding; null where the sound around it is too short or too silent to be known again. */
export function waiverOf(
  finding: Finding,
  print: ContentPrint,
  { song, note }: Pick<Waiver, 'song' | 'note'>,
): Waiver | null {
  const { code, channel, startS, endS } = finding;
  const stretches = startS === null ? songStretches(print) : placeStretches(print, startS, endS ?? startS);
  if (stretches.length === 0) return null;
  const lastS = startS === null ? null : (endS ?? startS);
  const around = startS === null ? null : surroundings(print, startS);
  return { song, code, channel, startS, endS: lastS, note, stretches, around };
}

function surroundings(print: ContentPrint, atS: number): WaivedStretch {
  const from = Math.max(0, Math.round((atS - AROUND_S) / PRINT_HOP_S));
  const to = Math.round((atS + AROUND_S) / PRINT_HOP_S);
  const sparse = print.slice(from, to).filter((_, i) => i % SPARSE_STEP === 0);
  return { fromS: from * PRINT_HOP_S, print: printText(sparse) };
}

function placeStretches(print: ContentPrint, startS: number, endS: number): WaivedStretch[] {
  const middle = (startS + endS) / 2;
  const centres = endS - startS <= STRETCH_S ? [middle] : [startS, middle, endS];
  return centres.flatMap((centre) => stretchAt(print, centre - STRETCH_S / 2, STRETCH_S));
}

function songStretches(print: ContentPrint): WaivedStretch[] {
  const lengthS = print.length * PRINT_HOP_S;
  const count = Math.max(1, Math.min(SONG_STRETCHES, Math.floor(lengthS / SONG_STRETCH_S)));
  const stepS = lengthS / count;
  return Array.from({ length: count }, (_, i) => i * stepS).flatMap((fromS) =>
    stretchAt(print, fromS, SONG_STRETCH_S),
  );
}

/** None where it would be too silent; moved to lie within the song. */
function stretchAt(print: ContentPrint, fromS: number, lengthS: number): WaivedStretch[] {
  const words = Math.round(lengthS / PRINT_HOP_S);
  const from = Math.max(0, Math.min(print.length - words, Math.round(fromS / PRINT_HOP_S)));
  const part = print.slice(from, from + words);
  if (soundingWords(part) < LEAST_WORDS) return [];
  return [{ fromS: from * PRINT_HOP_S, print: printText(part) }];
}

/** Where in this song the waiver belongs; null where it is another song, or the place is gone. */
export function placeOf(waiver: Waiver, print: ContentPrint): WaivedPlace | null {
  const found = waiver.stretches.flatMap((stretch) => find(stretch, waiver.around, print) ?? []);
  const { startS, endS } = waiver;
  if (startS === null || endS === null) {
    const known = found.length > 0 && found.length >= LEAST_FOUND * waiver.stretches.length;
    return known ? { startS: null, endS: null } : null;
  }
  if (found.length === 0) return null;
  const { shiftS } = found.reduce((best, one) => (one.score > best.score ? one : best));
  return { startS: startS + shiftS, endS: endS + shiftS };
}

/** How much later it is now than it was. */
function find(
  stretch: WaivedStretch,
  around: WaivedStretch | null,
  print: ContentPrint,
): { shiftS: number; score: number } | null {
  const part = printOf(stretch.print);
  if (part === null) return null;
  const before = wordAt(stretch);
  const good = allMatches(print, part).filter((match) => match.distance <= MOST_DISTANCE);
  if (good.length === 0) return null;
  const best = good.reduce((most, match) => (score(match) > score(most) ? match : most));
  const alike = good.filter(
    ({ distance, words }) => distance <= best.distance + AS_GOOD && words >= 0.8 * best.words,
  );
  const sparse = around === null ? null : { from: wordAt(around), words: printOf(around.print) ?? [] };
  const ranked = alike.map((match) => {
    const shift = match.offset - before;
    const fit = sparse === null ? 0 : sparseDistance(print, sparse.words, sparse.from + shift);
    return { match, steps: Math.round(fit / AROUND_STEP), away: Math.abs(shift) };
  });
  const chosen = ranked.reduce((a, b) =>
    b.steps < a.steps || (b.steps === a.steps && b.away < a.away) ? b : a,
  );
  const match = refined(print, part, chosen.match);
  return { shiftS: (match.offset - before) * PRINT_HOP_S, score: score(match) };
}

const wordAt = ({ fromS }: WaivedStretch): number => Math.round(fromS / PRINT_HOP_S);

/** Share of bits that differ where the surroundings, put at word `from`, lie within the song; ½ where too few do. */
function sparseDistance(song: ContentPrint, sparse: ContentPrint, from: number): number {
  const there = sparse.map((_, i) => song[from + SPARSE_STEP * i] ?? 0);
  return distanceOf(sparse, there, LEAST_AROUND) ?? 0.5;
}

/** How unlikely it is that unrelated sound, whose bits agree half the time, fits as well. */
function score({ distance, words }: PrintMatch): number {
  return (0.5 - distance) * Math.sqrt(words);
}

/** The best of the immediate neighbours. */
function refined(song: ContentPrint, part: ContentPrint, near: PrintMatch): PrintMatch {
  const around = [-2, -1, 1, 2].map((step) => matchAt(song, part, near.offset + step));
  return around.reduce<PrintMatch>((a, b) => (b !== null && b.distance < a.distance ? b : a), near);
}

/** The findings, those marked that a waiver belongs to. */
export function applyWaivers(
  findings: readonly Finding[],
  print: ContentPrint,
  waivers: readonly Waiver[],
): Finding[] {
  const placed = waivers.flatMap((waiver) => {
    const isConcerned = findings.some(({ code }) => toleranceFor(waiver, code) !== null);
    const place = isConcerned ? placeOf(waiver, print) : null;
    return place === null ? [] : [{ waiver, place }];
  });
  return findings.map((finding) => {
    const found = placed.find(({ waiver, place }) => covers(waiver, place, finding));
    return found === undefined ? finding : { ...finding, waived: { note: found.waiver.note } };
  });
}

/** null where the code is no name for what was waived. */
function toleranceFor(waiver: Waiver, code: string): number | null {
  if (waiver.code === code) return TOLERANCE_S;
  return KIN.some((names) => names.includes(code) && names.includes(waiver.code)) ? KIN_TOLERANCE_S : null;
}

/** Whether the finding is what was waived: its code (or kin) and side, and at least half of it at the place. */
export function covers(waiver: Waiver, place: WaivedPlace, finding: Finding): boolean {
  const toleranceS = toleranceFor(waiver, finding.code);
  if (toleranceS === null || !sameSide(waiver.channel, finding.channel)) return false;
  if (place.startS === null || place.endS === null) return finding.startS === null;
  if (finding.startS === null) return false;
  const endS = finding.endS ?? finding.startS;
  const inside =
    Math.min(endS, place.endS + toleranceS) - Math.max(finding.startS, place.startS - toleranceS);
  return inside >= (endS - finding.startS) / 2;
}

/** What is in both channels belongs to either. */
function sameSide(a: FindingChannel | null, b: FindingChannel | null): boolean {
  return a === b || a === null || b === null || a === 'both' || b === 'both';
}
