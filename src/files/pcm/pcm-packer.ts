// PCM packer: planar sound to the bytes of a file, by WebAssembly where the layout is common and the sound is long.
import { encodePcm } from './pcm-encode.ts';
import { LEAST_SWIFT_FRAMES, pcmLoops } from './pcm-loops.ts';
import { notANumber } from './pcm-stereo.ts';
import type { SampleLayout } from './pcm.ts';

/**
 * Frames `from … to-1` of `channels` as bytes, lent until the next call; rounded and clamped as `encodePcm` does. Throws for
 * what is no number.
 */
export type PcmPacker = (channels: readonly Float64Array[], from: number, to: number) => Uint8Array;

const PAGE_BYTES = 65536;
/** The loops read a sample and write up to 12 bytes beyond what is asked for. */
const SLACK_BYTES = 32;

/** For pieces of up to `frames` of a sound of `total` (0: unknown): the same bytes from either kind. */
export function createPcmPacker(
  layout: SampleLayout,
  channels: number,
  frames: number,
  total: number,
): PcmPacker {
  const { encoding, bytes, littleEndian } = layout;
  const common = channels === 2 && encoding === 'signed' && littleEndian && (bytes === 2 || bytes === 3);
  if (common && total >= LEAST_SWIFT_FRAMES) {
    try {
      return swiftPacker(bytes, frames);
    } catch {
      // No SIMD, a page that forbids it, no memory to be had for it: that costs time alone.
    }
  }
  return plainPacker(layout, channels, frames);
}

export function plainPacker(layout: SampleLayout, count: number, frames: number): PcmPacker {
  const bytes = new Uint8Array(frames * count * layout.bytes);
  return (channels, from, to) => bytes.subarray(0, encodePcm(channels, from, to, layout, bytes));
}

/** Stereo integers of 2 or 3 bytes, low byte first. Throws where WebAssembly or its SIMD is missing. */
export function swiftPacker(sampleBytes: number, frames: number): PcmPacker {
  const rowBytes = (8 * frames + SLACK_BYTES + 15) & ~15;
  const bytesAt = 2 * rowBytes;
  const mostBytes = 2 * sampleBytes * frames + SLACK_BYTES;
  const initial = Math.ceil((bytesAt + mostBytes) / PAGE_BYTES);
  // Never grown, which would take the memory away from under the arrays.
  const memory = new WebAssembly.Memory({ initial, maximum: initial });
  const loops = pcmLoops(memory);
  const pack = sampleBytes === 2 ? loops.packStereo16 : loops.packStereo24;
  const left = new Float64Array(memory.buffer, 0, frames + 1);
  const right = new Float64Array(memory.buffer, rowBytes, frames + 1);
  return (channels, from, to) => {
    const count = to - from;
    left.set(channels[0]!.subarray(from, to));
    right.set(channels[1]!.subarray(from, to));
    // The loop goes by pairs: an odd frame's partner must be a number too.
    left[count] = 0;
    right[count] = 0;
    if (pack(0, rowBytes, count, bytesAt) !== 0) throw notANumber(Number.NaN);
    return new Uint8Array(memory.buffer, bytesAt, 2 * sampleBytes * count);
  };
}
