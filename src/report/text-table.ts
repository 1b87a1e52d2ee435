// Text table: aligned columns for a terminal; figures to the right, words to the left.
import { displayWidth, padded } from './text-style.ts';

export interface TextColumn {
  readonly head: string;
  readonly side: 'left' | 'right';
}

const GAP = '  ';

/** The head line and the rows, every column as wide as its widest cell. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ head }, i) =>
    rows.reduce((most, row) => Math.max(most, displayWidth(row[i] ?? '')), displayWidth(head)),
  );
  const lineOf = (cells: readonly string[]): string =>
    columns
      .map(({ side }, i) => padded(cells[i] ?? '', widths[i]!, side === 'right' ? 'right' : 'left'))
      .join(GAP)
      .trimEnd();
  return [lineOf(columns.map((column) => column.head)), ...rows.map(lineOf)];
}
