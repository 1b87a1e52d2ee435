// Params: each parameter described once (name, unit, range, default, caption); checks, help, knobs and docs read it.
import { Fault } from '../signal/fault.ts';
import { unknownName } from '../signal/nearest-name.ts';

export interface NumberParam {
  readonly type: 'number';
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly caption: string;
}

export interface ChoiceParam {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
  readonly caption: string;
}

/** A list of records that share one table (the bands of an EQ). */
export interface ListParam {
  readonly type: 'list';
  readonly of: ParamTable;
  readonly maxLength: number;
  readonly caption: string;
}

export type Param = NumberParam | ChoiceParam | ListParam;
export type ParamTable = Readonly<Record<string, Param>>;
export type ParamValue = number | string | readonly ParamRecord[];
/** Parameters as they travel in plans: plain JSON. */
export type ParamRecord = { readonly [name: string]: ParamValue };

/** Fills defaults, refuses unknown names, wrong types and values out of range with a `bad-parameter` Fault. Returns a frozen record. */
export function checkParams(table: ParamTable, given: ParamRecord, where: string): ParamRecord {
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(table, name))
      throw unknownName('unknown-parameter', name, Object.keys(table), { where, name });
  }
  const checked: Record<string, ParamValue> = {};
  for (const [name, param] of Object.entries(table)) {
    checked[name] = checkOne(param, given[name], `${where}.${name}`);
  }
  return Object.freeze(checked);
}

function checkOne(param: Param, value: ParamValue | undefined, where: string): ParamValue {
  switch (param.type) {
    case 'number':
      return checkNumber(param, value ?? param.default, where);
    case 'choice':
      return checkChoice(param, value ?? param.default, where);
    case 'list':
      return checkList(param, value ?? [], where);
  }
}

function checkNumber(param: NumberParam, value: ParamValue, where: string): number {
  if (typeof value !== 'number' || !(value >= param.min && value <= param.max)) {
    throw new Fault('bad-parameter', 'usage', {
      where,
      value: String(value),
      min: param.min,
      max: param.max,
      unit: param.unit,
    });
  }
  return value;
}

function checkChoice(param: ChoiceParam, value: ParamValue, where: string): string {
  if (typeof value !== 'string' || !param.choices.includes(value)) {
    throw new Fault('bad-choice', 'usage', {
      where,
      value: String(value),
      choices: param.choices.join(', '),
    });
  }
  return value;
}

function checkList(param: ListParam, value: ParamValue, where: string): readonly ParamRecord[] {
  if (!Array.isArray(value) || value.length > param.maxLength) {
    throw new Fault('bad-list', 'usage', { where, maxLength: param.maxLength });
  }
  return Object.freeze(
    value.map((item: unknown, i) => {
      const place = `${where}[${i}]`;
      if (!isRecord(item)) throw new Fault('bad-entry', 'usage', { where: place });
      return checkParams(param.of, item, place);
    }),
  );
}

function isRecord(item: unknown): item is ParamRecord {
  return typeof item === 'object' && item !== null && !Array.isArray(item);
}
