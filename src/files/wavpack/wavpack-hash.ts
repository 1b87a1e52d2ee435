// WavPack hash: the MD5 over the samples of the file that was packed, which some WavPack files carry behind their sound.
import { PLAIN_FLAC_KERNEL } from '../flac/flac-kernel-plain.ts';
import { createPcmHash } from '../flac/pcm-hash.ts';
import { LEAD_FRAMES } from './wavpack-decorrelate.ts';
import type { WavpackInfo } from './wavpack-info.ts';

/** WAV stores 8 bits from 0 to 255; WavPack codes them around 0. */
const UNSIGNED_OFFSET = 128;

export interface WavpackHash {
  /** Adds the frames of a stretch. */
  push(planes: readonly Int32Array[], frames: number): void;
  /** Is it `md5`? Only once. */
  fits(md5: Uint8Array): boolean;
}

export function createWavpackHash({ sampleBytes, channels }: WavpackInfo): WavpackHash {
  const hash = createPcmHash(8 * sampleBytes, channels, PLAIN_FLAC_KERNEL);
  const stored = (plane: Int32Array, frames: number): Int32Array => {
    const part = plane.subarray(LEAD_FRAMES, LEAD_FRAMES + frames);
    return sampleBytes === 1 ? part.map((value) => value + UNSIGNED_OFFSET) : part;
  };
  return {
    push: (planes, frames) =>
      hash.push(
        planes.map((plane) => stored(plane, frames)),
        frames,
      ),
    fits: (md5) => hash.digest().every((byte, i) => byte === md5[i]),
  };
}
