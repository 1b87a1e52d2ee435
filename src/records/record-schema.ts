// Record schema: the JSON Schema of a file that people edit, made from the very shapes that its check reads.
import { processorIds } from '../process/catalogue.ts';
import type { EitherShape, Field, FieldTable, NumberShape, Shape } from './record-shape.ts';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

export interface SchemaOptions {
  readonly title: string;
  readonly description: string;
  /** Names that come from lists of their own, by the field's name: what a schema says of them besides. */
  readonly names?: Names;
  /** Parts that are pointed to. */
  readonly defs?: Schema;
}

type Names = Readonly<Record<string, Schema>>;

/** The whole schema, draft 2020-12, plain JSON, of a file with these fields. */
export function recordSchema(fields: FieldTable, options: SchemaOptions): Schema {
  const { title, description, names = {}, defs } = options;
  const { required, properties, ...record } = fieldsSchema(fields, names) as Record<string, object>;
  return {
    $schema: DRAFT,
    title,
    description,
    ...record,
    required,
    properties: { $schema: { type: 'string', description: 'where this schema is' }, ...properties },
    ...(defs ? { $defs: defs } : {}),
  };
}

function schemaOf(shape: Shape, names: Names): Schema {
  switch (shape.type) {
    case 'text':
      return { type: 'string', minLength: 1, maxLength: shape.most };
    case 'number':
    case 'whole':
      return numberSchema(shape);
    case 'flag':
      return { type: 'boolean' };
    case 'exactly':
      return { const: shape.value };
    case 'choice':
      return { enum: shape.choices };
    case 'list':
      return { type: 'array', maxItems: shape.most, items: schemaOf(shape.of, names) };
    case 'facts':
      return { type: 'object', additionalProperties: { type: ['string', 'number'] } };
    case 'map':
      return {
        type: 'object',
        maxProperties: shape.most,
        additionalProperties: schemaOf(shape.of, names),
      };
    case 'params':
      return { type: 'object' };
    case 'or-nothing':
      return { anyOf: [{ type: 'null' }, schemaOf(shape.of, names)] };
    case 'record':
      return fieldsSchema(shape.fields, names);
    case 'either':
      return eitherSchema(shape, names);
    case 'short':
      return shape.whole === undefined
        ? shape.schema
        : { anyOf: [shape.schema, schemaOf(shape.whole, names)] };
  }
}

function numberSchema({ type, min, max }: NumberShape): Schema {
  return {
    type: type === 'whole' ? 'integer' : 'number',
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}

function fieldsSchema(fields: FieldTable, names: Names): Schema {
  const required = Object.keys(fields).filter((name) => isRequired(fields[name]!));
  const byKind = Object.values(fields).some(({ shape }) => shape.type === 'params') ? paramsByKind() : {};
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, fieldSchema(name, field, names)]),
    ),
    ...byKind,
  };
}

function isRequired({ default: left, optional }: Field): boolean {
  return left === undefined && !optional;
}

function fieldSchema(name: string, field: Field, names: Names): Schema {
  const told = field.default === undefined ? {} : { default: field.default };
  return { ...schemaOf(field.shape, names), ...names[name], description: field.caption, ...told };
}

/** The field `params` by what the field `kind` beside it says. */
function paramsByKind(): Schema {
  return {
    allOf: processorIds().map((id) => ({
      if: { required: ['kind'], properties: { kind: { const: id } } },
      // oxlint-disable-next-line unicorn/no-thenable
      then: { properties: { params: { $ref: `#/$defs/${id}` } } },
    })),
  };
}

function eitherSchema({ by, forms, caption }: EitherShape, names: Names): Schema {
  return {
    description: caption,
    oneOf: Object.entries(forms).map(([form, fields]) => {
      const schema = fieldsSchema(fields, names) as { required: string[]; properties: object };
      return {
        ...schema,
        required: [by, ...schema.required],
        properties: { [by]: { const: form }, ...schema.properties },
      };
    }),
  };
}
