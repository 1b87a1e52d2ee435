// FLAC reader: a FLAC stream as sound, frame by frame, every checksum tested (RFC 9639).
import { maskOfWaveOrder } from '../ogg/channel-order.ts';
import { Fault } from '../../signal/fault.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { Block } from '../../signal/signal.ts';
import { MAX_FRAME_HEADER_BYTES, parseFrameHeader, type FrameHeader } from './flac-frame-header.ts';
import { createFrameReader, frameReaderBytes, type FrameReader } from './flac-frame-read.ts';
import { createFlacKernel } from './flac-kernel-choice.ts';
import type { FlacKernel } from './flac-kernel.ts';
import { parseStreamInfo, STREAM_INFO_BYTES, type StreamInfo } from './flac-stream-info.ts';
import { id3v2Bytes } from '../tags/id3v2.ts';
import { createPcmHash, pcmHashBytes, type PcmHash } from './pcm-hash.ts';
import { StreamWindow, windowCapacity } from '../stream-window.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';

/** Bytes looked at when a frame's length is not known before. */
const LOOK_BYTES = 1 << 17;

/** Above what any encoder writes: eight channels of 65535 frames, a third more than plain. */
const MAX_FRAME_BYTES = 3 << 20;

/**
 * Opens a FLAC stream. Faults: `bad-header` (no usable STREAMINFO), `no-audio` (not one frame), and while pulling
 * `damaged-file` (`timeS`: a frame is wrong and sound follows). Notes: `truncated`, `checksum-mismatch`,
 * `trailing-data`.
 */
export async function readFlac(bytes: ByteSource): Promise<AudioFile> {
  const { info, audioAt } = await readMetadata(bytes);
  const burstFrames = Math.min(BURST_FRAMES, info.totalFrames || BURST_FRAMES);
  const kernel = createFlacKernel(
    frameReaderBytes(info) +
      windowBytes(info) +
      pcmHashBytes(info.channels) +
      burstBytes(info, burstFrames) +
      1024,
  );
  const window = new StreamWindow(bytes, audioAt, kernel.allocateBytes(windowBytes(info)));
  const checked = info.md5.some((byte) => byte !== 0);
  const hash = checked ? createPcmHash(info.bits, info.channels, kernel) : null;
  const notes: ReadNote[] = [];
  const frames = createFrameStream(bytes.name, info, window, createFrameReader(info, kernel), hash, notes);
  await refuseEmpty(bytes.name, info, frames);
  const { sampleRateHz, channels, bits } = info;
  const total = info.totalFrames === 0 ? null : info.totalFrames;
  return {
    format: {
      container: 'flac',
      codec: 'flac',
      sampleRateHz,
      channels,
      bits,
      frames: total,
      lossy: false,
      ...maskOfWaveOrder(channels),
    },
    notes,
    source: createFlacSource(info, frames, kernel, burstFrames, bytes),
  };
}

const windowBytes = (info: StreamInfo): number =>
  windowCapacity(Math.min(MAX_FRAME_BYTES, info.channels * info.maxBlockFrames * 6 + 4096));

/** What `scale` may write behind the last sample. */
const SPARE_FRAMES = 4;
const burstBytes = (info: StreamInfo, frames: number): number =>
  info.channels * ((frames + SPARE_FRAMES) * 8 + 16);

/** Walks the metadata blocks; an ID3v2 tag may stand before them. */
async function readMetadata(bytes: ByteSource): Promise<{ info: StreamInfo; audioAt: number }> {
  let at = id3v2Bytes(await bytes.read(0, 10)) + 4;
  let info: StreamInfo | null = null;
  for (let last = false; !last; ) {
    const head = await bytes.read(at, 4 + STREAM_INFO_BYTES);
    if (head.length < 4) break;
    last = head[0]! >= 128;
    const type = head[0]! & 127;
    const length = (head[1]! << 16) | (head[2]! << 8) | head[3]!;
    if (type === 0 && info === null) info = parseStreamInfo(head.subarray(4), bytes.name);
    if (info === null || type === 127) break;
    at += 4 + length;
  }
  if (info === null) throw new Fault('bad-header', 'input', { file: bytes.name, field: 'STREAMINFO' });
  return { info, audioAt: at };
}

/** An empty stream has nothing to master; a stream whose first frame is already cut has not either. */
async function refuseEmpty(name: string, info: StreamInfo, frames: FrameStream): Promise<void> {
  await frames.load();
  if (frames.left === 0) throw new Fault('no-audio', 'input', { file: name, frames: info.totalFrames });
}

interface FrameStream {
  readonly planes: readonly Int32Array[];
  /** Frames of the present FLAC frame that are still to be taken, from `at` on; 0 at the end. */
  readonly left: number;
  readonly at: number;
  /** Moves on to the next FLAC frame when this one is used up. */
  load(): Promise<void>;
  take(count: number): void;
}

