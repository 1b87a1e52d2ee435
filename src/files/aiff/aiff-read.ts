// AIFF reader: the chunks of AIFF and AIFC files, and the sound in them.
import { Fault } from '../../signal/fault.ts';
import { readId, viewOf } from '../bytes.ts';
import { readComm, type Comm } from './aiff-comm.ts';
import { chunkHead, walkChunks, type Chunk } from '../chunk-walk.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import { HeaderWindow } from '../header-window.ts';
import { pcmSource } from '../pcm/pcm-source.ts';
import { lossyCodec } from '../pcm/sound-length.ts';
import type { ByteSource } from '../place.ts';

/** The part of a `COMM` chunk that we read: 18 bytes and a compression id; behind it stands the id's name. */
const MOST_COMM_BYTES = 22;

interface Found {
  comm: Comm | null;
  sound: Chunk | null;
}

/**
 * Faults: those of `readComm`, `file-cut-short`, `no-format-chunk`, `no-data-chunk`, `no-audio`. Notes: those of
 * `walkChunks`, `ssnd-offset-wrong`, `frame-count-differs`, `data-cut-short`, `partial-frame`, `second-data-chunk`,
 * `second-format-chunk`, `non-finite-samples`.
 */
export async function readAiff(bytes: ByteSource): Promise<AudioFile> {
  const notes: ReadNote[] = [];
  const window = new HeaderWindow(bytes);
  const head = (await window.at(0, 12)).slice();
  const compressed = readId(head, 8) === 'AIFC';
  const { comm, sound } = await findChunks(window, compressed, notes);
  if (comm === null || sound === null) throw missing(bytes, head, comm === null);
  const start = await soundStart(window, sound, notes);
  const frames = countFrames(comm, sound, start, notes);
  if (frames === 0) throw new Fault('no-audio', 'input', { file: bytes.name });
  const { sampleRateHz, channels, bits, codec, layout } = comm;
  const container = compressed ? 'aifc' : 'aiff';
  return {
    format: { container, codec, sampleRateHz, channels, bits, frames, lossy: lossyCodec(codec) },
    notes,
    source: pcmSource(bytes, { format: { sampleRateHz, channels }, layout, start, frames }, notes),
  };
}

async function findChunks(window: HeaderWindow, compressed: boolean, notes: ReadNote[]): Promise<Found> {
  const found: Found = { comm: null, sound: null };
  for await (const chunk of walkChunks(window, 12, { littleEndian: false, sound: 'SSND' }, notes)) {
    if (chunk.id === 'COMM') {
      const body = await chunkHead(window, chunk, MOST_COMM_BYTES);
      if (found.comm === null) found.comm = readComm(body, compressed, window.source.name, notes);
      else notes.push({ code: 'second-format-chunk', facts: {} });
    } else if (chunk.id === 'SSND') {
      if (found.sound === null) found.sound = chunk;
      else notes.push({ code: 'second-data-chunk', facts: { bytes: chunk.presentBytes } });
    }
  }
  return found;
}

function missing(bytes: ByteSource, head: Uint8Array, format: boolean): Fault {
  const cut = head.length < 12 || viewOf(head).getUint32(4, false) + 8 > bytes.bytes;
  const code = cut ? 'file-cut-short' : format ? 'no-format-chunk' : 'no-data-chunk';
  return new Fault(code, 'input', { file: bytes.name, bytes: bytes.bytes });
}

/** SSND: u32 offset of the first frame behind these eight bytes, u32 block size, sound. */
async function soundStart(window: HeaderWindow, sound: Chunk, notes: ReadNote[]): Promise<number> {
  const body = await window.at(sound.start, 8);
  const plain = sound.start + 8;
  if (body.length < 8) return plain;
  const offset = viewOf(body).getUint32(0, false);
  if (offset === 0 || 8 + offset < sound.presentBytes) return plain + offset;
  notes.push({ code: 'ssnd-offset-wrong', facts: { offset } });
  return plain;
}

/** What the chunk holds; fewer where COMM counts fewer (the rest is padding), never what COMM counts beyond it. */
function countFrames(comm: Comm, sound: Chunk, start: number, notes: ReadNote[]): number {
  const stride = comm.layout.bytes * comm.channels;
  const presentBytes = Math.max(0, sound.start + sound.presentBytes - start);
  const present = Math.floor(presentBytes / stride);
  const { declaredBytes } = sound;
  if (declaredBytes > sound.presentBytes) {
    notes.push({ code: 'data-cut-short', facts: { declaredBytes, presentBytes: sound.presentBytes } });
  } else if (comm.frames !== present) {
    notes.push({ code: 'frame-count-differs', facts: { declared: comm.frames, present } });
  } else if (presentBytes > present * stride) {
    notes.push({ code: 'partial-frame', facts: { bytes: presentBytes - present * stride } });
  }
  return comm.frames > 0 ? Math.min(comm.frames, present) : present;
}
