// Trailing tags: what taggers put behind the sound of a stream: ID3v1, APEv2, Lyrics3, an ID3v2 tag with a footer.
import { readId } from '../../bytes.ts';
import type { ByteSource } from '../../place.ts';
import { APE_FOOTER_BYTES, apeBytes, readApeTag } from '../ape/ape-tag.ts';
import { synchsafe } from '../id3/id3-frames.ts';
import { readId3v2 } from '../id3/id3-read.ts';
import { ID3V1_BYTES, isId3v1, readId3v1 } from '../id3/id3v1.ts';
import type { Layer } from '../layered-content.ts';
import type { TagNote } from '../tag-carrier.ts';
import type { TagReader } from '../tag-reader.ts';
import { latin1Text } from '../tag-text.ts';

export interface TrailingTags {
  /** Where the sound ends. */
  readonly end: number;
  /** The most able first. */
  readonly layers: readonly Layer[];
}

/** More tags than this stand behind no file. */
const MOST_TAGS = 8;
/** `TAG+`, the longer fields that some put before ID3v1. */
const ENHANCED_BYTES = 227;
const LYRICS_END = 'LYRICS200';
const LYRICS_BEGIN = 'LYRICSBEGIN';
/** Six digits of size and the end mark. */
const LYRICS_FOOTER_BYTES = 15;

/** Looks backwards from the file's end to `from`, tag by tag. */
export async function trailingTags(
  source: ByteSource,
  from: number,
  reader: TagReader,
  notes: TagNote[],
): Promise<TrailingTags> {
  const layers: { layer: Layer; rank: number }[] = [];
  let end = source.bytes;
  for (let count = 0; count < MOST_TAGS; count++) {
    const found = await tagBefore(source, from, end, reader, notes);
    if (found === null) break;
    end -= found.bytes;
    if (found.layer !== null) layers.push({ layer: found.layer, rank: RANKS.indexOf(found.layer.where) });
  }
  layers.sort((a, b) => a.rank - b.rank);
  return { end, layers: layers.map(({ layer }) => layer) };
}

const RANKS = ['ID3v2', 'APE', 'Lyrics3', 'ID3v1'];

interface FoundTag {
  readonly bytes: number;
  readonly layer: Layer | null;
}

async function tagBefore(
  source: ByteSource,
  from: number,
  end: number,
  reader: TagReader,
  notes: TagNote[],
): Promise<FoundTag | null> {
  const at = Math.max(from, end - ID3V1_BYTES);
  const tail = await source.read(at, end - at);
  if (isId3v1(tail)) return oldest(source, from, end, tail);
  const footer = tail.subarray(Math.max(0, tail.length - APE_FOOTER_BYTES));
  const ape = apeBytes(footer);
  if (ape > 0 && ape <= end - from) return apeBefore(reader, end, ape, notes);
  const foot = tail.subarray(Math.max(0, tail.length - 10));
  if (readId(foot, 0).startsWith('3DI') && foot.length === 10)
    return id3Before(reader, from, end, foot, notes);
  if (latin1Text(tail.subarray(-LYRICS_END.length)) === LYRICS_END)
    return lyricsBefore(source, from, end, tail);
  return null;
}

async function oldest(source: ByteSource, from: number, end: number, tail: Uint8Array): Promise<FoundTag> {
  const before = end - ID3V1_BYTES - ENHANCED_BYTES;
  const isEnhanced = before >= from && readId(await source.read(before, 4), 0) === 'TAG+';
  const bytes = ID3V1_BYTES + (isEnhanced ? ENHANCED_BYTES : 0);
  return { bytes, layer: { where: 'ID3v1', content: readId3v1(tail) } };
}

async function apeBefore(reader: TagReader, end: number, bytes: number, notes: TagNote[]): Promise<FoundTag> {
  const tag = await reader('APE', end - bytes, bytes);
  return { bytes, layer: tag === null ? null : { where: 'APE', content: readApeTag(tag, notes) } };
}

async function id3Before(
  reader: TagReader,
  from: number,
  end: number,
  foot: Uint8Array,
  notes: TagNote[],
): Promise<FoundTag | null> {
  const bytes = synchsafe(foot, 6) + 20;
  if (bytes > end - from) return null;
  const tag = await reader('ID3v2', end - bytes, bytes);
  return { bytes, layer: tag === null ? null : { where: 'ID3v2', content: readId3v2(tag, notes) } };
}

/** Fields of three letters and five digits of length; of them only the lyrics are text for us. */
async function lyricsBefore(
  source: ByteSource,
  from: number,
  end: number,
  tail: Uint8Array,
): Promise<FoundTag | null> {
  const size = Number(
    latin1Text(tail.subarray(tail.length - LYRICS_FOOTER_BYTES, tail.length - LYRICS_END.length)),
  );
  const bytes = size + LYRICS_FOOTER_BYTES;
  if (!Number.isInteger(size) || bytes > end - from) return null;
  const text = latin1Text(await source.read(end - bytes, size));
  if (!text.startsWith(LYRICS_BEGIN)) return null;
  const found = /^(?:[A-Z]{3}\d{5}.*?)?LYR(\d{5})/s.exec(text.slice(LYRICS_BEGIN.length));
  const start = LYRICS_BEGIN.length + (found?.[0].length ?? 0);
  const lyrics = found === null ? '' : text.slice(start, start + Number(found[1]));
  const values = lyrics === '' ? [] : [['LYRICS', lyrics] as const];
  return { bytes, layer: { where: 'Lyrics3', content: { values, artwork: [] } } };
}
