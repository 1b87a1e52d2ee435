// Kernel: the one door to WebAssembly: SIMD where the engine has it, else plain TypeScript, the same bits from both.
import type { Kernel } from './kernel-contract.ts';
import { PLAIN_KERNEL } from './kernel-plain.ts';
import { createSimdKernel } from './kernel-simd.ts';

let chosen: Kernel | null = null;

/** The heavy loops of this thread; made on first use (synchronously, so in a worklet too) and shared by all. */
export function kernel(): Kernel {
  chosen ??= createSimdKernel() ?? PLAIN_KERNEL;
  return chosen;
}
