// Standing: which findings still count, once those that were waived are set aside.
import type { Severity } from '../inspect/finding.ts';
import type { CheckedFinding, CheckRecord } from './check-record.ts';

/** Which findings make a check fail. */
export type FailOn = Severity | 'never';

const RANK: Readonly<Record<FailOn, number>> = { never: -1, error: 0, warning: 1, note: 2 };

/** Those that nobody waived. */
export function open(findings: readonly CheckedFinding[]): CheckedFinding[] {
  return findings.filter((finding) => finding.waived === undefined);
}

/** All that counts of one file, notes for the mix included. */
export function standing(record: CheckRecord): CheckedFinding[] {
  return [...open(record.findings), ...open(record.mixNotes)];
}

/** Whether a finding of this severity makes the check fail. */
export function fails({ severity }: { readonly severity: Severity }, failOn: FailOn): boolean {
  return RANK[severity] <= RANK[failOn];
}
