// Held fields: which fields of the vocabulary a carrier has a place for, and what is told of the others.
import type { TagNote } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { MULTIPLE_FIELDS, SINGLE_FIELDS, type Tags } from '../tags.ts';

type Field = keyof Tags;

/** Everything but the broadcast extension, which only WAV files have. */
export const HELD_ALMOST_ALL: ReadonlySet<Field> = new Set<Field>([
  ...SINGLE_FIELDS,
  ...MULTIPLE_FIELDS,
  ...(['track', 'disc', 'explicit', 'artwork', 'replayGain', 'other'] as const),
]);

export const HELD_ALL: ReadonlySet<Field> = new Set<Field>([...HELD_ALMOST_ALL, 'broadcast']);

export const HELD_TEXT: ReadonlySet<Field> = new Set(
  [...HELD_ALMOST_ALL].filter((field) => field !== 'artwork'),
);

/** `tags` without what `holds` has no place for; each such field is told. */
export function heldTags(tags: Tags, holds: ReadonlySet<Field>, format: string, notes: TagNote[]): Tags {
  const fields = Object.keys(tags) as Field[];
  const isSaid = (field: Field): boolean => tags[field] !== undefined;
  for (const field of fields.filter((each) => isSaid(each) && !holds.has(each))) {
    tell(notes, 'field-not-held', { field, format });
  }
  return Object.fromEntries(Object.entries(tags).filter(([field]) => holds.has(field as Field))) as Tags;
}
