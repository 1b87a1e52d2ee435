// ADTS reader: the frames of a bare AAC stream found and followed by us, decoded by what the machine lends.
import { Fault } from '../../signal/fault.ts';
import { decodedRuns } from './aac-read.ts';
import { adtsFrameBytes, adtsStream, HEADER_BYTES, type AdtsStream } from './adts-header.ts';
import { lentAacDecoder } from '../decoder-registry.ts';
import { countNote } from '../read-note.ts';
import { StreamWindow, windowCapacity } from '../stream-window.ts';
import { id3v2Bytes } from '../tags/id3v2.ts';
import { createTrimmedSource } from '../trimmed-source.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

/** The length of a frame has 13 bits; behind it the next header is looked at. */
const LOOK_BYTES = 8191 + HEADER_BYTES;
/** Tags before the stream: some files have two. More are no music. */
const MOST_TAGS = 16;
/** What stands behind the sound without being damage. */
const TAG_BEHIND = /^(TAG|APETAGEX|LYRICS|ID3|3DI|\0)/;

/**
 * Opens a bare AAC stream; nothing is cut, for it says nothing of delay. Faults: `no-audio`, `unknown-codec` (channels that only
 * the sound itself describes), `needs-decoder`. Notes: `resynchronised`, `truncated`.
 */
export async function readAdts(bytes: ByteSource): Promise<AudioFile> {
  const start = await tagEnd(bytes);
  const first = await firstStream(bytes, start);
  if (first === null) throw new Fault('no-audio', 'input', { file: bytes.name });
  const { sampleRateHz, channels } = first;
  if (channels === 0) {
    throw new Fault('unknown-codec', 'input', { file: bytes.name, container: 'adts', codec: 'aac' });
  }
  const decoder = lentAacDecoder();
  if (decoder === null) throw new Fault('needs-decoder', 'input', { file: bytes.name, codec: 'aac' });
  const notes: ReadNote[] = [];
  let frames = 0;
  for await (const frame of adtsFrames(bytes, start, first.kind, notes)) frames += framesOf(frame);
  const format = { sampleRateHz, channels };
  const packets = adtsFrames(bytes, start, first.kind, []);
  const runs = decodedRuns(decoder, packets, { ...format, name: bytes.name });
  return {
    format: { container: 'adts', codec: 'aac', ...format, bits: null, frames, lossy: true },
    notes,
    source: createTrimmedSource({
      name: bytes.name,
      format,
      skipFrames: 0,
      frames,
      notes,
      next: async () => (await runs.next()).value ?? null,
      async close() {
        await runs.return(undefined);
        await bytes.close();
      },
    }),
  };
}

async function tagEnd(bytes: ByteSource): Promise<number> {
  let at = 0;
  for (let n = 0; n < MOST_TAGS; n++) {
    const length = id3v2Bytes(await bytes.read(at, 10));
    if (length === 0) break;
    at += length;
  }
  return at;
}

const windowAt = (bytes: ByteSource, at: number): StreamWindow =>
  new StreamWindow(bytes, at, new Uint8Array(windowCapacity(LOOK_BYTES)));

async function firstStream(bytes: ByteSource, start: number): Promise<AdtsStream | null> {
  const window = windowAt(bytes, start);
  return (await findFrame(window, null)) ? adtsStream(window.bytes, window.start) : null;
}

/** Blocks of 1024 frames that a frame of ADTS holds: one to four. */
const framesOf = (frame: Uint8Array): number => 1024 * ((frame[6]! & 3) + 1);

/** Every whole frame of `kind`; what is none is stepped over and told. */
async function* adtsFrames(
  bytes: ByteSource,
  start: number,
  kind: number,
  notes: ReadNote[],
): AsyncGenerator<Uint8Array> {
  const window = windowAt(bytes, start);
  for (;;) {
    await window.fill(LOOK_BYTES);
    const length = adtsFrameBytes(window.bytes, window.start, window.end);
    if (length === 0 || adtsStream(window.bytes, window.start).kind !== kind) {
      if (!(await resynchronise(window, kind, notes))) return;
    } else if (length > window.length) {
      notes.push({ code: 'truncated', facts: { byte: window.position } });
      return;
    } else {
      yield window.bytes.slice(window.start, window.start + length);
      window.start += length;
    }
  }
}

async function resynchronise(window: StreamWindow, kind: number, notes: ReadNote[]): Promise<boolean> {
  const from = window.position;
  const head = String.fromCharCode(
    ...window.bytes.subarray(window.start, Math.min(window.end, window.start + 8)),
  );
  const found = await findFrame(window, kind);
  const skipped = window.position - from;
  if (found || (skipped > 0 && !TAG_BEHIND.test(head))) countNote(notes, 'resynchronised', from, skipped);
  return found;
}

/** Moves the window to the next frame (of `kind`, unless null) that another, or the end, follows. False at the end of all. */
async function findFrame(window: StreamWindow, kind: number | null): Promise<boolean> {
  for (;;) {
    await window.fill(LOOK_BYTES);
    const { bytes, end, last } = window;
    const stop = last ? end - 1 : end - LOOK_BYTES;
    for (; window.start <= stop; window.start++) {
      const length = adtsFrameBytes(bytes, window.start, end);
      if (length === 0) continue;
      const stream = adtsStream(bytes, window.start);
      if (kind !== null && stream.kind !== kind) continue;
      const next = window.start + length;
      if (last && next === end) return true;
      if (adtsFrameBytes(bytes, next, end) > 0 && adtsStream(bytes, next).kind === stream.kind) return true;
    }
    if (last) return false;
  }
}
