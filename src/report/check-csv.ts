// Check CSV: findings as lines, or files as lines, for spreadsheets and scripts (RFC 4180).
import type { CheckColumn } from './check-columns.ts';
import type { CheckOutcome } from './check-outcome.ts';
import type { CheckedFinding } from './check-record.ts';

const LINE_END = '\r\n';

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

type Cell = string | number | null | undefined;

/** One line a finding, after a head line; a file that could not be checked has one line of severity `fault`. */
export function findingsCsv(outcome: CheckOutcome): string {
  const found = outcome.records.flatMap((record) =>
    [...record.findings, ...record.mixNotes].map((finding) => findingCells(record.path, finding)),
  );
  const faults = outcome.faults.map(({ path, code, words, cure }): Cell[] => [
    harmlessPath(path),
    code,
    'fault',
    ...new Array<null>(7).fill(null),
    words,
    cure,
  ]);
  return csv([FINDING_HEAD, ...found, ...faults]);
}

function findingCells(path: string, finding: CheckedFinding): Cell[] {
  const { code, severity, confidence, channel, startS, endS, value, unit, waived, words, cure } = finding;
  const place = [confidence, channel, startS, endS, value, unit];
  return [harmlessPath(path), code, severity, ...place, waived?.note, words, cure];
}

/** One line a file, with these columns; figures unrounded. */
export function filesCsv(outcome: CheckOutcome, columns: readonly CheckColumn[]): string {
  const cellOf = (column: CheckColumn, record: CheckOutcome['records'][0]): Cell => {
    if (column.id === 'file') return harmlessPath(record.path);
    return column.id === 'findings' ? column.text(record) : column.value(record);
  };
  return csv([
    columns.map((column) => column.id),
    ...outcome.records.map((record) => columns.map((column) => cellOf(column, record))),
  ]);
}

function csv(lines: readonly (readonly Cell[])[]): string {
  return lines.map((cells) => cells.map(csvCell).join(',') + LINE_END).join('');
}

/** Spreadsheets take a text that begins so for a formula, and may run it. */
const FORMULA = /^[=+\-@\t\r]/;

/** A relative path that begins like a formula stays the same path with `./` before it. */
const harmlessPath = (path: string): string => (FORMULA.test(path) ? `./${path}` : path);

function csvCell(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? ` ${cell}` : cell;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
