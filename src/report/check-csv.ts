// Check CSV: findings as lines, or files as lines, for spreadsheets and scripts (RFC 4180).
import type { CheckColumn } from './check-columns.ts';
import type { CheckOutcome } from './check-outcome.ts';
import type { CheckedFinding } from './check-record.ts';
import { csvText, isFormula, type CsvCell } from './csv-text.ts';

const FINDING_HEAD = [
  'file',
  'rule',
  'severity',
  'confidence',
  'channel',
  'startS',
  'endS',
  'value',
  'unit',
  'waived',
  'words',
  'cure',
];

/** One line a finding, after a head line; a file that could not be checked has one line of severity `fault`. */
export function findingsCsv(outcome: CheckOutcome): string {
  const found = outcome.records.flatMap((record) =>
    [...record.findings, ...record.mixNotes].map((finding) => findingCells(record.path, finding)),
  );
  const faults = outcome.faults.map(({ path, code, words, cure }): CsvCell[] => [
    harmlessPath(path),
    code,
    'fault',
    ...new Array<null>(7).fill(null),
    words,
    cure,
  ]);
  return csvText([FINDING_HEAD, ...found, ...faults]);
}

function findingCells(path: string, finding: CheckedFinding): CsvCell[] {
  const { code, severity, confidence, channel, startS, endS, value, unit, waived, words, cure } = finding;
  const place = [confidence, channel, startS, endS, value, unit];
  return [harmlessPath(path), code, severity, ...place, waived?.note, words, cure];
}

/** One line a file, with these columns; figures unrounded. */
export function filesCsv(outcome: CheckOutcome, columns: readonly CheckColumn[]): string {
  const cellOf = (column: CheckColumn, record: CheckOutcome['records'][0]): CsvCell => {
    if (column.id === 'file') return harmlessPath(record.path);
    return column.id === 'findings' ? column.text(record) : column.value(record);
  };
  return csvText([
    columns.map((column) => column.id),
    ...outcome.records.map((record) => columns.map((column) => cellOf(column, record))),
  ]);
}

/** A relative path that begins like a formula stays the same path with `./` before it. */
const harmlessPath = (path: string): string => (isFormula(path) ? `./${path}` : path);
