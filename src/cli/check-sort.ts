// Check sort: the columns a table of many files can be ordered by.
import { Fault } from '../signal/fault.ts';
import type { CheckRecord } from '../report/check-record.ts';

const COLUMNS = {
  file: ({ path }: CheckRecord) => path,
  length: ({ format }: CheckRecord) => format.durationS,
  lufs: ({ loudness }: CheckRecord) => loudness.integratedLufs,
  lra: ({ loudness }: CheckRecord) => loudness.rangeLu,
  peak: ({ peak }: CheckRecord) => peak.truePeakDbtp,
  plr: ({ dynamics }: CheckRecord) => dynamics.plrDb,
  dr: ({ dynamics }: CheckRecord) => dynamics.dr14,
  findings: ({ findings }: CheckRecord) => findings.length,
} as const;

export type SortColumn = keyof typeof COLUMNS;

/** Fault `bad-choice` for a column there is not. */
export function parseSortColumn(text: string): SortColumn {
  if (Object.hasOwn(COLUMNS, text)) return text as SortColumn;
  throw new Fault('bad-choice', 'usage', {
    where: '--sort',
    value: text,
    choices: Object.keys(COLUMNS).join(', '),
  });
}

/** Names upwards, figures from the largest down, what has no figure last; null keeps the order. */
export function sortRecords(records: readonly CheckRecord[], column: SortColumn | null): CheckRecord[] {
  if (column === null) return [...records];
  const valueOf = COLUMNS[column];
  return [...records].sort((a, b) => compare(valueOf(a), valueOf(b)));
}

function compare(a: string | number | null, b: string | number | null): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  return Number(b ?? -Infinity) - Number(a ?? -Infinity) || 0;
}
