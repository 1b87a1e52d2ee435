// Plan schema: the JSON Schema of plan files, made from the shapes that the check reads and the processors' own tables.
import { loadEveryProcessor, processorById, processorIds } from '../../process/catalogue.ts';
import type { Param, ParamTable } from '../../process/params.ts';
import { STYLE_NAMES } from '../style/style-names.ts';
import { PLAN_FIELDS } from './plan-shape.ts';
import type { EitherShape, Field, FieldTable, NumberShape, Shape } from './record-shape.ts';

/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** The whole schema, draft 2020-12, plain JSON. What it takes, `checkPlan` takes, but for names that stand twice and empty places. */
export async function planSchema(): Promise<Schema> {
  await loadEveryProcessor();
  const ids = processorIds();
  const { required, properties, ...plan } = recordSchema(PLAN_FIELDS) as Record<string, object>;
  return {
    $schema: DRAFT,
    title: 'Lacquer plan',
    description: 'What is done to a mix, move by move, and what the master must measure.',
    ...plan,
    required,
    properties: { $schema: { type: 'string', description: 'where this schema is' }, ...properties },
    $defs: Object.fromEntries(ids.map((id) => [id, paramsSchema(processorById(id).params)])),
  };
}

function schemaOf(shape: Shape): Schema {
  switch (shape.type) {
    case 'text':
      return { type: 'string', minLength: 1, maxLength: shape.most };
    case 'number':
    case 'whole':
      return numberSchema(shape);
    case 'exactly':
      return { const: shape.value };
    case 'choice':
      return { enum: shape.choices };
    case 'list':
      return { type: 'array', maxItems: shape.most, items: schemaOf(shape.of) };
    case 'facts':
      return { type: 'object', additionalProperties: { type: ['string', 'number'] } };
    case 'params':
      return { type: 'object' };
    case 'or-nothing':
      return { anyOf: [{ type: 'null' }, schemaOf(shape.of)] };
    case 'record':
      return recordSchema(shape.fields);
    case 'either':
      return eitherSchema(shape);
  }
}

function numberSchema({ type, min, max }: NumberShape): Schema {
  return {
    type: type === 'whole' ? 'integer' : 'number',
    ...(min === undefined ? {} : { minimum: min }),
    ...(max === undefined ? {} : { maximum: max }),
  };
}

function recordSchema(fields: FieldTable): Schema {
  const required = Object.keys(fields).filter((name) => isRequired(fields[name]!));
  const byKind = Object.values(fields).some(({ shape }) => shape.type === 'params') ? paramsByKind() : {};
  return {
    type: 'object',
    additionalProperties: false,
    required,
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [name, fieldSchema(name, field)]),
    ),
    ...byKind,
  };
}

function isRequired({ default: left, optional }: Field): boolean {
  return left === undefined && !optional;
}

function fieldSchema(name: string, field: Field): Schema {
  const told = field.default === undefined ? {} : { default: field.default };
  return { ...schemaOf(field.shape), ...namesOf(name), description: field.caption, ...told };
}

/** Names that come from lists of their own. */
function namesOf(name: string): Schema {
  if (name === 'kind') return { enum: processorIds() };
  return name === 'style' ? { examples: STYLE_NAMES.map((style) => style.id) } : {};
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

function eitherSchema({ by, forms, caption }: EitherShape): Schema {
  return {
    description: caption,
    oneOf: Object.entries(forms).map(([form, fields]) => {
      const schema = recordSchema(fields) as { required: string[]; properties: object };
      return {
        ...schema,
        required: [by, ...schema.required],
        properties: { [by]: { const: form }, ...schema.properties },
      };
    }),
  };
}

function paramsSchema(table: ParamTable): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(Object.entries(table).map(([name, param]) => [name, paramSchema(param)])),
  };
}

function paramSchema(param: Param): Schema {
  const description =
    param.type === 'number' && param.unit ? `${param.caption} (${param.unit})` : param.caption;
  switch (param.type) {
    case 'number':
      return { type: 'number', minimum: param.min, maximum: param.max, default: param.default, description };
    case 'choice':
      return { enum: param.choices, default: param.default, description };
    case 'list':
      return { type: 'array', maxItems: param.maxLength, items: paramsSchema(param.of), description };
  }
}
