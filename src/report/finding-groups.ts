// Finding groups: many places with one fault told once, worst first.
import type { Severity } from '../inspect/finding.ts';
import type { CheckedFinding } from './check-record.ts';
import { clock } from './figures.ts';

export interface FindingGroup {
  readonly code: string;
  readonly severity: Severity;
  /** The one with the largest value speaks for all. */
  readonly words: string;
  readonly cure: string;
  /** `0:12.4 left`, in order of time; empty for what concerns the whole file. */
  readonly places: readonly string[];
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  error: 'Serious',
  warning: 'Worth a look',
  note: 'Good to know',
};

export function severityName(severity: Severity): string {
  return SEVERITY_NAMES[severity];
}

export function groupFindings(findings: readonly CheckedFinding[]): FindingGroup[] {
  const codes = [...new Set(findings.map((finding) => finding.code))];
  return codes
    .map((code) => group(findings.filter((finding) => finding.code === code)))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

function group(findings: readonly CheckedFinding[]): FindingGroup {
  const size = (finding: CheckedFinding): number => Math.abs(finding.value ?? 0);
  const severity = SEVERITIES.find((rank) => findings.some((finding) => finding.severity === rank))!;
  const speaker = findings
    .filter((finding) => finding.severity === severity)
    .reduce((most, finding) => (size(finding) > size(most) ? finding : most));
  const timed = findings.filter((finding) => finding.startS !== null);
  const places = placesOf([...timed].sort((a, b) => a.startS! - b.startS!));
  return { code: speaker.code, severity, words: speaker.words, cure: speaker.cure, places };
}

/** Each place once; its side only where nothing is told of the other side there. */
function placesOf(timed: readonly CheckedFinding[]): string[] {
  const sides = new Map<string, Set<string>>();
  for (const finding of timed) {
    const place = placeWords(finding);
    sides.set(place, (sides.get(place) ?? new Set()).add(finding.channel ?? 'both'));
  }
  return [...sides].map(([place, [side, another]]) =>
    another === undefined && (side === 'left' || side === 'right') ? `${place} ${side}` : place,
  );
}

/** A moment, or a stretch where it lasts longer than half a second. */
function placeWords({ startS, endS }: CheckedFinding): string {
  const until = endS !== null && endS - startS! >= 0.5 ? `\u2013${clock(endS)}` : '';
  return `${clock(startS!)}${until}`;
}

/** The first `most` places, and how many more there are. */
export function placesText(places: readonly string[], most: number): string {
  const shown = places.slice(0, most).join(', ');
  return places.length > most ? `${shown} and ${places.length - most} more` : shown;
}
