// Profile schema: the JSON Schema of profile files, made from the shapes that the check reads.
import { recordSchema, type Schema } from '../../records/record-schema.ts';
import { HOUSE_PROFILE_IDS } from './house-profiles.ts';
import { PROFILE_FIELDS } from './profile-shape.ts';

/** What a file that extends a built-in profile must still say. */
const OWN = ['id'];
/** Records of which such a file may say a part. */
const IN_PARTS = ['digital', 'cd', 'vinyl', 'playback'];

/** The whole schema. What the check takes, it takes; how fields fit together, only the check knows. */
export function profileSchema(): Schema {
  const { required, properties, ...rest } = recordSchema(PROFILE_FIELDS, {
    title: 'Lacquer delivery profile',
    description: 'What a shop, a plant or a platform asks for, each figure with its source.',
  }) as { readonly required: readonly string[]; readonly properties: Readonly<Record<string, Schema>> };
  const base = {
    description: 'the built-in profile from which everything is taken that this file leaves out',
    type: 'string',
    examples: HOUSE_PROFILE_IDS,
  };
  const parts = IN_PARTS.map((name) => [name, inParts(properties[name]!)]);
  return {
    ...rest,
    properties: { extends: base, ...properties, ...Object.fromEntries(parts) },
    required: OWN,
    anyOf: [{ required: ['extends'] }, { required }],
  };
}

/** `null`, or a record of which nothing must be there. */
function inParts(schema: Schema): Schema {
  const forms = (schema.anyOf as readonly Schema[]).map((form) =>
    Object.fromEntries(Object.entries(form).filter(([name]) => name !== 'required')),
  );
  return { ...schema, anyOf: forms };
}
