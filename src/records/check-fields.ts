// Check fields: a parsed value against its shape, field by field, with defaults filled in; every mistake named by its path.
import { processorById } from '../process/catalogue.ts';
import type { ProcessorKind } from '../process/processor.ts';
import { checkParams, type ParamRecord } from '../process/params.ts';
import { Fault } from '../signal/fault.ts';
import { nearestName, unknownName } from '../signal/nearest-name.ts';
import type {
  ChoiceShape,
  EitherShape,
  Field,
  FieldTable,
  MapShape,
  NumberShape,
  Shape,
  ShortShape,
} from './record-shape.ts';

type Loose = Readonly<Record<string, unknown>>;

/** What stands in a text that no screen should be asked to show. */
// oxlint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

/**
 * `given` as a record of these fields. `where`: its path, '' for the whole file. Faults, all of kind `usage`: `bad-record`
 * (`where`, `what`), `unknown-field` (`where`, `name`, `known`, `nearest`), the choices' own, those of `checkParams` and
 * `processorById`.
 */
export function checkFields(fields: FieldTable, given: unknown, where: string): Loose {
  const loose = recordOf(given, where);
  refuseUnknown(Object.keys(fields), loose, where);
  const checked: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(fields)) {
    const value = valueOf(field, loose, name);
    if (value === undefined && field.optional) continue;
    checked[name] = checkShape(field.shape, value, pathTo(where, name), loose);
  }
  return checked;
}

function valueOf(field: Field, loose: Loose, name: string): unknown {
  const given = Object.hasOwn(loose, name) ? loose[name] : undefined;
  return given === undefined ? field.default : given;
}

/** `holder`: the record in which the value stands. */
function checkShape(shape: Shape, given: unknown, where: string, holder: Loose): unknown {
  switch (shape.type) {
    case 'text':
      return checkText(given, where, shape.most);
    case 'number':
    case 'whole':
      return checkNumber(shape, given, where);
    case 'flag':
      if (typeof given !== 'boolean') throw bad(where, 'true or false', given);
      return given;
    case 'exactly':
      if (given !== shape.value) throw bad(where, String(shape.value), given);
      return given;
    case 'choice':
      return checkChoice(shape, given, where);
    case 'list':
      if (!Array.isArray(given)) throw bad(where, 'a list', given);
      if (given.length > shape.most) throw bad(where, `a list of at most ${shape.most} entries`, given);
      return given.map((one: unknown, i) => checkShape(shape.of, one, `${where}[${i}]`, holder));
    case 'facts':
      return checkFacts(given, where);
    case 'map':
      return checkMap(shape, given, where);
    case 'params':
      return checkOwnParams(given, where, holder);
    case 'or-nothing':
      return given === null ? null : checkShape(shape.of, given, where, holder);
    case 'record':
      return checkFields(shape.fields, given, where);
    case 'either':
      return checkEither(shape, given, where);
    case 'short':
      return checkShort(shape, given, where, holder);
  }
}

function checkShort(
  { read, whole, what }: ShortShape,
  given: unknown,
  where: string,
  holder: Loose,
): unknown {
  if (typeof given !== 'string' && typeof given !== 'number') {
    if (whole === undefined || typeof given !== 'object' || given === null) throw bad(where, what, given);
    return checkShape(whole, given, where, holder);
  }
  const reading = read(given);
  if ('must' in reading) throw bad(where, reading.must, given, reading.nearest);
  if ('value' in reading) return reading.value;
  return whole === undefined ? reading.means : checkShape(whole, reading.means, where, holder);
}

function checkChoice({ choices, fault }: ChoiceShape, given: unknown, where: string): string {
  if (typeof given !== 'string' || given === '') throw bad(where, `one of: ${choices.join(', ')}`, given);
  const name = checkText(given, where, Number.POSITIVE_INFINITY);
  if (!choices.includes(name)) throw unknownName(fault, name, choices, { where });
  return name;
}

