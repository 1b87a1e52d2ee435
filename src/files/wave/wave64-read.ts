// Wave64 reading: GUID chunks to a Source, with every declared size checked against the file.
import { Fault } from '../../signal/fault.ts';
import { readUint64, viewOf } from '../bytes.ts';
import { chunkHead, type Chunk } from '../chunk-walk.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import { HeaderWindow } from '../header-window.ts';
import { pcmSource } from '../pcm/pcm-source.ts';
import { countFrames, lossyCodec } from '../pcm/sound-length.ts';
import type { ByteSource } from '../place.ts';
import { maskOfFmt, readWavFmt, type WavFmt } from './wav-fmt.ts';
import { GUID_BYTES, WAVE64_HEAD_BYTES, wave64Name } from './wave64-guid.ts';

/** The longest `fmt ` chunk that means anything: extensible. */
const MOST_FMT_BYTES = 40;
/** A file with more chunks than this is no sound file. */
const MOST_CHUNKS = 200_000;

interface Found {
  fmt: WavFmt | null;
  data: Chunk | null;
}

/**
 * Faults: those of `readWavFmt`, `file-cut-short`, `no-format-chunk`, `no-data-chunk`, `no-audio`. Notes: those of
 * `readWavFmt`, `data-size-unknown`, `data-cut-short`, `partial-frame`, `chunk-beyond-file`, `second-data-chunk`,
 * `second-format-chunk`, `non-finite-samples`.
 */
export async function readWave64(bytes: ByteSource): Promise<AudioFile> {
  const notes: ReadNote[] = [];
  const window = new HeaderWindow(bytes);
  const { fmt, data } = await findChunks(window, notes);
  if (fmt === null || data === null) throw await missing(window, fmt === null);
  const { sampleRateHz, channels, bits, codec, layout } = fmt;
  const frames = countFrames(data, layout.bytes * channels, bytes.name, notes);
  const lossy = lossyCodec(codec);
  const region = { format: { sampleRateHz, channels }, layout, start: data.start, frames };
  return {
    format: { container: 'wave64', codec, sampleRateHz, channels, bits, frames, lossy, ...maskOfFmt(fmt) },
    notes,
    source: pcmSource(bytes, region, notes),
  };
}

async function findChunks(window: HeaderWindow, notes: ReadNote[]): Promise<Found> {
  const found: Found = { fmt: null, data: null };
  for await (const chunk of walkWave64(window, notes)) {
    if (chunk.id === 'fmt ' && found.fmt === null) {
      const body = await chunkHead(window, chunk, MOST_FMT_BYTES);
      found.fmt = readWavFmt(body, true, window.source.name, notes);
    } else if (chunk.id === 'fmt ') notes.push({ code: 'second-format-chunk', facts: {} });
    else if (chunk.id === 'data' && found.data === null) found.data = chunk;
    else if (chunk.id === 'data')
      notes.push({ code: 'second-data-chunk', facts: { bytes: chunk.presentBytes } });
  }
  return found;
}

/** Chunks start at multiples of eight. A size below that of the head itself ends the walk; for `data` it means unknown. */
async function* walkWave64(window: HeaderWindow, notes: ReadNote[]): AsyncGenerator<Chunk, void> {
  const end = window.source.bytes;
  let at = WAVE64_HEAD_BYTES + GUID_BYTES;
  for (let count = 0; count < MOST_CHUNKS && at + WAVE64_HEAD_BYTES <= end; count++) {
    const head = await window.at(at, WAVE64_HEAD_BYTES);
    const id = wave64Name(head, 0);
    const size = readUint64(viewOf(head), GUID_BYTES, true);
    const start = at + WAVE64_HEAD_BYTES;
    const present = end - start;
    // Writers into a pipe leave nothing, or all bits set.
    const unknown = id === 'data' && (size < WAVE64_HEAD_BYTES || size > Number.MAX_SAFE_INTEGER);
    if (size < WAVE64_HEAD_BYTES && !unknown) return;
    if (unknown) notes.push({ code: 'data-size-unknown', facts: { bytes: present } });
    const declaredBytes = unknown ? present : size - WAVE64_HEAD_BYTES;
    const presentBytes = Math.min(declaredBytes, present);
    if (declaredBytes > present && id !== 'data') {
      notes.push({ code: 'chunk-beyond-file', facts: { chunk: id || 'GUID', declaredBytes, presentBytes } });
    }
    yield { id, start, declaredBytes, presentBytes };
    at = start + Math.ceil(declaredBytes / 8) * 8;
  }
}

/** A part that is absent: because the file was cut, or never written. */
async function missing(window: HeaderWindow, format: boolean): Promise<Fault> {
  const { name, bytes } = window.source;
  const head = await window.at(0, WAVE64_HEAD_BYTES);
  const cut = head.length < WAVE64_HEAD_BYTES || readUint64(viewOf(head), GUID_BYTES, true) > bytes;
  const code = cut ? 'file-cut-short' : format ? 'no-format-chunk' : 'no-data-chunk';
  return new Fault(code, 'input', { file: name, bytes });
}
