// MP3 carrier: tags of MP3 and of bare AAC streams in an ID3v2 tag before the sound; older ones behind it are read and taken off.
import { Fault } from '../../../signal/fault.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { copyRange } from '../byte-parts.ts';
import { id3v2Bytes } from '../id3v2.ts';
import { readId3v2 } from '../id3/id3-read.ts';
import { writeId3v2 } from '../id3/id3-write.ts';
import { homeOf } from '../kept-bytes.ts';
import { layeredContent, type Layer } from '../layered-content.ts';
import { isOfEncoding, type NamedValue } from '../named-values.ts';
import type { CopyOptions, TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { tagReader } from '../tag-reader.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { HELD_ALMOST_ALL, heldTags } from './held-fields.ts';
import { trailingTags } from './trailing-tags.ts';

interface StreamLayout {
  /** First byte behind all tags at the front, and first byte of those at the end. */
  readonly start: number;
  readonly end: number;
  readonly layers: readonly Layer[];
}

/** Fault `no-audio` where the tags leave no room for any sound. */
async function layoutOf(source: ByteSource, notes: TagNote[]): Promise<StreamLayout> {
  const reader = tagReader(source, notes);
  const front: Layer[] = [];
  let start = 0;
  for (let bytes = await tagAt(source, 0); bytes > 0; bytes = await tagAt(source, start)) {
    const tag = await reader('ID3v2', start, Math.min(bytes, source.bytes - start));
    if (tag !== null) front.push({ where: 'ID3v2', content: readId3v2(tag, notes) });
    start += bytes;
  }
  if (start >= source.bytes) throw new Fault('no-audio', 'input', { file: source.name });
  const { end, layers } = await trailingTags(source, start, reader, notes);
  return { start, end, layers: [...front, ...layers] };
}

const tagAt = async (source: ByteSource, at: number): Promise<number> =>
  id3v2Bytes(await source.read(at, 10));

async function read(source: ByteSource): Promise<TagReading> {
  const notes: TagNote[] = [];
  const { layers } = await layoutOf(source, notes);
  return { tags: tagsOfContent(layeredContent(layers, notes), notes), notes };
}

/** The frame with the LAME tag is the first of the sound, and is copied with it. */
async function copyWith(
  format: string,
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
  { id3Version = 4 }: CopyOptions = {},
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const { start, end, layers } = await layoutOf(source, []);
  if (tags !== null) {
    const content = contentOfTags(heldTags(tags, HELD_ALMOST_ALL, format, notes), notes);
    const values = content.values.filter(([name]) => isHere(name, format, notes));
    const all = [...values, ...ofEncoding(layers)];
    await target.write(writeId3v2({ ...content, values: all }, id3Version, notes));
  }
  await copyRange(source, target, start, end - start);
  return notes;
}

/** What a program said of this very sound stays with it, as it is no tag. */
function ofEncoding(layers: readonly Layer[]): NamedValue[] {
  const front = layers.find(({ where }) => where === 'ID3v2');
  return (front?.content.values ?? []).filter(([name]) => isOfEncoding(name));
}

function isHere(name: string, format: string, notes: TagNote[]): boolean {
  const home = homeOf(name);
  if (home === null || home === 'ID3') return true;
  tell(notes, 'field-not-held', { field: name, format });
  return false;
}

const carrierFor = (format: string): TagCarrier => ({
  format,
  holds: HELD_ALMOST_ALL,
  read,
  copyWith: (source, target, tags, options) => copyWith(format, source, target, tags, options),
});

export const MP3_CARRIER = carrierFor('mp3');
export const ADTS_CARRIER = carrierFor('adts');