function checkText(given: unknown, where: string, most: number): string {
  // 1999 is a number to YAML, and a title to a musician
  const plain = typeof given === 'number' || typeof given === 'boolean' ? ', in quotation marks' : '';
  if (typeof given !== 'string' || given === '') throw bad(where, `a text${plain}`, given);
  if (given.length > most) throw bad(where, `a text of at most ${most} letters`, given);
  if (CONTROLS.test(given)) throw bad(where, 'a text without control characters', given);
  return given;
}

function checkNumber({ type, min, max }: NumberShape, given: unknown, where: string): number {
  const whole = type === 'whole';
  const isOne = typeof given === 'number' && (whole ? Number.isSafeInteger(given) : Number.isFinite(given));
  if (isOne && (min === undefined || given >= min) && (max === undefined || given <= max)) return given;
  throw bad(where, `a ${whole ? 'whole ' : ''}number${rangeWords(min, max)}`, given);
}

function rangeWords(min?: number, max?: number): string {
  if (min === undefined) return '';
  return max === undefined ? `, ${min} or more` : ` from ${min} to ${max}`;
}

function checkFacts(given: unknown, where: string): Loose {
  for (const [name, value] of Object.entries(recordOf(given, where))) {
    const place = pathTo(where, name);
    if (typeof value === 'string' && !CONTROLS.test(value)) continue;
    if (!Number.isFinite(value)) throw bad(place, 'a text or a number', value);
  }
  return given as Loose;
}

function checkMap({ of, most }: MapShape, given: unknown, where: string): Loose {
  const loose = recordOf(given, where);
  const names = Object.keys(loose);
  if (names.length > most) throw bad(where, `a record of at most ${most} names`, given);
  return Object.fromEntries(
    names.map((name) => [name, checkShape(of, loose[name], pathTo(where, name), loose)]),
  );
}

function checkOwnParams(given: unknown, where: string, holder: Loose): ParamRecord {
  const params = recordOf(given, where) as ParamRecord;
  const kind = processorNamed(String(holder.kind), where);
  return checkParams(kind.params, params, where);
}

/** `where`: of the parameters, beside which the name stands. */
function processorNamed(id: string, where: string): ProcessorKind {
  try {
    return processorById(id);
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason;
    const place = where.replace(/params$/, 'kind');
    throw new Fault('unknown-processor', 'usage', { ...reason.facts, where: place }, reason);
  }
}

function checkEither({ by, forms }: EitherShape, given: unknown, where: string): Loose {
  const loose = recordOf(given, where);
  const form = Object.hasOwn(loose, by) ? loose[by] : undefined;
  const fields = typeof form === 'string' && Object.hasOwn(forms, form) ? forms[form] : undefined;
  if (fields === undefined)
    throw bad(pathTo(where, by), `one of: ${Object.keys(forms).join(', ')}`, form, nearest(form, forms));
  refuseUnknown([by, ...Object.keys(fields)], loose, where);
  const { [by]: _, ...rest } = loose;
  return { [by]: form, ...checkFields(fields, rest, where) };
}

function nearest(given: unknown, forms: EitherShape['forms']): string | null {
  return typeof given === 'string' ? nearestName(given, Object.keys(forms)) : null;
}

function refuseUnknown(known: readonly string[], loose: Loose, where: string): void {
  const odd = Object.keys(loose).find((name) => !known.includes(name));
  if (odd !== undefined) throw unknownName('unknown-field', odd, known, { where: pathTo(where, odd) });
}

/** What a file is as a whole. */
const WHOLE = 'a list of fields with their values (such as title: …), and not empty';

function recordOf(given: unknown, where: string): Loose {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw bad(where || 'the file', where === '' ? WHOLE : 'fields with their values', given);
  return given as Loose;
}

export function pathTo(where: string, name: string): string {
  return where === '' ? name : `${where}.${name}`;
}

/** `given`: what stands there instead; undefined where nothing does. */
export function bad(
  where: string,
  what: string,
  given: unknown,
  near: string | null | undefined = null,
): Fault {
  const is = given === undefined ? `${where} is missing; it must be ${what}` : `${where} must be ${what}`;
  return new Fault('bad-record', 'usage', { where, what: is, nearest: near ?? null });
}
