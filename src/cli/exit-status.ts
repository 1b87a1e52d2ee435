// Exit status: what the command line's number says: stable, for scripts.
import type { CheckedFinding } from '../report/check-record.ts';
import { fails, type FailOn } from '../report/standing.ts';
import type { FaultKind } from '../signal/fault.ts';

type Severity = CheckedFinding['severity'];

export const EXIT = {
  done: 0,
  /** Done, and something was found that is not let pass. */
  doneWithErrors: 1,
  badUsage: 2,
  badInput: 3,
  couldNotFinish: 4,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

const STATUS_OF_FAULT: Readonly<Record<FaultKind, ExitStatus>> = {
  usage: EXIT.badUsage,
  input: EXIT.badInput,
  output: EXIT.couldNotFinish,
};

export function statusOfFault(kind: FaultKind): ExitStatus {
  return STATUS_OF_FAULT[kind];
}

/** Findings, from any number of files, against what makes a check fail. */
export function statusOfFindings(
  findings: readonly (readonly { readonly severity: Severity }[])[],
  failOn: FailOn = 'error',
): ExitStatus {
  return findings.flat().some((finding) => fails(finding, failOn)) ? EXIT.doneWithErrors : EXIT.done;
}
