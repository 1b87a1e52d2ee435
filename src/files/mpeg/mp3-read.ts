// MP3 reader: frames found and followed by us, decoded by mpg123, trimmed by the LAME tag.
import { Fault } from '../../signal/fault.ts';
import { id3v2Bytes } from '../tags/id3v2.ts';
import {
  BELIEVABLE_FRAMES,
  MAX_FRAME_BYTES,
  areMp3Frames,
  beginsMp3,
  parseMp3Frame,
  parseMp3Tag,
  type Mp3Frame,
  type Mp3Tag,
} from './mp3-frame.ts';
import { damagedUnlessRead, freeOnce } from '../foreign-decoder.ts';
import { countNote } from '../read-note.ts';
import { StreamWindow, windowCapacity } from '../stream-window.ts';
import { createTrimmedSource, type DecodedRun } from '../trimmed-source.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

const LOOK_BYTES = (BELIEVABLE_FRAMES + 1) * MAX_FRAME_BYTES;
/** Frames decoded at once. */
const BATCH_FRAMES = 24;
/** Above this, decoded values come from damaged bytes. NaN is not below it either. */
const GARBAGE_LEVEL = 16;
/** Samples by which every layer III decoder is late. */
const DECODER_DELAY = 529;

/**
 * Opens an MP3 stream. With a LAME tag the length is exact and the first sample is the first of the music; without,
 * nothing is cut. Fault `no-audio` when no stream of frames is found. Notes: `resynchronised` (bytes that were no
 * frames), `damaged-frames` (silenced), `truncated`.
 */
export async function readMp3(bytes: ByteSource): Promise<AudioFile> {
  const window = new StreamWindow(bytes, await tagEnd(bytes), new Uint8Array(windowCapacity(LOOK_BYTES)));
  if (!(await findFrames(window, null))) throw new Fault('no-audio', 'input', { file: bytes.name });
  const first = parseMp3Frame(window.bytes, window.start, window.end)!;
  const tag = parseMp3Tag(window.bytes, window.start, first);
  if (tag !== null) window.start += first.bytes;
  const { sampleRateHz, channels } = first;
  const { skipFrames, frames } = trimming(tag, first);
  if (frames === 0) throw new Fault('no-audio', 'input', { file: bytes.name });
  const notes: ReadNote[] = [];
  const { next, free } = await createMp3Decoding(window, first, bytes.name, notes);
  const close = async (): Promise<void> => {
    free();
    await bytes.close();
  };
  const format = { sampleRateHz, channels };
  return {
    format: { container: 'mp3', codec: 'mp3', sampleRateHz, channels, bits: null, frames, lossy: true },
    notes,
    source: createTrimmedSource({ name: bytes.name, format, skipFrames, frames, notes, next, close }),
  };
}

/** Where the ID3v2 tags end; some files have two. */
async function tagEnd(bytes: ByteSource): Promise<number> {
  let at = 0;
  for (;;) {
    const length = id3v2Bytes(await bytes.read(at, 10));
    if (length === 0) return at;
    at += length;
  }
}

function trimming(tag: Mp3Tag | null, first: Mp3Frame): { skipFrames: number; frames: number | null } {
  if (tag === null || tag.delay === null || tag.padding === null) return { skipFrames: 0, frames: null };
  const skipFrames = tag.delay + DECODER_DELAY;
  if (tag.count === null) return { skipFrames, frames: null };
  const frames = tag.count * first.frames - tag.delay - tag.padding;
  return frames >= 0 ? { skipFrames, frames } : { skipFrames: 0, frames: null };
}

/**
 * Moves the window to the next place where frames (of `kind`, unless null) follow one another. False when there is
 * none up to the end.
 */
async function findFrames(window: StreamWindow, kind: number | null): Promise<boolean> {
  const wanted = kind === null ? BELIEVABLE_FRAMES : 2;
  for (;;) {
    await window.fill(LOOK_BYTES);
    const { bytes, end, last } = window;
    const stop = last ? end - 4 : end - wanted * MAX_FRAME_BYTES;
    for (; window.start <= stop; window.start++) {
      if (bytes[window.start] !== 0xff) continue;
      const frame = parseMp3Frame(bytes, window.start, end);
      if (frame === null || (kind !== null && frame.kind !== kind)) continue;
      const follow =
        kind === null
          ? beginsMp3(bytes, window.start, end, false)
          : areMp3Frames(bytes, window.start, end, wanted, last);
      if (follow) return true;
    }
    if (last) return false;
  }
}

interface Mp3Decoding {
  next(): Promise<DecodedRun | null>;
  free(): void;
}

async function createMp3Decoding(
  window: StreamWindow,
  first: Mp3Frame,
  file: string,
  notes: ReadNote[],
): Promise<Mp3Decoding> {
  const { MPEGDecoder } = await import('mpg123-decoder');
  const decoder = new MPEGDecoder({ enableGapless: false });
  await damagedUnlessRead(file, () => decoder.ready);
  let silenced = 0;

  /** The next whole frame, or null at the end of the stream; what is no frame is stepped over and told. */
  const nextFrame = async (): Promise<Uint8Array | null> => {
    for (;;) {
      await window.fill(LOOK_BYTES);
      const frame = parseMp3Frame(window.bytes, window.start, window.end);
      if (frame === null || frame.kind !== first.kind) {
        if (!(await resynchronise(window, first.kind, notes))) return null;
        continue;
      }
      if (frame.bytes > window.length) {
        notes.push({ code: 'truncated', facts: { byte: window.position } });
        return null;
      }
      const bytes = window.bytes.slice(window.start, window.start + frame.bytes);
      window.start += frame.bytes;
      return bytes;
    }
  };

  return {
    async next() {
      const batch: Uint8Array[] = [];
      while (batch.length < BATCH_FRAMES) {
        const frame = await nextFrame();
        if (frame === null) break;
        batch.push(frame);
      }
      if (batch.length === 0) {
        if (silenced > 0) notes.push({ code: 'damaged-frames', facts: { frames: silenced } });
        silenced = 0;
        return null;
      }
      const { channelData, samplesDecoded } = await damagedUnlessRead(file, () =>
        decoder.decodeFrames(batch),
      );
      silenced += silenceGarbage(channelData, first.frames);
      return { channels: channelData, frames: samplesDecoded };
    },
    free: freeOnce(() => decoder.free()),
  };
}

/** Frames with values that no encoder was given (24 dB above full scale) become silence; how many there were. */
function silenceGarbage(channels: readonly Float32Array[], frameLength: number): number {
  let silenced = 0;
  for (const samples of channels) {
    for (let at = 0; at < samples.length; at += frameLength) {
      const frame = samples.subarray(at, at + frameLength);
      if (frame.every((value) => Math.abs(value) <= GARBAGE_LEVEL)) continue;
      frame.fill(0);
      silenced++;
    }
  }
  return silenced;
}

/** Steps over bytes that are no frames. Tags at the end of a file are no damage. */
async function resynchronise(window: StreamWindow, kind: number, notes: ReadNote[]): Promise<boolean> {
  const from = window.position;
  const head = String.fromCharCode(...window.bytes.subarray(window.start, window.start + 8));
  const found = await findFrames(window, kind);
  const bytes = (found ? window.position : window.position + window.length) - from;
  if (found || (bytes > 0 && !/^(TAG|APETAGEX|LYRICS|ID3|3DI|\0)/.test(head))) {
    countNote(notes, 'resynchronised', from, bytes);
  }
  return found;
}
