// CAF carrier: tags of Core Audio files in the `info` chunk: names and texts, no pictures.
import { Fault } from '../../../signal/fault.ts';
import { readExactly, readId, readUint64, viewOf, writeUint64 } from '../../bytes.ts';
import type { ByteSink, ByteSource } from '../../place.ts';
import { copyRange, idBytes, joined, splitAtNul, uint32 } from '../byte-parts.ts';
import { homeOf } from '../kept-bytes.ts';
import type { NamedValue } from '../named-values.ts';
import type { TagCarrier, TagNote, TagReading } from '../tag-carrier.ts';
import { tell } from '../tag-note.ts';
import { tagReader } from '../tag-reader.ts';
import { anyText, utf8Bytes } from '../tag-text.ts';
import { tagsOfContent } from '../tags-of-values.ts';
import type { Tags } from '../tags.ts';
import { contentOfTags } from '../values-of-tags.ts';
import { HELD_TEXT, heldTags } from './held-fields.ts';

const FILE_HEAD_BYTES = 8;
const CHUNK_HEAD_BYTES = 12;
/** More chunks than this has no sound file. */
const MOST_CHUNKS = 10_000;

/** Apple's names (Core Audio Format Specification, "information strings"); others are written as ours. */
const NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    TITLE: 'title',
    ARTIST: 'artist',
    ALBUM: 'album',
    COMPOSER: 'composer',
    LYRICIST: 'lyricist',
    GENRE: 'genre',
    DATE: 'recorded date',
    TRACKNUMBER: 'track number',
    COMMENT: 'comments',
    COPYRIGHT: 'copyright',
    BPM: 'tempo',
    INITIALKEY: 'key signature',
    ENCODER: 'encoding application',
  }),
);

/** What the sound needs: its description, loudspeakers, packets, the decoder's cookie. */
const NEEDED = ['desc', 'chan', 'pakt', 'kuki', 'ldsc', 'data'];
const FILLERS = ['free'];

interface CafChunk {
  readonly id: string;
  readonly start: number;
  readonly bytes: number;
}

/** Chunks as far as they lie in the file; the sound's size may be -1: up to the end. */
async function chunksOf(source: ByteSource): Promise<CafChunk[]> {
  const chunks: CafChunk[] = [];
  for (let at = FILE_HEAD_BYTES; at + CHUNK_HEAD_BYTES <= source.bytes && chunks.length < MOST_CHUNKS; ) {
    const head = await readExactly(source, at, CHUNK_HEAD_BYTES);
    const start = at + CHUNK_HEAD_BYTES;
    const left = source.bytes - start;
    const bytes = Math.min(left, readUint64(viewOf(head), 4, false));
    const id = readId(head, 0);
    if (/^[\x20-\x7e]{4}$/.test(id)) chunks.push({ id, start, bytes });
    else break;
    at = start + bytes;
  }
  const facts = { file: source.name, bytes: source.bytes };
  if (!chunks.some(({ id }) => id === 'desc')) throw new Fault('no-format-chunk', 'input', facts);
  if (!chunks.some(({ id }) => id === 'data')) throw new Fault('no-data-chunk', 'input', facts);
  return chunks;
}

async function read(source: ByteSource): Promise<TagReading> {
  const notes: TagNote[] = [];
  const values: NamedValue[] = [];
  const reader = tagReader(source, notes);
  for (const { start, bytes } of (await chunksOf(source)).filter(({ id }) => id === 'info')) {
    const body = await reader('info', start, bytes);
    if (body !== null) values.push(...pairsIn(body, notes));
  }
  return { tags: tagsOfContent({ values, artwork: [] }, notes), notes };
}

/** A count, then name, NUL, text, NUL. */
function pairsIn(body: Uint8Array, notes: TagNote[]): NamedValue[] {
  const texts = splitAtNul(body.subarray(4)).map(anyText);
  const count = body.length < 4 ? 0 : viewOf(body).getUint32(0);
  if (texts.length < 2 * count) tell(notes, 'tag-damaged', { where: 'info' });
  const pairs = Array.from({ length: Math.min(count, Math.floor(texts.length / 2)) }, (_, i) => [
    nameFor(texts[2 * i]!),
    texts[2 * i + 1]!,
  ]);
  return pairs as unknown as NamedValue[];
}

const nameFor = (name: string): string =>
  [...NAMES].find(([, theirs]) => theirs === name.toLowerCase())?.[0] ?? name;

async function copyWith(
  source: ByteSource,
  target: ByteSink,
  tags: Tags | null,
): Promise<readonly TagNote[]> {
  const notes: TagNote[] = [];
  const chunks = await chunksOf(source);
  const stay = ({ id }: CafChunk): boolean =>
    tags === null ? NEEDED.includes(id) : id !== 'info' && !FILLERS.includes(id);
  const info = tags === null ? new Uint8Array(0) : infoOf(tags, notes);
  await target.write(await readExactly(source, 0, FILE_HEAD_BYTES));
  for (const chunk of chunks.filter(stay)) {
    if (chunk.id === 'data' && info.length > 0)
      await target.write(joined([chunkHead('info', info.length), info]));
    await target.write(chunkHead(chunk.id, chunk.bytes));
    await copyRange(source, target, chunk.start, chunk.bytes);
  }
  return notes;
}

function chunkHead(id: string, bytes: number): Uint8Array {
  const size = new Uint8Array(8);
  writeUint64(viewOf(size), 0, bytes, false);
  return joined([idBytes(id), size]);
}

/** No bytes where there is nothing to say. */
function infoOf(given: Tags, notes: TagNote[]): Uint8Array {
  const { values } = contentOfTags(heldTags(given, HELD_TEXT, 'caf', notes), notes);
  for (const [name] of values.filter(([each]) => homeOf(each) !== null)) {
    tell(notes, 'field-not-held', { field: name, format: 'caf' });
  }
  const held = values.filter(([name]) => homeOf(name) === null);
  if (held.length === 0) return new Uint8Array(0);
  const texts = held.map(([name, value]) => utf8Bytes(`${NAMES.get(name) ?? name}\0${value}\0`));
  return joined([uint32(held.length), ...texts]);
}

export const CAF_CARRIER: TagCarrier = { format: 'caf', holds: HELD_TEXT, read, copyWith };