function createFrameStream(
  name: string,
  info: StreamInfo,
  window: StreamWindow,
  reader: FrameReader,
  hash: PcmHash | null,
  notes: ReadNote[],
): FrameStream {
  const total = info.totalFrames === 0 ? Number.MAX_SAFE_INTEGER : info.totalFrames;
  let decoded = 0;
  let firstNumber = -1;
  let at = 0;
  let left = 0;
  let ended = false;

  /** Streams of old encoders that vary without saying so cannot be checked. */
  const follows = (header: FrameHeader): boolean => {
    if (!header.variable && info.minBlockFrames !== info.maxBlockFrames) return true;
    return (header.number - firstNumber) * (header.variable ? 1 : info.maxBlockFrames) === decoded;
  };

  /** Decodes the frame at the window's start, with more bytes when the first look was too short. */
  const decodeNext = async (): Promise<{ outcome: 'whole' | 'cut' | 'damaged' | 'none'; frames: number }> => {
    await window.fill(info.maxFrameBytes > 0 ? Math.min(info.maxFrameBytes, MAX_FRAME_BYTES) : LOOK_BYTES);
    for (;;) {
      const header = parseFrameHeader(window.bytes, window.start, window.end, info);
      if (header === null) return { outcome: 'none', frames: 0 };
      if (firstNumber < 0) firstNumber = header.number;
      if (!follows(header)) return { outcome: 'damaged', frames: 0 };
      const outcome = reader.decode(window.bytes, window.start, window.end, header);
      const visible = window.length;
      if (outcome === 'cut' && !window.last) await window.fill(visible + LOOK_BYTES);
      if (outcome !== 'cut' || window.length === visible) return { outcome, frames: header.frames };
    }
  };

  /** Sound behind the declared end is left alone, and told. */
  const noteSurplus = async (): Promise<void> => {
    await window.fill(MAX_FRAME_HEADER_BYTES);
    if (parseFrameHeader(window.bytes, window.start, window.end, info) === null) return;
    notes.push({ code: 'trailing-data', facts: { byte: window.position } });
  };

  /** What stopped the sound at byte `window.position`? Later frames: damage. None: the end came early. */
  const explainStop = async (outcome: 'cut' | 'damaged' | 'none'): Promise<void> => {
    const lost = info.totalFrames > 0 && decoded < total;
    const facts = { file: name, timeS: decoded / info.sampleRateHz };
    if (outcome === 'damaged' || (await laterFrame(window, info)))
      throw new Fault('damaged-file', 'input', facts);
    if (outcome === 'cut' || lost) {
      notes.push({ code: 'truncated', facts: { frames: decoded, declaredFrames: info.totalFrames } });
    } else if (window.length > 0) {
      notes.push({ code: 'trailing-data', facts: { byte: window.position } });
    }
  };

  const finish = (): void => {
    ended = true;
    const whole = info.totalFrames === 0 || decoded === total;
    if (hash === null || !whole || notes.some((note) => note.code === 'truncated')) return;
    const digest = hash.digest();
    if (digest.some((byte, i) => byte !== info.md5[i])) notes.push({ code: 'checksum-mismatch', facts: {} });
  };

  return {
    planes: reader.planes,
    get left() {
      return left;
    },
    get at() {
      return at;
    },
    async load() {
      if (left > 0 || ended) return;
      const { outcome, frames } =
        decoded < total ? await decodeNext() : { outcome: 'none' as const, frames: 0 };
      if (outcome !== 'whole') {
        await (decoded < total ? explainStop(outcome) : noteSurplus());
        return finish();
      }
      window.start = reader.end;
      at = 0;
      left = Math.min(frames, total - decoded);
      decoded += left;
      hash?.push(reader.planes, left);
    },
    take(count) {
      at += count;
      left -= count;
    },
  };
}

/** Is there another frame header anywhere behind the window's start? */
async function laterFrame(window: StreamWindow, info: StreamInfo): Promise<boolean> {
  window.start = Math.min(window.end, window.start + 1);
  for (;;) {
    await window.fill(LOOK_BYTES);
    const { bytes, end } = window;
    for (let at = window.start; at + MAX_FRAME_HEADER_BYTES < end; at++) {
      if (bytes[at] === 0xff && parseFrameHeader(bytes, at, end, info) !== null) return true;
    }
    if (window.last) return false;
    window.start = Math.max(window.start, end - MAX_FRAME_HEADER_BYTES);
  }
}

function createFlacSource(
  info: StreamInfo,
  stream: FrameStream,
  kernel: FlacKernel,
  burstFrames: number,
  bytes: ByteSource,
): Source {
  const factor = 1 / 2 ** (info.bits - 1);
  const channels = stream.planes.map(() => kernel.allocateReals(burstFrames + SPARE_FRAMES));
  const block: Block = { channels, frames: 0 };
  let closed = false;
  return {
    format: { sampleRateHz: info.sampleRateHz, channels: info.channels },
    frames: info.totalFrames === 0 ? null : info.totalFrames,
    async pull(maxFrames) {
      const wanted = Math.min(maxFrames, burstFrames);
      let filled = 0;
      while (filled < wanted) {
        if (stream.left === 0) await stream.load();
        if (stream.left === 0) break;
        const count = Math.min(stream.left, wanted - filled);
        for (let c = 0; c < channels.length; c++)
          kernel.scale(stream.planes[c]!, stream.at, count, factor, channels[c]!, filled);
        stream.take(count);
        filled += count;
      }
      block.frames = filled;
      return filled === 0 ? null : block;
    },
    async close() {
      if (closed) return;
      closed = true;
      await bytes.close();
    },
  };
}
