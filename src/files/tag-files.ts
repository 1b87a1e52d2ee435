// Tag files: the door to tags: what any file says of its song, and the same file with other tags or with none.
import { Fault } from '../signal/fault.ts';
import { kindOf } from './open.ts';
import type { ByteSource, CreateOptions, Place } from './place.ts';
import type { CopyOptions, TagCarrier, TagNote, TagReading } from './tags/tag-carrier.ts';
import type { Tags } from './tags/tags.ts';

export interface FileTags extends TagReading {
  /** The id of the FormatKind. */
  readonly format: string;
}

/**
 * What the file at `path`, known by its content, says of its song. Faults: those of the place, `empty-file`, `unknown-format`,
 * `no-tags-here` for formats without a carrier, and those of the carrier.
 */
export async function readTags(place: Pick<Place, 'open'>, path: string): Promise<FileTags> {
  return withCarrier(place, path, async (bytes, carrier) => ({
    format: carrier.format,
    ...(await carrier.read(bytes)),
  }));
}

/**
 * Writes to `to` the file `from` with `tags` instead of all tags it has; null: the clean twin. The coded sound is the same, byte
 * for byte. `to` is whole, or is not there. Faults: those of `readTags`, `tags-too-large`.
 */
export async function copyWithTags(
  place: Pick<Place, 'open' | 'create'>,
  from: string,
  to: string,
  tags: Tags | null,
  options: CopyOptions & Pick<CreateOptions, 'replace'> = {},
): Promise<readonly TagNote[]> {
  return withCarrier(place, from, async (bytes, carrier) => {
    const { replace = false, ...copying } = options;
    const target = await place.create(to, { replace, expectedBytes: expected(bytes, tags) });
    try {
      const notes = await carrier.copyWith(bytes, target, tags, copying);
      await target.commit();
      return notes;
    } catch (fault) {
      await target.abort();
      throw fault;
    }
  });
}

/** The old size and the new pictures; texts are small. */
const expected = (bytes: ByteSource, tags: Tags | null): number =>
  bytes.bytes + (tags?.artwork ?? []).reduce((sum, { bytes: picture }) => sum + picture.length, 0);

/** The carriers are loaded when they are needed: the page opens without them. */
async function withCarrier<T>(
  place: Pick<Place, 'open'>,
  path: string,
  act: (bytes: ByteSource, carrier: TagCarrier) => Promise<T>,
): Promise<T> {
  const bytes = await place.open(path);
  try {
    const { TAG_CARRIERS } = await import('./tags/tag-carriers.ts');
    const { id } = await kindOf(bytes);
    const carrier = TAG_CARRIERS.find(({ format }) => format === id);
    if (carrier === undefined) throw new Fault('no-tags-here', 'usage', { file: bytes.name, format: id });
    return await act(bytes, carrier);
  } finally {
    await bytes.close();
  }
}
