// Check output: the outcome of a check in the format that was asked for, as text.
import { columnById, type SortOrder, sortRecords } from '../report/check-columns.ts';
import type { CheckOutcome } from '../report/check-outcome.ts';
import type { CheckList } from '../report/check-record.ts';
import { checkPage, checkTable } from '../report/check-text.ts';
import type { RuleProfile } from '../report/rules/rule-profile.ts';
import type { FailOn } from '../report/standing.ts';
import type { TextStyle } from '../report/text-style.ts';
import { TOOL } from '../tasks/version.ts';
import type { Checked, Unchecked } from './check-files.ts';
import type { CheckFormat } from './command-options.ts';

/** What was asked of a check, once its options are read. */
export interface CheckRequest {
  readonly format: CheckFormat;
  readonly profile: RuleProfile;
  readonly failOn: FailOn;
  readonly quick: boolean;
  readonly waivers: string | false | undefined;
  /** Where pages with pictures go: a file that ends in .html, or a folder. */
  readonly report: string | undefined;
  readonly order: SortOrder | null;
  /** null: not asked for; then one file is told as a page, and CSV by findings. */
  readonly columns: readonly string[] | null;
}

/** How text for people is laid out. */
export interface TextShape {
  readonly width: number;
  readonly style: TextStyle;
  readonly quick?: boolean;
}

/** Ends without a line end, but for the formats whose last line needs one. What a format needs is loaded only for it. */
export async function checkOutput(
  results: readonly (Checked | Unchecked)[],
  request: CheckRequest,
  terminal: TextShape,
): Promise<string> {
  const outcome = outcomeOf(results, request);
  switch (request.format) {
    case 'json':
      return JSON.stringify(jsonList(outcome), null, 2);
    case 'csv':
      return csvOutput(outcome, request);
    case 'sarif':
      return (await import('../report/check-sarif.ts')).checkSarif(outcome);
    case 'junit':
      return (await import('../report/check-junit.ts')).checkJunit(outcome);
    default:
      return textOutput(results, outcome, request, terminal);
  }
}

async function csvOutput(outcome: CheckOutcome, { columns }: CheckRequest): Promise<string> {
  const { filesCsv, findingsCsv } = await import('../report/check-csv.ts');
  if (columns === null) return findingsCsv(outcome);
  return filesCsv(
    outcome,
    columns.flatMap((id) => columnById(id) ?? []),
  );
}

function outcomeOf(results: readonly (Checked | Unchecked)[], request: CheckRequest): CheckOutcome {
  const { profile, failOn, quick, order } = request;
  const records = results.flatMap((result) => ('record' in result ? [result.record] : []));
  const faults = results.flatMap((result) => ('fault' in result ? [result.fault] : []));
  return { records: sortRecords(records, order), faults, profile, failOn, quick, tool: TOOL };
}

function jsonList({ records, faults, profile }: CheckOutcome): CheckList {
  return { version: 1, profile: profile.id, files: records, ...(faults.length > 0 ? { faults } : {}) };
}

function textOutput(
  results: readonly (Checked | Unchecked)[],
  { records, faults }: CheckOutcome,
  { columns }: CheckRequest,
  terminal: TextShape,
): string {
  const [only] = results;
  if (results.length === 1 && 'record' in only! && columns === null)
    return checkPage(only.record, only.notes, terminal);
  return checkTable([...records, ...faults], terminal, columns ?? undefined);
}
