// PCM room: the bytes of a burst and the sound in them, side by side in one memory where WebAssembly unpacks them.
import { LEAST_SWIFT_FRAMES, pcmLoops } from './pcm-loops.ts';
import { decodePcm, type SampleLayout } from './pcm.ts';

/** Made once for many bursts. */
export interface PcmRoom {
  /** Most frames of a burst. */
  readonly frames: number;
  /** Where a burst's bytes are put. */
  readonly bytes: Uint8Array;
  /** Where its sound then stands. */
  readonly channels: Float64Array[];
  /** Decodes the first `frames` frames of `bytes` as `decodePcm` does; returns how many floats were no numbers. */
  decode(frames: number): number;
}

const PAGE_BYTES = 65536;
/** The loops read up to 8 bytes and write a frame beyond what is asked for. */
const SLACK_BYTES = 16;

/** For bursts of up to `frames` of a sound of `total`: the same from either kind of room. */
export function createPcmRoom(
  layout: SampleLayout,
  channels: number,
  frames: number,
  total: number,
): PcmRoom {
  const common =
    channels === 2 &&
    layout.encoding === 'signed' &&
    layout.littleEndian &&
    (layout.bytes === 2 || layout.bytes === 3);
  if (common && frames > 0 && total >= LEAST_SWIFT_FRAMES) {
    try {
      return swiftRoom(layout.bytes, frames);
    } catch {
      // No SIMD, a page that forbids it, no memory to be had for it: that costs time alone.
    }
  }
  return plainRoom(layout, channels, frames);
}

export function plainRoom(layout: SampleLayout, count: number, frames: number): PcmRoom {
  const bytes = new Uint8Array(frames * count * layout.bytes);
  const channels = Array.from({ length: count }, () => new Float64Array(frames));
  return { frames, bytes, channels, decode: (burst) => decodePcm(bytes, burst, layout, channels) };
}

/** Stereo integers of 2 or 3 bytes, low byte first. Throws where WebAssembly or its SIMD is missing. */
export function swiftRoom(sampleBytes: number, frames: number): PcmRoom {
  const rowBytes = (8 * frames + SLACK_BYTES + 15) & ~15;
  const rightAt = rowBytes;
  const bytesAt = 2 * rowBytes;
  const bytes = 2 * sampleBytes * frames;
  const initial = Math.ceil((bytesAt + bytes + SLACK_BYTES) / PAGE_BYTES);
  // Never grown, which would take the memory away from under the arrays.
  const memory = new WebAssembly.Memory({ initial, maximum: initial });
  const loops = pcmLoops(memory);
  const unpack = sampleBytes === 2 ? loops.unpackStereo16 : loops.unpackStereo24;
  return {
    frames,
    bytes: new Uint8Array(memory.buffer, bytesAt, bytes),
    channels: [0, rightAt].map((at) => new Float64Array(memory.buffer, at, frames)),
    decode(burst) {
      unpack(bytesAt, burst, 0, rightAt);
      return 0;
    },
  };
}
