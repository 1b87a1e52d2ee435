// CSV text: lines of cells for spreadsheets and scripts (RFC 4180), which no spreadsheet takes for formulas.

export type CsvCell = string | number | null | undefined;

const LINE_END = '\r\n';

/** Spreadsheets take a text that begins so for a formula, and may run it. */
const FORMULA = /^[=+\-@\t\r]/;

export const isFormula = (text: string): boolean => FORMULA.test(text);

/** Each line ended by CR LF; empty cells for what is not known. */
export function csvText(lines: readonly (readonly CsvCell[])[]): string {
  return lines.map((cells) => cells.map(csvCell).join(',') + LINE_END).join('');
}

function csvCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  const text = isFormula(cell) ? ` ${cell}` : cell;
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
