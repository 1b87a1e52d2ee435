// FLAC kernel choice: the WASM kernel, or the plain one where WASM SIMD is missing.
import { PLAIN_FLAC_KERNEL } from './flac-kernel-plain.ts';
import { createWasmFlacKernel } from './flac-kernel-wasm.ts';
import type { FlacKernel } from './flac-kernel.ts';

/**
 * A kernel whose arrays may add up to `bytes`. Both give the same results, so whatever keeps WASM from starting (no SIMD,
 * a page that forbids it, no memory to be had for it) costs time alone.
 */
export function createFlacKernel(bytes: number): FlacKernel {
  try {
    return createWasmFlacKernel(bytes);
  } catch {
    return PLAIN_FLAC_KERNEL;
  }
}
