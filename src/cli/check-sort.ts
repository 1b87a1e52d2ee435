// Check sort: the columns and the order that were asked for.
import { columnById, columnIds, USUAL_COLUMNS, type SortOrder } from '../report/check-columns.ts';
import { Fault } from '../signal/fault.ts';

/** `COLUMN`, `COLUMN:asc` or `COLUMN:desc`; names rise and figures fall unless told. Fault `bad-choice`. */
export function parseSortOrder(text: string | undefined): SortOrder | null {
  if (text === undefined) return null;
  const [id = '', way, ...rest] = text.split(':');
  const column = columnById(id);
  if (column === undefined) throw new Fault('bad-choice', 'usage', choice('--sort', id, columnIds()));
  if (rest.length > 0 || !(way === undefined || way === 'asc' || way === 'desc'))
    throw new Fault('bad-choice', 'usage', choice('--sort', text, `${id}:asc, ${id}:desc`));
  const rising = column.side === 'left' && column.id !== 'findings';
  return { column, falling: way === undefined ? !rising : way === 'desc' };
}

/** Ids of columns, separated by commas. Fault `bad-choice`. */
export function parseColumns(text: string | undefined): readonly string[] {
  if (text === undefined) return USUAL_COLUMNS;
  const ids = text.split(',').map((id) => id.trim());
  const odd = ids.find((id) => columnById(id) === undefined);
  if (odd !== undefined) throw new Fault('bad-choice', 'usage', choice('--columns', odd, columnIds()));
  return ids;
}

function choice(
  where: string,
  value: string,
  choices: string,
): { where: string; value: string; choices: string } {
  return { where, value, choices };
}
