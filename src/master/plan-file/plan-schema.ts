// Plan schema: the JSON Schema of plan files, made from the shapes that the check reads and the processors' own tables.
import { loadEveryProcessor, processorById, processorIds } from '../../process/catalogue.ts';
import type { Param, ParamTable } from '../../process/params.ts';
import { recordSchema, type Schema } from '../../records/record-schema.ts';
import { STYLE_NAMES } from '../style/style-names.ts';
import { PLAN_FIELDS } from './plan-shape.ts';

/** The whole schema. What it takes, `checkPlan` takes, but for names that stand twice and empty places. */
export async function planSchema(): Promise<Schema> {
  await loadEveryProcessor();
  const ids = processorIds();
  return recordSchema(PLAN_FIELDS, {
    title: 'Lacquer plan',
    description: 'What is done to a mix, move by move, and what the master must measure.',
    names: { kind: { enum: ids }, style: { examples: STYLE_NAMES.map((style) => style.id) } },
    defs: Object.fromEntries(ids.map((id) => [id, paramsSchema(processorById(id).params)])),
  });
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
