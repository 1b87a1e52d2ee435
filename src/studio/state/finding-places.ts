// Finding places: the findings gathered by kind, in words, each with every place it can be heard at.
import type { Finding, Severity } from '../../inspect/finding.ts';
import { clock } from '../../report/figures.ts';
import { findingWords } from '../../report/words.ts';

export interface FindingPlace {
  /** The finding's index in the analysis: the id of its pin. */
  readonly pin: string;
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
  const places = findings
    .flatMap((finding, i) => (finding.code === code ? placeOf(finding, i) : []))
    .sort((a, b) => a.startS - b.startS);
  return { code, severity, ...findingWords(speaker), places };
}

function placeOf({ startS, endS, channel }: Finding, index: number): FindingPlace[] {
  if (startS === null) return [];
  const until = endS !== null && endS - startS >= 0.5 ? `\u2013${clock(endS)}` : '';
  const side = channel === 'left' || channel === 'right' ? ` ${channel}` : '';
  return [{ pin: String(index), startS, endS: endS ?? startS, words: `${clock(startS)}${until}${side}` }];
}

function rank({ severity }: FindingKind): number {
  return SEVERITIES.indexOf(severity);
}
