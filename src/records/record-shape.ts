// Record shape: what each field of a file that people edit may be, described once; the check and the schema read it.

/** A text of 1 to `most` letters, without control characters. */
export interface TextShape {
  readonly type: 'text';
  readonly most: number;
}

/** Finite; from `min` to `max`, both included, where told. */
export interface NumberShape {
  readonly type: 'number' | 'whole';
  readonly min?: number;
  readonly max?: number;
}

/** true or false. */
export interface FlagShape {
  readonly type: 'flag';
}

/** One of few names. `fault`: the code of the Fault for any other name. */
export interface ChoiceShape {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly fault: string;
}

export interface ListShape {
  readonly type: 'list';
  readonly of: Shape;
  readonly most: number;
}

/** Texts and numbers by any name. */
export interface FactsShape {
  readonly type: 'facts';
}

/** Values of one shape by any names. */
export interface MapShape {
  readonly type: 'map';
  readonly of: Shape;
  readonly most: number;
}

/** The parameters of the processor that the field `kind` beside it names. */
export interface ParamsShape {
  readonly type: 'params';
}

/** This number and no other. */
export interface ExactlyShape {
  readonly type: 'exactly';
  readonly value: number;
}

/** `null`, or what `of` says. */
export interface OrNothingShape {
  readonly type: 'or-nothing';
  readonly of: Shape;
}

/** These fields and no others. */
export interface RecordShape {
  readonly type: 'record';
  readonly fields: FieldTable;
}

/** A record of other fields by what its field `by` says. */
export interface EitherShape {
  readonly type: 'either';
  readonly by: string;
  readonly caption: string;
  readonly forms: Readonly<Record<string, FieldTable>>;
}

/** What a short form stands for: a value as it is, something that `whole` checks, or, of what is none, what it must be instead. */
export type ShortReading =
  | { readonly value: unknown }
  | { readonly means: unknown }
  | { readonly must: string; readonly nearest?: string | null };

/**
 * What people may write short: a text or a number that `read` takes. Everything else, and what the short form means, is checked as
 * `whole`; where there is none, only the short form may stand.
 */
export interface ShortShape {
  readonly type: 'short';
  /** What it must be. */
  readonly what: string;
  read(given: string | number): ShortReading;
  readonly whole?: Shape;
  /** JSON Schema of the short form; takes at least what `read` takes. */
  readonly schema: Readonly<Record<string, unknown>>;
}

export type Shape =
  | ShortShape
  | TextShape
  | NumberShape
  | FlagShape
  | ChoiceShape
  | ListShape
  | FactsShape
  | MapShape
  | ParamsShape
  | ExactlyShape
  | OrNothingShape
  | RecordShape
  | EitherShape;

export interface Field {
  readonly shape: Shape;
  readonly caption: string;
  /** What it is when left out; must be told where there is none. */
  readonly default?: unknown;
  /** May be left out, and is then left out of the record too. */
  readonly optional?: true;
}

export type FieldTable = Readonly<Record<string, Field>>;

/** A table that has every field of a record, and no other: a field added to the record is missed by the compiler. */
export type FieldsOf<Told> = { readonly [Name in keyof Required<Told>]: Field };
