// PCM hash: the MD5 of interleaved little-endian samples by which FLAC proves that nothing was lost (RFC 9639, 8.2).
import { viewOf } from '../bytes.ts';
import type { FlacKernel } from './flac-kernel.ts';
import { MD5_START } from './md5-plain.ts';

/** Frames packed before the hash takes them. */
const PACK_FRAMES = 4096;
const BLOCK_BYTES = 64;
/** What `interleave` may write behind the last sample, and room for the padding. */
const SLACK_BYTES = 2 * BLOCK_BYTES;

export interface PcmHash {
  /** Adds `frames` frames of integers. */
  push(planes: readonly Int32Array[], frames: number): void;
  /** The 16 bytes; only once. */
  digest(): Uint8Array;
}

/** Bytes of kernel memory that a hash takes. */
export const pcmHashBytes = (channels: number): number =>
  PACK_FRAMES * channels * 4 + BLOCK_BYTES + SLACK_BYTES + 64;

/** A hash of samples that are `bits` long, each stored in whole bytes. */
export function createPcmHash(bits: number, channels: number, kernel: FlacKernel): PcmHash {
  const stride = channels * Math.ceil(bits / 8);
  const packed = kernel.allocateBytes(BLOCK_BYTES + PACK_FRAMES * stride + SLACK_BYTES);
  const state = kernel.allocatePlane(4);
  state.set(MD5_START);
  /** Bytes at the start of `packed` that wait for a block to fill. */
  let waiting = 0;
  let total = 0;

  const hashWhole = (filled: number): void => {
    const whole = filled - (filled % BLOCK_BYTES);
    kernel.md5(state, packed, 0, whole);
    packed.copyWithin(0, whole, filled);
    waiting = filled - whole;
  };

  return {
    push(planes, frames) {
      for (let from = 0; from < frames; from += PACK_FRAMES) {
        const to = Math.min(frames, from + PACK_FRAMES);
        kernel.interleave(planes, from, to, stride / channels, packed.subarray(waiting));
        hashWhole(waiting + (to - from) * stride);
      }
      total += frames * stride;
    },
    /** A one bit, zeros, and the length in bits in the last eight bytes of a block. */
    digest() {
      const end = waiting + 9 <= BLOCK_BYTES ? BLOCK_BYTES : 2 * BLOCK_BYTES;
      packed.fill(0, waiting, end);
      packed[waiting] = 0x80;
      const view = viewOf(packed);
      view.setUint32(end - 8, (total % 2 ** 29) * 8, true);
      view.setUint32(end - 4, Math.floor(total / 2 ** 29), true);
      hashWhole(end);
      return new Uint8Array(state.buffer, state.byteOffset, 16).slice();
    },
  };
}
