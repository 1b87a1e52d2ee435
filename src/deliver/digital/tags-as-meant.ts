// Tags as meant: a delivered file written once more with the tags it should have: every byte must be the same.
import { copyWithTags, readTags } from '../../files/tag-files.ts';
import { changedFields } from '../../files/tags/changed-fields.ts';
import type { Tags } from '../../files/tags/tags.ts';
import { Fault } from '../../signal/fault.ts';
import { hashFile } from '../accept/hash-file.ts';
import type { DeliveryRoom } from '../delivery.ts';
import type { Refusal } from '../finish/written-files.ts';

/** `meant` null: nothing but sound. `file`: how the path is told. */
export async function refuseOtherTags(
  room: DeliveryRoom,
  path: string,
  file: string,
  meant: Tags | null,
): Promise<Refusal[]> {
  const { place } = room;
  const again = `${path}.again.part`;
  try {
    const notes = await copyWithTags(place, path, again, meant, { replace: true });
    if (await isSame(room, path, again)) return [];
    if (meant === null) return [{ code: 'digital-not-clean', facts: { file } }];
    const { tags } = await readTags(place, path);
    const fields = changedFields(meant, tags, notes);
    return fields.length === 0
      ? [{ code: 'digital-more-tags', facts: { file } }]
      : fields.map((field) => ({ code: 'digital-other-tag', facts: { file, field } }));
  } catch (reason) {
    // what cannot be read was refused when it was heard
    if (reason instanceof Fault && (reason.kind === 'input' || reason.code === 'no-tags-here')) return [];
    throw reason;
  } finally {
    await place.remove(again);
  }
}

async function isSame({ place, createDigest }: DeliveryRoom, a: string, b: string): Promise<boolean> {
  const [first, second] = [await hashFile(place, a, createDigest), await hashFile(place, b, createDigest)];
  return first.sha256 === second.sha256;
}
