// Merge tags: what is given goes over what a file already says, field by field; nothing else is lost.
import { nameKey } from './named-values.ts';
import type { Tags } from './tags.ts';

/** Fields to set; null takes a field away. */
export type TagChanges = { readonly [Field in keyof Tags]?: Tags[Field] | null };

/**
 * `base` with `changes` over it. A field that is given replaces the whole field; of `other`, values of the names given. `explicit`,
 * `artwork`, `replayGain` and `broadcast` are replaced whole. A field that is absent or undefined stays as it was.
 */
export function mergedTags(base: Tags, changes: TagChanges): Tags {
  const { other, ...fields } = changes;
  const merged: Record<string, unknown> = { ...base };
  for (const [field, value] of Object.entries(fields)) {
    if (value === null) delete merged[field];
    else if (value !== undefined) merged[field] = value;
  }
  const rest = mergedOther(base.other ?? [], other);
  delete merged.other;
  return (rest.length === 0 ? merged : { ...merged, other: rest }) as Tags;
}

type Other = NonNullable<Tags['other']>;

/** An empty value takes its name away. */
function mergedOther(base: Other, changes: Other | null | undefined): Other {
  if (changes === null) return [];
  const given = new Set((changes ?? []).map(([name]) => nameKey(name)));
  const stay = base.filter(([name]) => !given.has(nameKey(name)));
  return [...stay, ...(changes ?? []).filter(([, value]) => value !== '')];
}
