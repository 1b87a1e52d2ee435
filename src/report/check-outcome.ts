// Check outcome: everything that one run of `lacquer check` found out, as each of its formats tells it.
import type { CheckFault, CheckRecord } from './check-record.ts';
import type { RuleProfile } from './rules/rule-profile.ts';
import type { FailOn } from './standing.ts';

export interface CheckOutcome {
  /** In the order in which they are to be told. */
  readonly records: readonly CheckRecord[];
  /** Files that could not be checked. */
  readonly faults: readonly CheckFault[];
  readonly profile: RuleProfile;
  readonly failOn: FailOn;
  /** Loudness and peaks alone were looked at. */
  readonly quick: boolean;
  readonly tool: { readonly name: string; readonly version: string };
}
