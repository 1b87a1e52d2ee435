// Record text: a record from the text of a file that people edit, JSON or YAML; what is wrong is told with its line and column.
import { Fault, type Facts } from '../signal/fault.ts';
import { readJson } from './json-text.ts';
import { placeOf, refuseText, type ParsedText } from './parsed-text.ts';

/** What the codes of records in general (`bad-record`, `unknown-field`) are called for one sort of file; others stay. */
export type RecordCodes = Readonly<Record<string, string>>;

/**
 * What `check` makes of the parsed text. `file`: its name; `.yaml` and `.yml` are YAML, everything else JSON. Faults: those of
 * `check` and `bad-record`, called by `codes`, with `file`, `line` and `column`.
 */
export async function recordFromText<Told>(
  text: string,
  file: string,
  codes: RecordCodes,
  check: (value: unknown) => Told | Promise<Told>,
): Promise<Told> {
  let parsed: ParsedText | null = null;
  try {
    parsed = await parseText(text, file);
    return await check(parsed.value);
  } catch (reason) {
    const path = reason instanceof Fault ? pathOf(reason.facts) : null;
    const place = parsed && path !== null ? { ...placeOf(text, parsed, path) } : {};
    throw renamed(reason, codes, { file }, place);
  }
}

/** The same of a file's bytes; besides, `bad-record` for what is no text in UTF-8. */
export async function recordFromBytes<Told>(
  bytes: Uint8Array,
  file: string,
  codes: RecordCodes,
  check: (value: unknown) => Told | Promise<Told>,
): Promise<Told> {
  return recordFromText(decoded(bytes, file, codes), file, codes, check);
}

/** A Fault by the name that its sort of file gives it; what is none is passed on. `before` gives way to its own facts, `after` does not. */
export function renamed(reason: unknown, codes: RecordCodes, before: Facts, after: Facts = {}): unknown {
  if (!(reason instanceof Fault)) return reason;
  const { code, kind, facts } = reason;
  return new Fault(codes[code] ?? code, kind, { ...before, ...facts, ...after }, reason);
}

async function parseText(text: string, file: string): Promise<ParsedText> {
  if (!/\.ya?ml$/i.test(file)) return readJson(text, file);
  // Loaded when needed: most records are JSON.
  const { readYaml } = await import('./yaml-text.ts');
  return readYaml(text, file);
}

function decoded(bytes: Uint8Array, file: string, codes: RecordCodes): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (reason) {
    throw renamed(
      refuseText('', file, 'it is no text in UTF-8 (an editor’s “Save as” can make it so)', 0, reason),
      codes,
      {},
    );
  }
}

/** The path of what is wrong; of an unknown parameter its own, not that of its record. null: no path is told. */
function pathOf({ where, name }: Facts): string | null {
  if (typeof where !== 'string') return null;
  return typeof name === 'string' ? `${where}.${name}` : where;
}
