// CAF reading: the chunks of a Core Audio file, and the sound in them (Apple Core Audio Format Specification 1.0).
import { Fault } from '../../signal/fault.ts';
import { readId, readUint64, viewOf } from '../bytes.ts';
import { chunkHead, type Chunk } from '../chunk-walk.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import { HeaderWindow } from '../header-window.ts';
import { pcmSource } from '../pcm/pcm-source.ts';
import { countFrames, lossyCodec } from '../pcm/sound-length.ts';
import type { ByteSource } from '../place.ts';
import { BITMAP_LAYOUT, MASK_OF_LAYOUT } from './caf-constants.ts';
import { DESC_BYTES, readCafDesc, readCafPcm, type CafDesc } from './caf-desc.ts';

/** Id and a size of 64 bits. */
const HEAD_BYTES = 12;
/** The `data` chunk begins with a count of edits, which says nothing of the sound. */
const EDIT_COUNT_BYTES = 4;
/** A file with more chunks than this is no sound file. */
const MOST_CHUNKS = 200_000;
/** `data` alone may be of unknown length, -1: it then reaches to the end of the file. */
const UNKNOWN_SIZE = 2 ** 64;

/** What the walk over the chunks found. */
interface Found {
  desc: CafDesc | null;
  data: Chunk | null;
  /** What a decoder has to know, and where its packets lie. */
  cookie: Chunk | null;
  table: Chunk | null;
  channelMask: number;
}

/**
 * Faults: those of `readCafDesc`, `readCafPcm` and `readCafAlac`, `file-cut-short`, `no-format-chunk`, `no-data-chunk`, `no-audio`.
 * Notes: theirs, `data-size-unknown`, `data-cut-short`, `partial-frame`, `chunk-beyond-file`, `stray-bytes`,
 * `second-data-chunk`, `second-format-chunk`, `non-finite-samples`.
 */
export async function readCaf(bytes: ByteSource): Promise<AudioFile> {
  const notes: ReadNote[] = [];
  const window = new HeaderWindow(bytes);
  const { desc, data, cookie, table, channelMask } = await findChunks(window, notes);
  if (desc === null || data === null) throw missing(bytes, desc === null, notes);
  if (desc.id === 'alac') {
    const { readCafAlac } = await import('./caf-alac.ts');
    return readCafAlac(window, { cookie, table, data, bytesPerPacket: desc.bytesPerPacket }, notes);
  }
  const { codec, bits, layout } = readCafPcm(desc, bytes.name, notes);
  const { sampleRateHz, channels } = desc;
  const frames = countFrames(data, layout.bytes * channels, bytes.name, notes);
  const region = { format: { sampleRateHz, channels }, layout, start: data.start, frames };
  return {
    format: {
      container: 'caf',
      codec,
      sampleRateHz,
      channels,
      bits,
      frames,
      lossy: lossyCodec(codec),
      ...(channelMask === 0 ? {} : { channelMask }),
    },
    notes,
    source: pcmSource(bytes, region, notes),
  };
}

async function findChunks(window: HeaderWindow, notes: ReadNote[]): Promise<Found> {
  const found: Found = { desc: null, data: null, cookie: null, table: null, channelMask: 0 };
  for await (const chunk of walkCaf(window, notes)) {
    if (chunk.id === 'desc') await takeDesc(window, chunk, found, notes);
    else if (chunk.id === 'data') takeData(chunk, found, notes);
    else if (chunk.id === 'kuki') found.cookie ??= chunk;
    else if (chunk.id === 'pakt') found.table ??= chunk;
    else if (chunk.id === 'chan') found.channelMask = await readMask(window, chunk);
  }
  return found;
}

async function takeDesc(window: HeaderWindow, chunk: Chunk, found: Found, notes: ReadNote[]): Promise<void> {
  if (found.desc !== null) return void notes.push({ code: 'second-format-chunk', facts: {} });
  found.desc = readCafDesc(await chunkHead(window, chunk, DESC_BYTES), window.source.name, notes);
}

function takeData(chunk: Chunk, found: Found, notes: ReadNote[]): void {
  if (found.data !== null)
    return void notes.push({ code: 'second-data-chunk', facts: { bytes: chunk.presentBytes } });
  found.data = {
    ...chunk,
    start: chunk.start + EDIT_COUNT_BYTES,
    declaredBytes: Math.max(0, chunk.declaredBytes - EDIT_COUNT_BYTES),
    presentBytes: Math.max(0, chunk.presentBytes - EDIT_COUNT_BYTES),
  };
}

/** Layout tag and bitmap; 0 for layouts whose order is not that of the mask. */
async function readMask(window: HeaderWindow, chunk: Chunk): Promise<number> {
  const body = await window.at(chunk.start, Math.min(chunk.presentBytes, 8));
  if (body.length < 8) return 0;
  const view = viewOf(body);
  const tag = view.getUint32(0, false);
  return tag === BITMAP_LAYOUT ? view.getUint32(4, false) & 0x3ffff : (MASK_OF_LAYOUT[tag] ?? 0);
}

/** Sizes are signed; a negative one ends the walk unless it is that of `data`. Chunks are not padded. */
async function* walkCaf(window: HeaderWindow, notes: ReadNote[]): AsyncGenerator<Chunk, void> {
  const end = window.source.bytes;
  let at = 8;
  for (let count = 0; count < MOST_CHUNKS && at + HEAD_BYTES <= end; count++) {
    const head = await window.at(at, HEAD_BYTES);
    const id = readId(head, 0);
    const size = readUint64(viewOf(head), 4, false);
    const start = at + HEAD_BYTES;
    const present = end - start;
    const unknown = id === 'data' && size >= UNKNOWN_SIZE / 2;
    if (size >= UNKNOWN_SIZE / 2 && !unknown) break;
    if (unknown) notes.push({ code: 'data-size-unknown', facts: { bytes: present } });
    const declaredBytes = unknown ? present : size;
    const presentBytes = Math.min(declaredBytes, present);
    if (declaredBytes > present && id !== 'data') {
      const chunk = id.replace(/[^\x20-\x7e]/g, '?');
      notes.push({ code: 'chunk-beyond-file', facts: { chunk, declaredBytes, presentBytes } });
    }
    yield { id, start, declaredBytes, presentBytes };
    at = start + declaredBytes;
  }
  if (at < end) notes.push({ code: 'stray-bytes', facts: { offset: at, bytes: end - at } });
}

/** A part that is absent: because the file was cut, or never written. */
function missing(bytes: ByteSource, format: boolean, notes: readonly ReadNote[]): Fault {
  const cut = bytes.bytes < 8 + HEAD_BYTES || notes.some(({ code }) => code === 'chunk-beyond-file');
  const code = cut ? 'file-cut-short' : format ? 'no-format-chunk' : 'no-data-chunk';
  return new Fault(code, 'input', { file: bytes.name, bytes: bytes.bytes });
}
