// Album schema: the JSON Schema of album files, made from the shapes that the check reads.
import { STYLE_NAMES } from '../../master/style/style-names.ts';
import { recordSchema, type Schema } from '../../records/record-schema.ts';
import { ALBUM_FIELDS } from './album-shape.ts';

/** The whole schema. What the check takes, it takes; what fields say against each other, only the check knows. */
export function albumSchema(): Schema {
  return recordSchema(ALBUM_FIELDS, {
    title: 'Lacquer album',
    description: 'Songs in their order, what stands between them, and what the record says of itself.',
    names: { style: { examples: STYLE_NAMES.map((style) => style.id) } },
  });
}
