// Changed fields: what tags were given to a file and were read from it as something else.
import type { TagNote } from './tag-carrier.ts';
import type { Tags } from './tags.ts';

/** Fields that were given and read again as something else, though `notes` say nothing of them. */
export function changedFields(given: Tags, read: Tags, notes: readonly TagNote[]): string[] {
  const isTold = (field: string): boolean =>
    notes.some(({ code, facts }) => {
      const name = typeof facts.field === 'string' ? facts.field.split('.')[0]! : '';
      return name === field || (field === 'artwork' && code.startsWith('artwork-'));
    });
  return (Object.keys(given) as (keyof Tags)[]).filter(
    (field) => given[field] !== undefined && !isSame(given[field], read[field]) && !isTold(field),
  );
}

/** Of the same shape, key by key in the order of the first; bytes by bytes. */
function isSame(given: unknown, read: unknown): boolean {
  if (given instanceof Uint8Array && read instanceof Uint8Array)
    return given.length === read.length && given.every((byte, i) => byte === read[i]);
  if (typeof given !== 'object' || typeof read !== 'object' || given === null || read === null)
    return given === read;
  const names = Object.keys(given);
  if (names.length !== Object.keys(read).length) return false;
  return names.every((name) =>
    isSame((given as Record<string, unknown>)[name], (read as Record<string, unknown>)[name]),
  );
}
