// WAV reading: RIFF, RIFX, RF64 and BW64 to a Source, with every declared size checked against the file.
import { Fault } from '../../signal/fault.ts';
import { HeaderWindow } from '../header-window.ts';
import { readExactly, readId, readUint64, UINT32_MAX, viewOf } from '../bytes.ts';
import { chunkHead, walkChunks, type Chunk } from '../chunk-walk.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import { pcmSource } from '../pcm/pcm-source.ts';
import { countFrames, lossyCodec } from '../pcm/sound-length.ts';
import type { ByteSource } from '../place.ts';
import { maskOfFmt, readWavFmt, type WavFmt } from './wav-fmt.ts';

/** The longest `fmt ` chunk that means anything: extensible. */
const MOST_FMT_BYTES = 40;
/** Longest part of a `ds64` chunk worth reading: over 300 listed chunks. */
const MOST_DS64_BYTES = 4096;

/** What the walk over the chunks found. */
interface Found {
  fmt: WavFmt | null;
  data: Chunk | null;
}

/**
 * Reads the headers of a WAV file and gives its sound. Faults: those of `readWavFmt`, `file-cut-short`,
 * `no-format-chunk`, `no-data-chunk`, `no-audio`. Notes: those of `walkChunks` and `readWavFmt`, `data-cut-short`,
 * `partial-frame`, `second-data-chunk`, `second-format-chunk`, `ds64-missing`,
 * `sizes-wrapped`, `non-finite-samples`.
 */
export async function readWav(bytes: ByteSource): Promise<AudioFile> {
  const notes: ReadNote[] = [];
  const head = await readExactly(bytes, 0, 12);
  const form = readId(head, 0);
  const { fmt, data } = await findChunks(bytes, form, notes);
  if (data === null || fmt === null)
    throw missing(bytes, head, fmt === null ? 'no-format-chunk' : 'no-data-chunk');
  const { sampleRateHz, channels, bits, codec, layout } = fmt;
  const frames = countFrames(data, layout.bytes * channels, bytes.name, notes);
  const container = form === 'RF64' ? 'rf64' : form === 'BW64' ? 'bw64' : 'wav';
  const region = { format: { sampleRateHz, channels }, layout, start: data.start, frames };
  return {
    format: {
      container,
      codec,
      sampleRateHz,
      channels,
      bits,
      frames,
      lossy: lossyCodec(codec),
      ...maskOfFmt(fmt),
    },
    notes,
    source: pcmSource(bytes, region, notes),
  };
}

async function findChunks(bytes: ByteSource, form: string, notes: ReadNote[]): Promise<Found> {
  const window = new HeaderWindow(bytes);
  const found: Found = { fmt: null, data: null };
  const long = form === 'RF64' || form === 'BW64';
  const longSizes = new Map<string, number>();
  const littleEndian = form !== 'RIFX';
  const wrapped = form === 'RIFF' && (await isWrapped(window));
  const longSize = (id: string, stated: number, start: number): number | undefined => {
    if (stated === UINT32_MAX) return longSizes.get(id);
    return wrapped && id === 'data' ? unwrapped(stated, bytes.bytes - start) : undefined;
  };
  if (wrapped) notes.push({ code: 'sizes-wrapped', facts: { bytes: bytes.bytes } });
  const rules = { littleEndian, sound: 'data', longSize };
  for await (const chunk of walkChunks(window, 12, rules, notes)) {
    if (chunk.id === 'fmt ') await takeFmt(window, chunk, found, littleEndian, notes);
    else if (chunk.id === 'data') takeData(chunk, found, notes);
    else if (chunk.id === 'ds64' && long) await takeDs64(window, chunk, longSizes);
  }
  if (long && !longSizes.has('data')) notes.push({ code: 'ds64-missing', facts: {} });
  return found;
}

/** Programs that know nothing of RF64 go on beyond 4 GiB, and state what is left of their sizes in 32 bits. */
const WRAP_BYTES = 2 ** 32;

async function isWrapped(window: HeaderWindow): Promise<boolean> {
  const { bytes } = window.source;
  if (bytes <= WRAP_BYTES) return false;
  return viewOf(await window.at(0, 12)).getUint32(4, true) === (bytes - 8) % WRAP_BYTES;
}

/** `stated` and as many times 4 GiB as there is room for. */
function unwrapped(stated: number, present: number): number {
  return stated + WRAP_BYTES * Math.max(0, Math.floor((present - stated) / WRAP_BYTES));
}

async function takeFmt(
  window: HeaderWindow,
  chunk: Chunk,
  found: Found,
  littleEndian: boolean,
  notes: ReadNote[],
): Promise<void> {
  if (found.fmt !== null) return void notes.push({ code: 'second-format-chunk', facts: {} });
  const body = await chunkHead(window, chunk, MOST_FMT_BYTES);
  found.fmt = readWavFmt(body, littleEndian, window.source.name, notes);
}

function takeData(chunk: Chunk, found: Found, notes: ReadNote[]): void {
  if (found.data === null) found.data = chunk;
  else notes.push({ code: 'second-data-chunk', facts: { bytes: chunk.presentBytes } });
}

/** ds64: u64 file size, u64 data size, u64 frames, u32 count of further sizes, each an id and a u64 (EBU Tech 3306). */
export async function takeDs64(
  window: HeaderWindow,
  chunk: Chunk,
  sizes: Map<string, number>,
): Promise<void> {
  const body = await window.at(chunk.start, Math.min(chunk.presentBytes, MOST_DS64_BYTES));
  if (body.length < 16) return;
  const view = viewOf(body);
  sizes.set('data', readUint64(view, 8, true));
  const listed = body.length >= 28 ? view.getUint32(24, true) : 0;
  for (let i = 0, at = 28; i < listed && at + 12 <= body.length; i++, at += 12) {
    const id = readId(body, at);
    if (!sizes.has(id)) sizes.set(id, readUint64(view, at + 4, true));
  }
}

/** A header that is absent: because the file was cut, or never written. */
function missing(bytes: ByteSource, head: Uint8Array, code: string): Fault {
  const declared = viewOf(head).getUint32(4, readId(head, 0) !== 'RIFX') + 8;
  const cut = declared > bytes.bytes;
  return new Fault(cut ? 'file-cut-short' : code, 'input', { file: bytes.name, bytes: bytes.bytes });
}
