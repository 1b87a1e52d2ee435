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
  /** Where each of its pins begins, exactly. */
  readonly startsS: readonly number[];
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

/** What the artist marked as meant to be so. */
export interface WaivedKind {
  readonly code: string;
  readonly text: string;
  readonly note: string;
  /** Where they begin; null for what concerns the whole file. */
  readonly startsS: readonly number[] | null;
  /** `0:12.4, 0:15.0`; empty for what concerns the whole file. */
  readonly words: string;
}

/** Worst first, without what is waived. `prefix`: before the ids of pins, where there are several lists. */
export function findingKinds(findings: readonly Finding[], prefix = ''): FindingKind[] {
  const codes = new Set(findings.flatMap(({ code, waived }) => (waived ? [] : [code])));
  return [...codes].map((code) => kindOf(code, findings, prefix)).sort((a, b) => rank(a) - rank(b));
}

/** What is waived, once for each code and note. */
export function waivedKinds(findings: readonly Finding[]): WaivedKind[] {
  const waived = findings.filter((finding) => finding.waived !== undefined);
  const key = ({ code, waived: mark }: Finding): string => `${code}\n${mark!.note}`;
  return [...new Set(waived.map(key))].map((one) => {
    const same = waived.filter((finding) => key(finding) === one);
    const spots = same.flatMap((finding) => spotOf(finding, '')).sort((a, b) => a.startS - b.startS);
    const words = heardAsOne(spots).map((spot) => placeOf(spot).words);
    const { code, waived: mark } = same[0]!;
    return {
      code,
      text: findingWords(same[0]!).text,
      note: mark!.note,
      startsS: startsOf(same),
      words: words.join(', '),
    };
  });
}

function startsOf(findings: readonly Finding[]): number[] | null {
  const starts = findings.flatMap(({ startS }) => startS ?? []);
  return starts.length === 0 ? null : starts;
}

/** Every place of every kind, in order of time. */
export function placesInTime(kinds: readonly FindingKind[]): FindingPlace[] {
  return kinds.flatMap(({ places }) => places).sort((a, b) => a.startS - b.startS);
}

export function listenFromS({ startS }: FindingPlace): number {
  return Math.max(0, startS - RUN_UP_S);
}

/** The one with the largest value speaks for all of its kind. */
function kindOf(code: string, findings: readonly Finding[], prefix: string): FindingKind {
  const isKin = (finding: Finding): boolean => finding.code === code && finding.waived === undefined;
  const kin = findings.filter(isKin);
  const severity = SEVERITIES.find((each) => kin.some((finding) => finding.severity === each))!;
  const speaker = kin
    .filter((finding) => finding.severity === severity)
    .reduce((most, finding) => (Math.abs(finding.value ?? 0) > Math.abs(most.value ?? 0) ? finding : most));
  const spots = findings
    .flatMap((finding, i) => (isKin(finding) ? spotOf(finding, prefix + i) : []))
    .sort((a, b) => a.startS - b.startS);
  const places = heardAsOne(spots).map(placeOf);
  return { code, severity, ...findingWords(speaker), places };
}

interface Spot {
  readonly pins: readonly string[];
  readonly startsS: readonly number[];
  readonly startS: number;
  readonly endS: number;
  readonly side: 'left' | 'right' | null;
}

function spotOf({ startS, endS, channel }: Finding, pin: string): Spot[] {
  if (startS === null) return [];
  const side = channel === 'left' || channel === 'right' ? channel : null;
  return [{ pins: [pin], startsS: [startS], startS, endS: endS ?? startS, side }];
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
  return {
    pins: [...a.pins, ...b.pins],
    startsS: [...a.startsS, ...b.startsS],
    startS: a.startS,
    endS: Math.max(a.endS, b.endS),
    side: null,
  };
}

function placeOf({ pins, startsS, startS, endS, side }: Spot): FindingPlace {
  const until = endS - startS >= 0.5 ? `\u2013${clock(endS)}` : '';
  const words = `${clock(startS)}${until}${side === null ? '' : ` ${side}`}`;
  return { pin: pins[0]!, pins, startsS, startS, endS, words };
}

function rank({ severity }: FindingKind): number {
  return SEVERITIES.indexOf(severity);
}
