// FLAC frame: one burst of all channels, from its bytes to its samples, with its CRC-16 checked (RFC 9639, section 9).
import { BitCursor } from '../bit-cursor.ts';
import { LEFT_SIDE, SIDE_RIGHT, type FrameHeader } from './flac-frame-header.ts';
import { readRice, restore, undoDifference } from './flac-kernel-plain.ts';
import { readSubframe, MAX_ORDER, type SubframeLoops } from './flac-subframe-read.ts';
import type { FlacKernel } from './flac-kernel.ts';
import type { StreamInfo } from './flac-stream-info.ts';

/** `cut`: the bytes end before the frame does. `damaged`: they are all there and wrong. */
export type FrameOutcome = 'whole' | 'cut' | 'damaged';

export interface FrameReader {
  /** Samples of the last whole frame, a plane a channel, as integers. */
  readonly planes: readonly Int32Array[];
  /** Byte after the last whole frame. */
  readonly end: number;
  /** Decodes the frame at byte `at`, whose header is `header`; the bytes are valid up to `limit`. */
  decode(bytes: Uint8Array, at: number, limit: number, header: FrameHeader): FrameOutcome;
}

/** Beyond 31 bits a difference of channels leaves the 32-bit planes and takes plain double arithmetic. */
const WIDE_LOOPS: SubframeLoops<Float64Array> = { readRice, restore };

/** Bytes of kernel memory that a frame reader takes. */
export const frameReaderBytes = (info: StreamInfo): number =>
  info.channels * (info.maxBlockFrames * 4 + 16) + MAX_ORDER * 4;

export function createFrameReader(info: StreamInfo, kernel: FlacKernel): FrameReader {
  const planes = Array.from({ length: info.channels }, () => kernel.allocatePlane(info.maxBlockFrames));
  const coefficients = kernel.allocatePlane(MAX_ORDER);
  const wide = info.bits === 32 && info.channels === 2 ? new Float64Array(info.maxBlockFrames) : null;
  let end = 0;

  const joinStereo = (frames: number, assignment: number): void => {
    const [first, second] = planes as [Int32Array, Int32Array];
    if (assignment === SIDE_RIGHT) {
      const side = wide ?? first;
      for (let i = 0; i < frames; i++) first[i] = second[i]! + side[i]!;
    } else if (wide === null) {
      kernel.undoDifference(first, second, frames, assignment === LEFT_SIDE);
    } else {
      undoDifference(first, wide, frames, assignment === LEFT_SIDE);
      for (let i = 0; i < frames; i++) second[i] = wide[i]!;
    }
  };
  const decodeChannels = (cursor: BitCursor, limit: number, header: FrameHeader): boolean => {
    const { frames, assignment } = header;
    const difference = assignment === SIDE_RIGHT ? 0 : assignment >= LEFT_SIDE ? 1 : -1;
    for (let c = 0; c < planes.length; c++) {
      const bits = info.bits + (c === difference ? 1 : 0);
      const done =
        bits > 32
          ? readSubframe(cursor, limit, WIDE_LOOPS, wide!, frames, bits, coefficients)
          : readSubframe(cursor, limit, kernel, planes[c]!, frames, bits, coefficients);
      if (!done) return false;
    }
    if (difference >= 0) joinStereo(frames, assignment);
    return true;
  };

  return {
    planes,
    get end() {
      return end;
    },
    decode(bytes, at, limit, header) {
      const cursor = new BitCursor(bytes, (at + header.bytes) * 8);
      if (header.frames > info.maxBlockFrames) return 'damaged';
      const done = decodeChannels(cursor, limit * 8, header);
      cursor.align();
      const crcAt = cursor.bit / 8;
      if (crcAt + 2 > limit) return 'cut';
      if (!done || kernel.crc16(bytes, at, crcAt + 2) !== 0) return 'damaged';
      end = crcAt + 2;
      return 'whole';
    },
  };
}
