// PCM hash: the MD5 of interleaved little-endian samples by which FLAC proves that nothing was lost (RFC 9639, 8.2).

/** Frames packed before the hash takes them. */
const PACK_FRAMES = 4096;

export interface PcmHash {
  /** Adds `frames` frames of integers. */
  push(planes: readonly Int32Array[], frames: number): void;
  /** The 16 bytes; only once. */
  digest(): Uint8Array;
}

/** A hash of samples that are `bits` long, each stored in whole bytes. */
export async function createPcmHash(bits: number, channels: number): Promise<PcmHash> {
  const { createMD5 } = await import('hash-wasm');
  const hash = await createMD5();
  hash.init();
  const sampleBytes = Math.ceil(bits / 8);
  const packed = new Uint8Array(PACK_FRAMES * channels * sampleBytes);
  return {
    push(planes, frames) {
      for (let from = 0; from < frames; from += PACK_FRAMES) {
        const to = Math.min(frames, from + PACK_FRAMES);
        planes.forEach((plane, c) => pack(plane, from, to, packed, c * sampleBytes, channels, sampleBytes));
        hash.update(packed.subarray(0, (to - from) * channels * sampleBytes));
      }
    },
    digest: () => hash.digest('binary'),
  };
}

/** One channel into its places; a loop a width, because the inner loop over bytes would cost as much as the hash. */
function pack(
  plane: Int32Array,
  from: number,
  to: number,
  packed: Uint8Array,
  offset: number,
  channels: number,
  sampleBytes: number,
): void {
  const stride = channels * sampleBytes;
  let at = offset;
  for (let i = from; i < to; i++, at += stride) {
    const value = plane[i]!;
    packed[at] = value;
    if (sampleBytes > 1) packed[at + 1] = value >> 8;
    if (sampleBytes > 2) packed[at + 2] = value >> 16;
    if (sampleBytes > 3) packed[at + 3] = value >> 24;
  }
}
