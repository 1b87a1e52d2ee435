// Exit status: what the command line's number says: stable, for scripts.
import type { FaultKind } from '../signal/fault.ts';

export const EXIT = {
  done: 0,
  /** Done, and a finding of severity `error` was told. */
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

/** Findings of severity `error`, from any number of files. */
export function statusOfFindings(
  findings: readonly (readonly { readonly severity: string }[])[],
): ExitStatus {
  return findings.flat().some(({ severity }) => severity === 'error') ? EXIT.doneWithErrors : EXIT.done;
}
