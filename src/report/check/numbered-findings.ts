// Numbered findings: groups of findings with the sign that stands for them in the picture and in the list.
import type { Severity } from '../../inspect/finding.ts';
import type { CheckedFinding, CheckRecord } from '../check-record.ts';
import { groupFindings, type FindingGroup } from '../finding-groups.ts';
import { open } from '../standing.ts';

export interface MarkedPlace {
  readonly severity: Severity;
  readonly startS: number;
  readonly endS: number;
}

export interface NumberedGroup extends FindingGroup {
  /** `1`, `2` … for findings, `a`, `b` … for the mix. */
  readonly sign: string;
  /** In order of time; none for what concerns the whole file. */
  readonly marks: readonly MarkedPlace[];
}

export interface NumberedFindings {
  readonly findings: readonly NumberedGroup[];
  readonly mixNotes: readonly NumberedGroup[];
}

/** What nobody waived, numbered in the order of the list. */
export function numberedFindings({ findings, mixNotes }: CheckRecord): NumberedFindings {
  return {
    findings: numbered(open(findings), (i) => String(i + 1)),
    mixNotes: numbered(open(mixNotes), letter),
  };
}

function numbered(findings: readonly CheckedFinding[], sign: (i: number) => string): NumberedGroup[] {
  return groupFindings(findings).map((group, i) => ({
    ...group,
    sign: sign(i),
    marks: findings
      .filter(({ code, startS }) => code === group.code && startS !== null)
      .map(({ severity, startS, endS }) => ({ severity, startS: startS!, endS: endS ?? startS! }))
      .sort((x, y) => x.startS - y.startS),
  }));
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** More than 26 kinds of note go on as `a2`, `b2` …. */
function letter(i: number): string {
  const round = Math.floor(i / LETTERS.length);
  return LETTERS[i % LETTERS.length]! + (round === 0 ? '' : String(round + 1));
}
