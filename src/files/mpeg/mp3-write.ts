// MP3 writer: sound through LAME into frames, behind a first frame that tells the exact length.
import type { Sink } from '../../signal/stream.ts';
import { createFloatPieces } from '../float-pieces.ts';
import { createMp3Count, type Mp3Count } from './mp3-count.ts';
import { formatMp3Tag, mp3TagBytes } from './mp3-tag-write.ts';
import type { WriteFormat } from '../format.ts';
import type { ByteSink } from '../place.ts';

/** Sixteen MPEG-1 frames: long enough for few writes, short enough to hold nothing much. */
const PIECE_FRAMES = 16 * 1152;

/** A sink that writes `format` as MP3: `kbits` a second throughout, or as many as LAME's best variable rate wants for null. */
export async function writeMp3(bytes: ByteSink, format: WriteFormat, kbits: number | null): Promise<Sink> {
  const { createMp3Encoder } = await import('wasm-media-encoders');
  const encoder = await createMp3Encoder();
  const { sampleRateHz, channels } = format;
  encoder.configure({
    channels: channels === 1 ? 1 : 2,
    sampleRate: sampleRateHz,
    // One of the writer's rates and qualities, which its types list one by one.
    outputSampleRate: sampleRateHz as 44100,
    ...(kbits === null ? { vbrQuality: 0 } : { bitrate: kbits as 320 }),
  });
  const stream = createMp3Stream(bytes, kbits === null);
  const pieces = createFloatPieces(channels, PIECE_FRAMES, (planes, frames) =>
    stream.write(encoder.encode(planes.map((plane) => plane.subarray(0, frames)))),
  );
  return {
    write: pieces.write,
    async close() {
      await pieces.end();
      await stream.write(encoder.finalize());
      await stream.end(pieces.frames, pieces.peak);
      await bytes.commit();
    },
    abort: () => bytes.abort(),
  };
}

interface Mp3Stream {
  /** Frames of MPEG audio, cut anywhere. */
  write(encoded: Uint8Array): Promise<void>;
  /** Completes the first frame: `frames` of sound were encoded, the loudest sample was `peak`. */
  end(frames: number, peak: number): Promise<void>;
}

/** Puts the tag's frame in front as soon as the first header tells what it must look like, and completes it in the end. */
function createMp3Stream(bytes: ByteSink, variable: boolean): Mp3Stream {
  let head = new Uint8Array(0);
  let count: Mp3Count | null = null;
  const begin = async (): Promise<Mp3Count | null> => {
    const tagBytes = mp3TagBytes(head, variable);
    if (tagBytes === null) return null;
    await bytes.write(new Uint8Array(tagBytes));
    const begun = createMp3Count();
    await pass(head, begun);
    return begun;
  };
  const pass = async (encoded: Uint8Array, to: Mp3Count): Promise<void> => {
    to.push(encoded);
    await bytes.write(encoded);
  };
  return {
    async write(encoded) {
      if (count !== null) return pass(encoded, count);
      head = joined(head, encoded);
      count = await begin();
    },
    async end(frames, peak) {
      if (count === null) throw new Error('The encoder gave no frame.');
      await bytes.rewrite(0, formatMp3Tag(head, variable, { frames, peak, count }));
    },
  };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
