// FLAC carrier: tags of FLAC files in a VORBIS_COMMENT block and PICTURE blocks (RFC 9639, section 8).
import { Fault } from '../../../signal/fault.ts';
import { readExactly, readId } from '../../bytes.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { copyRange, idBytes, uint32 } from '../byte-parts.ts';
import { id3v2Bytes } from '../id3v2.ts';
import { readId3v2 } from '../id3/id3-read.ts';
import { layeredContent, type Layer } from '../layered-content.ts';
import type { TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { tagReader } from '../tag-reader.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Artwork, Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { readFlacPicture, writeFlacPicture } from '../vorbis/flac-picture.ts';
import { readVorbisComment, writeVorbisComment } from '../vorbis/vorbis-comment.ts';
import { HELD_ALMOST_ALL, heldTags } from './held-fields.ts';
import { trailingTags } from './trailing-tags.ts';

const STREAM_INFO = 0;
const PADDING = 1;
const SEEK_TABLE = 3;
const VORBIS_COMMENT = 4;
const PICTURE = 6;
const INVALID = 127;
/** What a block's 24 bits can say. */
const MOST_BLOCK_BYTES = 0xffffff;
/** Left for later taggers, so that they need not write the sound again: flac's own default is 8192. */
const PADDING_BYTES = 8192;
/** More blocks than this has no file. */
const MOST_BLOCKS = 20_000;

interface FlacBlock {
  readonly type: number;
  readonly start: number;
  readonly bytes: number;
}

interface FlacLayout {
  readonly id3Bytes: number;
  readonly blocks: readonly FlacBlock[];
  readonly audioAt: number;
}

/** Fault `bad-header` where the blocks do not begin with STREAMINFO or run beyond the file. */
async function layoutOf(source: ByteSource): Promise<FlacLayout> {
  const id3Bytes = id3v2Bytes(await source.read(0, 10));
  const wrong = (): Fault => new Fault('bad-header', 'input', { file: source.name, field: 'STREAMINFO' });
  if (readId(await readExactly(source, id3Bytes, 4), 0) !== 'fLaC') throw wrong();
  const blocks: FlacBlock[] = [];
  let at = id3Bytes + 4;
  for (let last = false; !last && blocks.length < MOST_BLOCKS; ) {
    const head = await readExactly(source, at, 4);
    last = head[0]! >= 128;
    const bytes = (head[1]! << 16) | (head[2]! << 8) | head[3]!;
    blocks.push({ type: head[0]! & 127, start: at + 4, bytes });
    at += 4 + bytes;
    if (at > source.bytes || blocks.at(-1)!.type === INVALID) throw wrong();
  }
  if (blocks[0]!.type !== STREAM_INFO) throw wrong();
  return { id3Bytes, blocks, audioAt: at };
}

async function read(source: ByteSource): Promise<TagReading> {
  const notes: TagNote[] = [];
  const { id3Bytes, blocks, audioAt } = await layoutOf(source);
  const layers: Layer[] = [];
  const artwork: Artwork[] = [];
  const reader = tagReader(source, notes);
  for (const { type, start, bytes } of blocks) {
    const body = type === VORBIS_COMMENT || type === PICTURE ? await reader('FLAC', start, bytes) : null;
    if (body === null) continue;
    if (type === VORBIS_COMMENT) {
      layers.push({ where: 'Vorbis comment', content: readVorbisComment(body, notes) });
    } else {
      const found = readFlacPicture(body, notes);
      if (found !== null) artwork.push(found);
    }
  }
  layers.unshift({ where: 'PICTURE', content: { values: [], artwork } });
  const id3 = id3Bytes === 0 ? null : await reader('ID3v2', 0, id3Bytes);
  if (id3 !== null) layers.push({ where: 'ID3v2', content: readId3v2(id3, notes) });
  layers.push(...(await trailingTags(source, audioAt, reader, notes)).layers);
  return { tags: tagsOfContent(layeredContent(layers, notes), notes), notes };
}

async function copyWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const { blocks, audioAt } = await layoutOf(source);
  const isKept = ({ type }: FlacBlock): boolean =>
    tags === null
      ? type === STREAM_INFO || type === SEEK_TABLE
      : ![VORBIS_COMMENT, PICTURE, PADDING].includes(type);
  const kept = blocks.filter(isKept);
  const added = tags === null ? [] : await tagBlocks(source, blocks, tags, notes);
  await target.write(idBytes('fLaC'));
  for (const [i, { type, start, bytes }] of kept.entries()) {
    await target.write(blockHead(type, bytes, added.length === 0 && i === kept.length - 1));
    await copyRange(source, target, start, bytes);
  }
  for (const [i, { type, body }] of added.entries()) {
    await target.write(blockHead(type, body.length, i === added.length - 1));
    await target.write(body);
  }
  const { end } = await trailingTags(source, audioAt, tagReader(source, []), []);
  await copyRange(source, target, audioAt, end - audioAt);
  return notes;
}

const blockHead = (type: number, bytes: number, last: boolean): Uint8Array =>
  uint32((((last ? 128 : 0) | type) * 0x1000000 + bytes) >>> 0);

interface NewBlock {
  readonly type: number;
  readonly body: Uint8Array;
}

/** Comment, pictures, padding. The vendor stays: it names who encoded the sound. */
async function tagBlocks(
  source: ByteSource,
  blocks: readonly FlacBlock[],
  given: Tags,
  notes: TagNote[],
): Promise<NewBlock[]> {
  const old = blocks.find(({ type }) => type === VORBIS_COMMENT);
  const before = old === undefined ? new Uint8Array(4) : await readExactly(source, old.start, old.bytes);
  const { vendor } = readVorbisComment(before, []);
  const content = contentOfTags(heldTags(given, HELD_ALMOST_ALL, 'flac', notes), notes);
  const comment = writeVorbisComment(vendor, content.values, 'flac', notes);
  const pictures = content.artwork.map((each) => ({ type: PICTURE, body: writeFlacPicture(each) }));
  const made = [{ type: VORBIS_COMMENT, body: comment }, ...pictures];
  for (const { body } of made.filter((block) => block.body.length > MOST_BLOCK_BYTES)) {
    throw new Fault('tags-too-large', 'usage', { where: 'FLAC', bytes: body.length, most: MOST_BLOCK_BYTES });
  }
  return [...made, { type: PADDING, body: new Uint8Array(PADDING_BYTES) }];
}

export const FLAC_CARRIER: TagCarrier = { format: 'flac', holds: HELD_ALMOST_ALL, read, copyWith };
