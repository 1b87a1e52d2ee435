// Chunk walk: steps over the chunks of RIFF and IFF files, believing no size that the file cannot keep.
import { Fault } from '../signal/fault.ts';
import type { HeaderWindow } from './header-window.ts';
import { readId, UINT32_MAX, viewOf } from './bytes.ts';
import type { ReadNote } from './format.ts';

/** One chunk: its id, where its body starts, the size it declares and what of that lies inside the file. */
export interface Chunk {
  readonly id: string;
  readonly start: number;
  readonly declaredBytes: number;
  readonly presentBytes: number;
}

export interface ChunkRules {
  readonly littleEndian: boolean;
  /** Id of the chunk that holds the sound: its size may be unknown, and it is searched for when sizes lead astray. */
  readonly sound: string;
  /**
   * The size of the chunk whose body starts at `start` and whose own header says `stated`, where something else knows it better:
   * RF64's ds64, or the length of the whole file.
   */
  readonly longSize?: (id: string, stated: number, start: number) => number | undefined;
}

/** A file with more chunks than this is no sound file. */
const MOST_CHUNKS = 200_000;
/** How far the sound is searched for behind a chunk that claims more bytes than the file has. */
const SEARCH_BYTES = 1 << 20;

/**
 * Yields the chunks from `offset` to the end of the file, sizes cut to the file. Stops where no chunk id stands.
 * Notes: `data-size-unknown`, `chunk-beyond-file`, `unpadded-chunk`, `stray-bytes`.
 */
export async function* walkChunks(
  window: HeaderWindow,
  offset: number,
  rules: ChunkRules,
  notes: ReadNote[],
): AsyncGenerator<Chunk, void> {
  const end = window.source.bytes;
  let at = offset;
  let heard = false;
  for (let count = 0; count < MOST_CHUNKS && at + 8 <= end; count++) {
    const chunk = await chunkAt(window, at, rules, notes);
    if (chunk === null) break;
    const overrun = chunk.declaredBytes > chunk.presentBytes;
    const found =
      overrun && !heard && chunk.id !== rules.sound ? await findSound(window, chunk.start, rules) : null;
    if (overrun && chunk.id !== rules.sound) notes.push(beyondFile(chunk));
    heard ||= chunk.id === rules.sound;
    yield found === null ? chunk : { ...chunk, presentBytes: found - chunk.start };
    at = found ?? (await chunkEnd(window, chunk, notes));
  }
  if (at < end) notes.push({ code: 'stray-bytes', facts: { offset: at, bytes: end - at } });
}

/**
 * The first `mostBytes` of a chunk's body, or the whole of a shorter one; lent by the window. Fault `file-cut-short`
 * where the file ends inside them.
 */
export async function chunkHead(window: HeaderWindow, chunk: Chunk, mostBytes: number): Promise<Uint8Array> {
  if (chunk.presentBytes < Math.min(chunk.declaredBytes, mostBytes)) {
    throw new Fault('file-cut-short', 'input', { file: window.source.name, bytes: window.source.bytes });
  }
  return window.at(chunk.start, Math.min(chunk.presentBytes, mostBytes));
}

/** The chunk whose header stands at `at`, or null where no id does. */
async function chunkAt(
  window: HeaderWindow,
  at: number,
  rules: ChunkRules,
  notes: ReadNote[],
): Promise<Chunk | null> {
  const head = await window.at(at, 8);
  if (head.length < 8 || !isChunkId(head)) return null;
  const id = readId(head, 0);
  const stated = viewOf(head).getUint32(4, rules.littleEndian);
  const start = at + 8;
  const present = window.source.bytes - start;
  let declaredBytes = rules.longSize?.(id, stated, start) ?? stated;
  if (id === rules.sound && (await isUnknown(window, start, declaredBytes, rules.littleEndian))) {
    notes.push({ code: 'data-size-unknown', facts: { bytes: present } });
    declaredBytes = present;
  }
  return { id, start, declaredBytes, presentBytes: Math.min(declaredBytes, present) };
}

/** Streaming writers leave 0 or 0xFFFFFFFF; a 0 that is followed by whole chunks only is meant. */
async function isUnknown(
  window: HeaderWindow,
  start: number,
  bytes: number,
  littleEndian: boolean,
): Promise<boolean> {
  if (bytes !== 0) return bytes === UINT32_MAX;
  let at = start;
  for (let count = 0; at + 8 <= window.source.bytes && count < MOST_CHUNKS; count++) {
    const head = await window.at(at, 8);
    if (!isChunkId(head)) return true;
    const size = viewOf(head).getUint32(4, littleEndian);
    at += 8 + size + (size % 2);
  }
  return at < window.source.bytes || at > window.source.bytes + 1;
}

/** Chunks are padded to even sizes; a missing pad byte shows by an id one byte early and none in place. */
async function chunkEnd(window: HeaderWindow, chunk: Chunk, notes: ReadNote[]): Promise<number> {
  const end = chunk.start + chunk.declaredBytes;
  if (chunk.declaredBytes % 2 === 0) return end;
  const heads = await window.at(end, 5);
  if (heads.length < 5 || !isChunkId(heads) || isChunkId(heads.subarray(1))) return end + 1;
  notes.push({ code: 'unpadded-chunk', facts: { chunk: chunk.id } });
  return end;
}

/** Offset of a sound chunk that fits the file, within reach behind `from`; null when there is none. */
async function findSound(window: HeaderWindow, from: number, rules: ChunkRules): Promise<number | null> {
  const bytes = await window.source.read(from, SEARCH_BYTES);
  const view = viewOf(bytes);
  for (let at = 0; at + 8 < bytes.length; at++) {
    if (bytes[at] !== rules.sound.charCodeAt(0) || readId(bytes, at) !== rules.sound) continue;
    const size = view.getUint32(at + 4, rules.littleEndian);
    if (size > 0 && from + at + 8 + size <= window.source.bytes) return from + at;
  }
  return null;
}

function beyondFile(chunk: Chunk): ReadNote {
  const { id, declaredBytes, presentBytes } = chunk;
  return { code: 'chunk-beyond-file', facts: { chunk: id, declaredBytes, presentBytes } };
}

/** Four printable ASCII characters. */
function isChunkId(bytes: Uint8Array): boolean {
  for (let i = 0; i < 4; i++) if (!(bytes[i]! >= 0x20 && bytes[i]! <= 0x7e)) return false;
  return true;
}
