// Finding places: the findings gathered by kind, in words, each with every place it can be heard at.
import type { Finding, Severity } from '../../inspect/finding.ts';
import { clock } from '../../report/figures.ts';
import { findingWords } from '../../report/words.ts';

export interface FindingPlace {
  /** The finding's index in the analysis: the id of its pin. */
  readonly pin: string;
  /** Of everything that is heard here: the same on the other side has a pin of its own. */
  readonly pins: readonly string[];
  readonly startS: number;
  readonly endS: number;
  /** `0:12.4`, with its end where it lasts, and its side. */
  readonly words: string;
}

export interface FindingKind {
  readonly code: string;
  readonly severity: Severity;
  readonly text: string;
  readonly cure: string;
  /** In order of time; empty for what concerns the whole file. */
  readonly places: readonly FindingPlace[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];
/** The ear needs a moment of music before it can judge. */
const RUN_UP_S = 1;
/** What begins on both sides this close together is heard as one. */
const ONE_MOMENT_S = 0.1;

/** Worst first. */
export function findingKinds(findings: readonly Finding[]): FindingKind[] {
  const codes = [...new Set(findings.map(({ code }) => code))];
  return codes.map((code) => kindOf(code, findings)).sort((a, b) => rank(a) - rank(b));
}

/** Every place of every kind, in order of time. */
export function placesInTime(kinds: readonly FindingKind[]): FindingPlace[] {
  return kinds.flatMap(({ places }) => places).sort((a, b) => a.startS - b.startS);
}

export function listenFromS({ startS }: FindingPlace): number {
  return Math.max(0, startS - RUN_UP_S);
}

/** The one with the largest value speaks for all of its kind. */
function kindOf(code: string, findings: readonly Finding[]): FindingKind {
  const kin = findings.filter((finding) => finding.code === code);
  const severity = SEVERITIES.find((each) => kin.some((finding) => finding.severity === each))!;
  const speaker = kin
    .filter((finding) => finding.severity === severity)
    .reduce((most, finding) => (Math.abs(finding.value ?? 0) > Math.abs(most.value ?? 0) ? finding : most));
  const spots = findings
    .flatMap((finding, i) => (finding.code === code ? spotOf(finding, i) : []))
    .sort((a, b) => a.startS - b.startS);
  const places = heardAsOne(spots).map(placeOf);
  return { code, severity, ...findingWords(speaker), places };
}

interface Spot {
  readonly pins: readonly string[];
  readonly startS: number;
  readonly endS: number;
  readonly side: 'left' | 'right' | null;
}

function spotOf({ startS, endS, channel }: Finding, index: number): Spot[] {
  if (startS === null) return [];
  const side = channel === 'left' || channel === 'right' ? channel : null;
  return [{ pins: [String(index)], startS, endS: endS ?? startS, side }];
}

/** `spots` in order of time: a left and a right one of the same moment become one. */
function heardAsOne(spots: readonly Spot[]): Spot[] {
  const heard: Spot[] = [];
  for (const spot of spots) {
    const last = heard.at(-1);
    const same = last && last.side !== null && spot.side !== null && last.side !== spot.side;
    if (!same || spot.startS - last.startS > ONE_MOMENT_S) heard.push(spot);
    else heard[heard.length - 1] = together(last, spot);
  }
  return heard;
}

function together(a: Spot, b: Spot): Spot {
  return { pins: [...a.pins, ...b.pins], startS: a.startS, endS: Math.max(a.endS, b.endS), side: null };
}

function placeOf({ pins, startS, endS, side }: Spot): FindingPlace {
  const until = endS - startS >= 0.5 ? `\u2013${clock(endS)}` : '';
  const words = `${clock(startS)}${until}${side === null ? '' : ` ${side}`}`;
  return { pin: pins[0]!, pins, startS, endS, words };
}

function rank({ severity }: FindingKind): number {
  return SEVERITIES.indexOf(severity);
}
