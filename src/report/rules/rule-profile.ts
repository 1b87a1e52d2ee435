// Rule profile: what one shop, plant or project makes of each rule: error, warning, note or nothing, and its limits.
import type { Severity } from '../../inspect/finding.ts';

export type RuleSeverity = Severity | 'off';

/** Where a demand comes from. */
export interface RuleSource {
  /** Who says so, and what. */
  readonly text: string;
  /** Year in which it was so. */
  readonly date: string;
  /** False for what is only said by third parties or from memory. */
  readonly verified: boolean;
}

/** A largest or least figure, or the values that are allowed. */
export type LimitValue = number | readonly (number | string)[];

/** Plain JSON. A rule that `rules` does not name keeps the severity with which it was found. */
export interface RuleProfile {
  readonly version: 1;
  readonly id: string;
  /** One sentence: what is checked by it. */
  readonly purpose: string;
  /** By rule id, which is a finding's code. */
  readonly rules: Readonly<Record<string, RuleSeverity>>;
  /** By the id of a limit rule; what is not named is not limited. */
  readonly limits: Readonly<Record<string, LimitValue>>;
  /** Whatever is found as a warning counts as an error. */
  readonly warningsAreErrors: boolean;
  /** By rule id. */
  readonly sources: Readonly<Record<string, RuleSource>>;
}

/** Findings less sure than this are never made worse by a profile. */
export const LEAST_CONFIDENCE_TO_RAISE = 0.6;
