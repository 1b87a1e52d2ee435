// FLAC frame: one burst of all channels, from its bytes to its samples, with its CRC-16 checked (RFC 9639, section 9).
import { BitCursor } from './bit-cursor.ts';
import { crc16 } from './flac-crc.ts';
import { LEFT_SIDE, MID_SIDE, SIDE_RIGHT, type FrameHeader } from './flac-frame-header.ts';
import { readRice, restore } from './flac-kernel-plain.ts';
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

export function createFrameReader(info: StreamInfo, kernel: FlacKernel): FrameReader {
  const planes = Array.from({ length: info.channels }, () => kernel.allocatePlane(info.maxBlockFrames));
  const coefficients = kernel.allocatePlane(MAX_ORDER);
  const wide = info.bits === 32 && info.channels === 2 ? new Float64Array(info.maxBlockFrames) : null;
  let end = 0;

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
    if (difference >= 0)
      undoDifference(planes[0]!, planes[1]!, wide ?? planes[difference]!, assignment, frames);
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
      if (!done || crc16(bytes, at, crcAt + 2) !== 0) return 'damaged';
      end = crcAt + 2;
      return 'whole';
    },
  };
}

/** Turns left or right or mid and the difference `side` = left − right back into left and right. */
function undoDifference(
  left: Int32Array,
  right: Int32Array,
  side: Int32Array | Float64Array,
  assignment: number,
  frames: number,
): void {
  if (assignment === LEFT_SIDE) {
    for (let i = 0; i < frames; i++) right[i] = left[i]! - side[i]!;
  } else if (assignment === SIDE_RIGHT) {
    for (let i = 0; i < frames; i++) left[i] = right[i]! + side[i]!;
  } else if (assignment === MID_SIDE) {
    // mid lost the sum's last bit, which the difference has too
    for (let i = 0; i < frames; i++) {
      const difference = side[i]!;
      const sum = 2 * left[i]! + (difference & 1);
      left[i] = (sum + difference) / 2;
      right[i] = (sum - difference) / 2;
    }
  }
}
