// Half-band, SIMD: doubling and halving of the rate, and the curve read in between, in the WebAssembly module.
import type { Arena } from './arena.ts';
import { BEND_REST } from './bend-plain.ts';
import type { Kernel } from './kernel-contract.ts';
import type { KernelExports } from './kernel-exports.ts';

/** Loops make eight outputs a pass and may read and write so far beyond. */
const ROOM = 16;

export function halfBandLoops(
  wasm: KernelExports,
  arena: Arena,
): Pick<Kernel, 'bend' | 'doubleRate' | 'halveRate'> {
  return {
    bend(form, x, count) {
      const formAt = arena.table(form);
      const at = arena.scratch(count);
      arena.put(at, x, count);
      wasm.bend(at, count, formAt, (form.length - BEND_REST) / 4);
      arena.take(at, x, count);
    },
    doubleRate(h, x, y, frames) {
      const taps = h.length;
      const length = frames + taps - 1;
      const hAt = arena.table(h);
      const xAt = arena.scratch(length + 2 * frames + 2 * ROOM);
      const yAt = xAt + 8 * (length + ROOM);
      arena.put(xAt, x, length);
      wasm.doubleRate(xAt, yAt, frames, hAt, taps);
      arena.take(yAt, y, 2 * frames);
    },
    halveRate(h, x, y, frames, late) {
      const taps = h.length;
      const length = 2 * (frames + taps);
      const hAt = arena.table(h);
      const xAt = arena.scratch(length + frames + (frames + taps) + 4 * ROOM);
      const yAt = xAt + 8 * (length + ROOM);
      const work = yAt + 8 * (frames + ROOM);
      arena.put(xAt, x, length);
      wasm.halveRate(xAt, yAt, frames, hAt, taps, late ? 1 : 0, work);
      arena.take(yAt, y, frames);
    },
  };
}
