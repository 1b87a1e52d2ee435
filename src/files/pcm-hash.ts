// PCM hash: the MD5 of interleaved little-endian samples by which FLAC proves that nothing was lost (RFC 9639, 8.2).
import type { FlacKernel } from './flac-kernel.ts';

/** Frames packed before the hash takes them. */
const PACK_FRAMES = 4096;
/** What `interleave` may write behind the last sample. */
const SLACK_BYTES = 4;

export interface PcmHash {
  /** Adds `frames` frames of integers. */
  push(planes: readonly Int32Array[], frames: number): void;
  /** The 16 bytes; only once. */
  digest(): Uint8Array;
}

/** Bytes of kernel memory that a hash takes. */
export const pcmHashBytes = (channels: number): number => PACK_FRAMES * channels * 4 + SLACK_BYTES + 16;

/** A hash of samples that are `bits` long, each stored in whole bytes. */
export async function createPcmHash(bits: number, channels: number, kernel: FlacKernel): Promise<PcmHash> {
  const { createMD5 } = await import('hash-wasm');
  const hash = await createMD5();
  hash.init();
  const sampleBytes = Math.ceil(bits / 8);
  const packed = kernel.allocateBytes(PACK_FRAMES * channels * sampleBytes + SLACK_BYTES);
  return {
    push(planes, frames) {
      for (let from = 0; from < frames; from += PACK_FRAMES) {
        const to = Math.min(frames, from + PACK_FRAMES);
        kernel.interleave(planes, from, to, sampleBytes, packed);
        hash.update(packed.subarray(0, (to - from) * channels * sampleBytes));
      }
    },
    digest: () => hash.digest('binary'),
  };
}
