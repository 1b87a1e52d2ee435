// Style text: a style from the text of its file, JSON or YAML; what is wrong is told with its line and column.
import type { Curve } from '../../dsp/curve.ts';
import { bad, checkFields, pathTo } from '../../records/check-fields.ts';
import { recordFromBytes, recordFromText, type RecordCodes } from '../../records/record-text.ts';
import { STYLE_ALIASES, STYLE_NAMES } from './style-names.ts';
import { STYLE_FIELDS } from './style-shape.ts';
import type { Style } from './style.ts';
import { styleById } from './styles.ts';

/** What a file may say besides a style's own fields. */
const EXTENDS = 'extends';
const BASE = 'balanced';

/** What the faults of records are called in styles. */
const CODES: RecordCodes = {
  'bad-record': 'bad-style',
  'unknown-field': 'unknown-style-field',
};

/**
 * `file`: its name; `.yaml` and `.yml` are YAML, everything else JSON. What the file leaves out is taken from the house style
 * that it `extends` (`balanced` unless told). Faults of kind `usage`: `bad-style` (`where`, `what`), `unknown-style-field` (`where`,
 * `known`, `nearest`), `unknown-style`, `unknown-stage`; with `file`, `line` and `column`.
 */
export async function styleFromText(text: string, file: string): Promise<Style> {
  return recordFromText(text, file, CODES, styleOf);
}

/** The same of a file's bytes. */
export async function styleFromBytes(bytes: Uint8Array, file: string): Promise<Style> {
  return recordFromBytes(bytes, file, CODES, styleOf);
}

/** A parsed value as a style, every field of it checked. */
export function styleOf(given: unknown): Style {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw bad('the file', 'a record', given);
  const { [EXTENDS]: from = BASE, ...told } = given as Record<string, unknown>;
  if (typeof from !== 'string') throw bad(EXTENDS, 'the name of a house style', from);
  const base = styleById(from);
  const style = checkFields(STYLE_FIELDS, filledIn(base, { version: 1, ...told }), '') as unknown as Style;
  refuseHouseName(told.id);
  const { middle, reach, localReach } = style.spectrum;
  for (const [name, curve] of Object.entries({ middle, reach, localReach }))
    refuseCrooked(curve, pathTo('spectrum', name));
  return style;
}

/** Fields left out, one and two levels deep; curves and lists are taken whole. */
function filledIn(base: Style, told: Record<string, unknown>): Record<string, unknown> {
  const deep = (own: unknown, given: unknown): unknown =>
    typeof given === 'object' && given !== null && !Array.isArray(given)
      ? { ...(own as object), ...given }
      : (given ?? own);
  return {
    ...base,
    ...told,
    spectrum: deep(base.spectrum, told.spectrum),
    limiting: deep(base.limiting, told.limiting),
    dynamics: deep(base.dynamics, told.dynamics),
  };
}

/** A plan tells its style by its name: one of the house's would mean the house's. */
function refuseHouseName(id: unknown): void {
  if (id === undefined) throw bad('id', 'a name of its own', undefined);
  const house = [...STYLE_NAMES.map((one) => one.id), ...Object.keys(STYLE_ALIASES)];
  if (house.includes(id as string)) throw bad('id', 'a name that no house style has', id);
}

function refuseCrooked({ hz, db }: Curve, where: string): void {
  if (hz.length < 2) throw bad(pathTo(where, 'hz'), 'a list of at least two frequencies', hz);
  if (hz.length !== db.length)
    throw bad(pathTo(where, 'db'), `a list of ${hz.length} levels, one a frequency`, db);
  if (hz.some((one, i) => i > 0 && one <= hz[i - 1]!)) throw bad(pathTo(where, 'hz'), 'ascending', hz);
}
