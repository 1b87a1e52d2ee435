// Check report: everything that the page of one checked file is drawn from.
import type { ReadNote } from '../../files/format.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { CheckRecord } from '../check-record.ts';
import type { RuleProfile } from '../rules/rule-profile.ts';

export interface CheckReport {
  readonly tool: { readonly name: string; readonly version: string };
  /** By what the severities were given. */
  readonly profile: Pick<RuleProfile, 'id' | 'purpose'>;
  readonly record: CheckRecord;
  /** With the rows over time, which the record leaves out. */
  readonly measurements: Measurements;
  /** Oddities of the file that were read over. */
  readonly notes: readonly ReadNote[];
}

/** The last part of a path, whichever way its folders are written. */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
}
