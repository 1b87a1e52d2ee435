// PCM loops: the compiled loops of kernel/pcm.ts in a memory of their caller's.
import { decodeHex } from '../../dsp/hex.ts';
import { PCM_KERNEL_HEX } from './pcm-kernel-bytes.ts';

/** A memory of its own costs as much as packing or unpacking so many frames without. */
export const LEAST_SWIFT_FRAMES = 1 << 19;

/** What kernel/pcm.ts exports: all but `frames` are addresses. */
export interface PcmLoops {
  unpackStereo16(bytes: number, frames: number, left: number, right: number): void;
  unpackStereo24(bytes: number, frames: number, left: number, right: number): void;
  /** 0 where all were numbers. */
  packStereo16(left: number, right: number, frames: number, bytes: number): number;
  packStereo24(left: number, right: number, frames: number, bytes: number): number;
}

let moduleOnce: WebAssembly.Module | null = null;

/** Throws where WebAssembly or its SIMD is missing. Compiled on first use and kept: a constant, not a state. */
export function pcmLoops(memory: WebAssembly.Memory): PcmLoops {
  moduleOnce ??= new WebAssembly.Module(decodeHex(PCM_KERNEL_HEX));
  return new WebAssembly.Instance(moduleOnce, { env: { memory } }).exports as unknown as PcmLoops;
}
