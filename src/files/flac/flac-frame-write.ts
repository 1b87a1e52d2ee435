// FLAC frame writer: all channels of one block as one frame, stereo coded the cheaper way (RFC 9639, section 9).
import { BitCursor } from '../bit-cursor.ts';
import {
  LEFT_SIDE,
  MAX_FRAME_HEADER_BYTES,
  MID_SIDE,
  SIDE_RIGHT,
  writeFrameHeader,
} from './flac-frame-header.ts';
import { roughLog2 } from './flac-predictor.ts';
import { createSubframeWriter, subframeWriterBytes } from './flac-subframe-write.ts';
import type { FlacKernel } from './flac-kernel.ts';
import type { StreamInfo } from './flac-stream-info.ts';

/** Frames kept before they must be taken: with 4096 frames each, a burst. */
const KEPT_FRAMES = 32;

export interface FrameWriter {
  /** The block to be encoded, as integers, a plane a channel; spoiled by `encode`. */
  readonly planes: readonly Int32Array[];
  readonly minFrameBytes: number;
  readonly maxFrameBytes: number;
  encode(frames: number): void;
  /** Is there room for another frame? */
  hasRoom(): boolean;
  /** Encoded bytes not yet taken; lent until `clear`. */
  pending(): Uint8Array;
  clear(): void;
}

type Stream = Pick<StreamInfo, 'sampleRateHz' | 'channels' | 'bits' | 'maxBlockFrames'>;

/** A frame seldom passes plain size; the estimate that keeps it below is half a bit a sample wrong at most. */
const mostFrameBytes = (stream: Stream): number =>
  Math.ceil((stream.channels * stream.maxBlockFrames * (stream.bits + 2)) / 8) + MAX_FRAME_HEADER_BYTES + 64;

/** Bytes of kernel memory that a frame writer takes. */
export const frameWriterBytes = (stream: Stream): number =>
  KEPT_FRAMES * mostFrameBytes(stream) +
  (stream.channels + 2) * stream.maxBlockFrames * 4 +
  subframeWriterBytes(stream.maxBlockFrames) +
  1024;

export function createFrameWriter(stream: Stream, kernel: FlacKernel): FrameWriter {
  const roomBytes = mostFrameBytes(stream);
  const bytes = kernel.allocateBytes(KEPT_FRAMES * roomBytes);
  const plane = (): Int32Array => kernel.allocatePlane(stream.maxBlockFrames);
  const planes = Array.from({ length: stream.channels }, plane);
  const mid = plane();
  const side = plane();
  const compared = kernel.allocateReals(8);
  const subframes = createSubframeWriter(kernel, stream.maxBlockFrames);
  const cursor = new BitCursor(bytes);
  let number = 0;
  let minFrameBytes = 0;
  let maxFrameBytes = 0;

  const encodeApart = (frames: number): void => {
    writeFrameHeader(cursor, stream, { frames, assignment: planes.length - 1, number });
    for (const each of planes)
      subframes.write(cursor, each, frames, stream.bits, wastedBits(allBits(each, frames)));
  };
  const encodeStereo = (frames: number): void => {
    kernel.compareStereo(planes[0]!, planes[1]!, mid, side, frames, compared);
    const assignment = chooseAssignment(compared, frames, stream.bits);
    const pair = PAIRS[assignment]!;
    const all = [planes[0]!, planes[1]!, mid, side];
    writeFrameHeader(cursor, stream, { frames, assignment, number });
    for (const which of pair) {
      const bits = stream.bits + (which === SIDE ? 1 : 0);
      subframes.write(cursor, all[which]!, frames, bits, wastedBits(compared[4 + which]!));
    }
  };

  return {
    planes,
    get minFrameBytes() {
      return minFrameBytes;
    },
    get maxFrameBytes() {
      return maxFrameBytes;
    },
    encode(frames) {
      const start = cursor.bit / 8;
      if (planes.length === 2) encodeStereo(frames);
      else encodeApart(frames);
      cursor.align();
      cursor.write(kernel.crc16(bytes, start, cursor.bit / 8), 16);
      const length = cursor.bit / 8 - start;
      minFrameBytes = number === 0 ? length : Math.min(minFrameBytes, length);
      maxFrameBytes = Math.max(maxFrameBytes, length);
      number++;
    },
    hasRoom: () => cursor.bit / 8 + roomBytes <= bytes.length,
    pending: () => bytes.subarray(0, cursor.bit / 8),
    clear() {
      bytes.fill(0, 0, cursor.bit / 8 + 8);
      cursor.bit = 0;
    },
  };
}

/** Places of left, right, mid and side in what `compareStereo` gives. */
const LEFT = 0;
const RIGHT = 1;
const MID = 2;
const SIDE = 3;

/** Which two signals each way of coding stereo stores, in its order. */
const PAIRS: Readonly<Record<number, readonly [number, number]>> = {
  1: [LEFT, RIGHT],
  [LEFT_SIDE]: [LEFT, SIDE],
  [SIDE_RIGHT]: [SIDE, RIGHT],
  [MID_SIDE]: [MID, SIDE],
};

/**
 * The pair with the fewest expected bits: log2 of the mean second difference and a sign, at most the plain sample, less
 * the bits that are always zero.
 */
function chooseAssignment(compared: Float64Array, frames: number, depth: number): number {
  const bits = [0, 1, 2, 3].map((which) => {
    const plain = depth + (which === SIDE ? 1 : 0);
    const predicted = roughLog2(compared[which]! / frames + 0.5) + 1;
    return Math.max(0, Math.min(predicted, plain) - wastedBits(compared[4 + which]!));
  });
  let best = 1;
  let fewest = Number.POSITIVE_INFINITY;
  for (const [assignment, [first, second]] of Object.entries(PAIRS)) {
    const cost = bits[first]! + bits[second]!;
    if (cost < fewest) best = Number(assignment);
    fewest = Math.min(fewest, cost);
  }
  return best;
}

function allBits(plane: Int32Array, frames: number): number {
  let all = 0;
  for (let i = 0; i < frames; i++) all |= plane[i]!;
  return all;
}

/** How many lowest bits are zero in everything that went into `all`; 0 for silence. */
const wastedBits = (all: number): number => (all === 0 ? 0 : 31 - Math.clz32(all & -all));
