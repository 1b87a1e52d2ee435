// FLAC kernel choice: the fastest kernel this machine runs.
import { PLAIN_FLAC_KERNEL } from './flac-kernel-plain.ts';
import type { FlacKernel } from './flac-kernel.ts';

/** A kernel whose arrays may add up to `bytes`. */
export function createFlacKernel(_bytes: number): FlacKernel {
  return PLAIN_FLAC_KERNEL;
}
