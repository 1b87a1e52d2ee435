// WavPack carrier: tags of WavPack files in an APEv2 tag behind the sound.
import { Fault } from '../../../signal/fault.ts';
import { readId } from '../../bytes.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { writeApeTag } from '../ape/ape-tag.ts';
import { copyRange } from '../byte-parts.ts';
import { layeredContent } from '../layered-content.ts';
import type { TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { tagReader } from '../tag-reader.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { HELD_ALMOST_ALL, heldTags } from './held-fields.ts';
import { trailingTags } from './trailing-tags.ts';

/** Fault `bad-header` where the file does not begin with a block. */
async function refuseForeign(source: ByteSource): Promise<void> {
  if (readId(await source.read(0, 4), 0) === 'wvpk') return;
  throw new Fault('bad-header', 'input', { file: source.name, field: 'wvpk' });
}

async function read(source: ByteSource): Promise<TagReading> {
  await refuseForeign(source);
  const notes: TagNote[] = [];
  const { layers } = await trailingTags(source, 4, tagReader(source, notes), notes);
  return { tags: tagsOfContent(layeredContent(layers, notes), notes), notes };
}

async function copyWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
): Promise<readonly TagNote[]> {
  await refuseForeign(source);
  const notes: TagNote[] = [];
  const { end } = await trailingTags(source, 4, tagReader(source, []), []);
  await copyRange(source, target, 0, end);
  if (tags === null) return notes;
  const content = contentOfTags(heldTags(tags, HELD_ALMOST_ALL, 'wavpack', notes), notes);
  await target.write(writeApeTag(content, 'wavpack', notes));
  return notes;
}

export const WAVPACK_CARRIER: TagCarrier = { format: 'wavpack', holds: HELD_ALMOST_ALL, read, copyWith };
