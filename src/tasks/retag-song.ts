// Retag song: the same file with other tags, in its own place or elsewhere; its sound is proven the same before it is shown.
import { portableSha256, type DigestFactory } from '../deliver/accept/digest.ts';
import { copyWithTags, readTags, type FileTags } from '../files/tag-files.ts';
import type { ByteSink, Place } from '../files/place.ts';
import type { CopyOptions, TagNote } from '../files/tags/tag-carrier.ts';
import type { Tags } from '../files/tags/tags.ts';
import { Fault } from '../signal/fault.ts';
import { changedFields } from '../files/tags/changed-fields.ts';
import { namedFault, outputIn, refuseExisting, removeStaged, splitPath } from './outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';

export interface RetagOptions extends CopyOptions {
  /** May another file be replaced? The file itself, when it is edited in place, always. */
  readonly force?: boolean;
  readonly createDigest?: DigestFactory;
}

export interface Retagged {
  readonly path: string;
  /** As they were read again from the new file. */
  readonly tags: Tags;
  readonly notes: readonly TagNote[];
  /** Fields that read otherwise than they were written, though no note says why. */
  readonly changed: readonly string[];
  /** Of the coded sound with nothing around it, the same before and after. */
  readonly soundSha256: string;
}

/**
 * `edit` gives the new tags from those there are; null: nothing but the sound. `to` may be `from`. Whole or absent: written
 * hidden, read again, compared, shown. Faults: those of `readTags` and of `edit`; `exists`, `tags-too-large`, `sound-changed`,
 * `cancelled`.
 */
export async function retagSong(
  place: Place,
  from: string,
  to: string,
  edit: (found: FileTags) => Tags | null,
  options: RetagOptions = {},
  run: Run = SILENT_RUN,
): Promise<Retagged> {
  const { force = false, createDigest = portableSha256, ...copying } = options;
  const output = outputIn(...splitPath(to));
  if (!force && from !== to) await refuseExisting(place, [output]);
  const found = await readTags(place, from);
  const tags = edit(found);
  try {
    run.progress('tag', 0);
    const before = await soundPrint(place, from, createDigest);
    throwIfCancelled(run);
    run.progress('tag', 1 / 3);
    const notes = await copyWithTags(place, from, output.stagedPath, tags, { ...copying, replace: true });
    throwIfCancelled(run);
    run.progress('tag', 2 / 3);
    const after = await soundPrint(place, output.stagedPath, createDigest);
    if (after !== before) throw new Fault('sound-changed', 'output', { file: to });
    const read = await readTags(place, output.stagedPath);
    throwIfCancelled(run);
    await place.move(output.stagedPath, to, { replace: force || from === to });
    run.progress('tag', 1);
    const changed = changedFields(tags ?? {}, read.tags, notes);
    return { path: to, tags: read.tags, notes: [...found.notes, ...notes], changed, soundSha256: after };
  } catch (reason) {
    throw namedFault(reason, output, [output.stagedPath]);
  } finally {
    await removeStaged(place, [output]);
  }
}

/**
 * SHA-256 of the file's clean twin: of its coded sound and the headers without which it could not be decoded. Two files have
 * the same whatever tags they bear.
 */
export async function soundPrint(
  place: Pick<Place, 'open'>,
  path: string,
  createDigest: DigestFactory,
): Promise<string> {
  const digest = await createDigest();
  const sink: ByteSink = {
    write: async (bytes) => void digest.update(bytes),
    rewrite: () => Promise.reject(new Error('what is hashed cannot be written twice')),
    commit: async () => {},
    abort: async () => {},
  };
  const hashing = { open: (name: string) => place.open(name), create: async () => sink };
  await copyWithTags(hashing, path, path, null);
  return digest.digest('hex');
}
