// Dress converted: the tags of the source on the file that was made of it, or a file that is nothing but its sound.
import { copyWithTags, readTags } from '../files/tag-files.ts';
import type { Place } from '../files/place.ts';
import type { TagNote } from '../files/tags/tag-carrier.ts';
import type { Tags } from '../files/tags/tags.ts';
import type { ConvertChange } from '../report/convert-record.ts';
import { Fault } from '../signal/fault.ts';
import { changedFields } from '../files/tags/changed-fields.ts';
import { saidLoudness, tagsAfter, tagsOfSource, type SoundChange } from './carried-tags.ts';

/** `keep`: carried over; `none`: left out; `clean`: left out, with all else that is no sound. */
export type TagWish = 'keep' | 'none' | 'clean';

export interface Dressed {
  /** Where the file is now. */
  readonly path: string;
  readonly notes: readonly TagNote[];
  readonly changes: readonly ConvertChange[];
}

/** `from` is the file just written, `to` a place for the dressed one; `kind` is what people call such files. */
export async function dressConverted(
  place: Place,
  sourcePath: string,
  [from, to]: readonly [from: string, to: string],
  wish: TagWish,
  change: SoundChange,
  kind: string,
): Promise<Dressed> {
  if (wish === 'clean') return clean(place, from, to);
  const found = await tagsOfSource(place, sourcePath);
  const { tags } = found;
  if (wish === 'none' || tags === null) {
    const left = tags === null ? found.changes : [{ code: 'tags-left-out', facts: {} }];
    return { path: from, notes: [], changes: left };
  }
  const isSilenced = change.isOther && saidLoudness(tags);
  const changes = isSilenced ? [{ code: 'loudness-tags-left-out', facts: {} }] : [];
  const written = await writeTags(place, from, to, tagsAfter(tags, change));
  if (written === null)
    return { path: from, notes: found.notes, changes: [{ code: 'no-place-for-tags', facts: { kind } }] };
  return {
    path: to,
    notes: [...found.notes, ...written.notes],
    changes: [...changes, ...written.changes],
  };
}

async function clean(place: Place, from: string, to: string): Promise<Dressed> {
  const changes = [{ code: 'clean-twin', facts: {} }];
  const path = (await orNoPlace(copyWithTags(place, from, to, null, { replace: true }))) === null ? from : to;
  return { path, notes: [], changes };
}

type Written = Pick<Dressed, 'notes' | 'changes'>;

/** Written and read again; null where this kind of file has no place for tags. */
async function writeTags(place: Place, from: string, to: string, tags: Tags): Promise<Written | null> {
  const notes = await orNoPlace(copyWithTags(place, from, to, tags, { replace: true }));
  if (notes === null) return null;
  const read = await readTags(place, to);
  const changed = changedFields(tags, read.tags, notes);
  return { notes, changes: changed.map((field) => ({ code: 'tag-changed', facts: { field } })) };
}

async function orNoPlace<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work;
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'no-tags-here') return null;
    throw reason;
  }
}
