// Crossing, SIMD: the crossovers of kernel/crossing.ts, called with sound copied in and the bands copied out.
import type { Arena } from './arena.ts';
import type { Kernel } from './kernel-contract.ts';
import type { KernelExports } from './kernel-exports.ts';

/** Rows that the kernel works in. */
const WORK_ROWS = 4;

export function crossingLoop(wasm: KernelExports, arena: Arena): Pick<Kernel, 'crossing'> {
  return {
    crossing({ splits, table }, state, left, right, frames, outs) {
      const formAt = arena.table(table);
      const stateAt = arena.scratch(state.length + (2 + WORK_ROWS + outs.length) * frames);
      const leftAt = stateAt + 8 * state.length;
      const rightAt = leftAt + 8 * frames;
      const work = rightAt + 8 * frames;
      const outAt = work + 8 * WORK_ROWS * frames;
      arena.put(stateAt, state, state.length);
      arena.put(leftAt, left, frames);
      arena.put(rightAt, right, frames);
      wasm.crossing(formAt, splits, stateAt, leftAt, rightAt, frames, work, outAt);
      arena.take(stateAt, state, state.length);
      for (let i = 0; i < outs.length; i++) arena.take(outAt + 8 * i * frames, outs[i]!, frames);
    },
  };
}
