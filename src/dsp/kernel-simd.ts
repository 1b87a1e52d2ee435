// Kernel, SIMD: the loops of kernel/ in WebAssembly, called once a block.
import { Arena } from './arena.ts';
import { decodeHex } from './hex.ts';
import { cascadeLength } from './cascade-plain.ts';
import { gaugeLoop } from './gauge-simd.ts';
import { halfBandLoops } from './half-band-simd.ts';
import { HEAR_RESULT } from './hear-plain.ts';
import { KERNEL_HEX } from './kernel-bytes.ts';
import { crossingLoop } from './crossing-simd.ts';
import type { Kernel } from './kernel-contract.ts';
import type { KernelExports } from './kernel-exports.ts';
import { CENTRE, COARSE_SHARE, GROUP, groupsFor, HEARD_FROM, MARGIN, workLength } from './peak-plain.ts';
import { spectrumLoops } from './spectrum-simd.ts';
import { WEIGH_STATE, WEIGH_SUMS } from './weigh-plain.ts';

/** The module made and ready, or null where WebAssembly or its SIMD is missing. */
export function createSimdKernel(): Kernel | null {
  if (typeof WebAssembly === 'undefined') return null;
  let exports: KernelExports;
  try {
    exports = new WebAssembly.Instance(new WebAssembly.Module(decodeHex(KERNEL_HEX)))
      .exports as unknown as KernelExports;
  } catch {
    return null; // an engine without SIMD refuses to compile the module
  }
  return kernelOf(exports, new Arena(exports.memory));
}

function kernelOf(wasm: KernelExports, arena: Arena): Kernel {
  return {
    name: 'simd',
    ...spectrumLoops(wasm, arena),
    ...peakLoops(wasm, arena),
    ...filterLoops(wasm, arena),
    ...halfBandLoops(wasm, arena),
    ...pairLoops(wasm, arena),
    ...gaugeLoop(wasm, arena),
    ...crossingLoop(wasm, arena),
    ...predictionLoops(wasm, arena),
  };
}

function peakLoops(wasm: KernelExports, arena: Arena): Pick<Kernel, 'peak' | 'peaks' | 'envelope'> {
  return {
    peak({ taps, table, near, far, fine }, history, samples, frames, above) {
      const groups = groupsFor(frames);
      const length = workLength(frames);
      const bank = arena.table(table);
      const at = arena.scratch(length + 2 * groups);
      arena.put(at, history, HEARD_FROM);
      arena.put(at + 8 * HEARD_FROM, samples, frames);
      arena.clear(at + 8 * (HEARD_FROM + frames), length - HEARD_FROM - frames);
      const x = at + 8 * MARGIN;
      return wasm.peak(
        x,
        groups,
        frames,
        CENTRE,
        bank,
        taps,
        near,
        far,
        COARSE_SHARE,
        fine,
        at + 8 * length,
        above,
      );
    },
    peaks({ taps, table, near, far, fine }, history, samples, frames, above, ends, tops, count) {
      const groups = groupsFor(frames);
      const length = workLength(frames);
      const bank = arena.table(table);
      const at = arena.scratch(length + 2 * groups + 2 * count);
      const scratch = at + 8 * length;
      const endsAt = scratch + 16 * groups;
      const topsAt = endsAt + 8 * count;
      arena.put(at, history, HEARD_FROM);
      arena.put(at + 8 * HEARD_FROM, samples, frames);
      arena.clear(at + 8 * (HEARD_FROM + frames), length - HEARD_FROM - frames);
      arena.put(endsAt, ends, count);
      arena.put(topsAt, tops, count);
      const x = at + 8 * MARGIN;
      wasm.peaks(
        x,
        groups,
        CENTRE,
        bank,
        taps,
        near,
        far,
        COARSE_SHARE,
        fine,
        scratch,
        above,
        endsAt,
        topsAt,
        count,
      );
      arena.take(topsAt, tops, count);
    },
    envelope({ taps, table, near, far }, work, frames, above, out) {
      const groups = groupsFor(frames);
      const length = workLength(frames);
      const bank = arena.table(table);
      const at = arena.scratch(length + 2 * groups + 3 * (GROUP + 1) + frames);
      arena.put(at, work, length);
      const x = at + 8 * MARGIN;
      const scratch = at + 8 * length;
      const outAt = scratch + 8 * (2 * groups + 3 * (GROUP + 1));
      const any = wasm.envelope(x, groups, frames, CENTRE, bank, taps, near, far, scratch, above, outAt);
      arena.take(outAt, out, frames);
      return any !== 0;
    },
  };
}

function filterLoops(wasm: KernelExports, arena: Arena): Pick<Kernel, 'polyphase' | 'correlate'> {
  return {
    polyphase({ taps, phases, step, rows, table }, x, y, outputs, phase) {
      const length = Math.floor((phase + (outputs - 1) * step) / phases) + taps;
      const bank = arena.table(table);
      const xAt = arena.scratch(length + outputs);
      const yAt = xAt + 8 * length;
      arena.put(xAt, x, length);
      if (rows === 0) wasm.polyphase(xAt, yAt, outputs, bank, taps, phases, step, phase);
      else wasm.polyphaseBetween(xAt, yAt, outputs, bank, taps, rows, phases, step, phase);
      arena.take(yAt, y, outputs);
    },
    correlate(h, x, y, frames) {
      const taps = h.length;
      const length = frames + taps - 1;
      const hAt = arena.table(h);
      const xAt = arena.scratch(length + 4 + frames + 4);
      const yAt = xAt + 8 * (length + 4);
      arena.put(xAt, x, length);
      wasm.correlate(xAt, yAt, frames, hAt, taps);
      arena.take(yAt, y, frames);
    },
  };
}

function pairLoops(
  wasm: KernelExports,
  arena: Arena,
): Pick<Kernel, 'requantise' | 'cascade' | 'hear' | 'weigh'> {
  return {
    requantise(form, state, left, right, frames) {
      const formAt = arena.table(form);
      const stateAt = arena.scratch(state.length + 2 * frames);
      const leftAt = stateAt + 8 * state.length;
      const rightAt = leftAt + 8 * frames;
      arena.put(stateAt, state, state.length);
      arena.put(leftAt, left, frames);
      arena.put(rightAt, right, frames);
      wasm.requantise(leftAt, rightAt, frames, formAt, stateAt);
      arena.take(stateAt, state, state.length);
      arena.take(leftAt, left, frames);
      arena.take(rightAt, right, frames);
    },
    cascade(form, state, left, right, frames) {
      const formAt = arena.table(form);
      const stateAt = arena.scratch(state.length + 4 * frames);
      const leftAt = stateAt + 8 * state.length;
      const rightAt = leftAt + 8 * frames;
      arena.put(stateAt, state, state.length);
      arena.put(leftAt, left, frames);
      arena.put(rightAt, right, frames);
      wasm.cascade(formAt, cascadeLength(form), stateAt, leftAt, rightAt, frames, rightAt + 8 * frames);
      arena.take(stateAt, state, state.length);
      arena.take(leftAt, left, frames);
      arena.take(rightAt, right, frames);
    },
    hear(cut, state, left, right, frames, hop, at, out) {
      const results = HEAR_RESULT * Math.floor((at + frames) / hop);
      const cutAt = arena.table(cut);
      const stateAt = arena.scratch(state.length + 2 * frames + results);
      const leftAt = stateAt + 8 * state.length;
      const rightAt = leftAt + 8 * frames;
      const outAt = rightAt + 8 * frames;
      arena.put(stateAt, state, state.length);
      arena.put(leftAt, left, frames);
      arena.put(rightAt, right, frames);
      wasm.hear(leftAt, rightAt, frames, hop, at, cutAt, stateAt, outAt);
      arena.take(stateAt, state, state.length);
      arena.take(outAt, out, results);
    },
    weigh(sections, state, left, right, ends, count, sums) {
      const frames = ends[count - 1]!;
      const sectionsAt = arena.table(sections);
      const stateAt = arena.scratch(WEIGH_STATE + 2 * frames + (1 + WEIGH_SUMS) * count);
      const leftAt = stateAt + 8 * WEIGH_STATE;
      const rightAt = leftAt + 8 * frames;
      const endsAt = rightAt + 8 * frames;
      const sumsAt = endsAt + 8 * count;
      arena.put(stateAt, state, WEIGH_STATE);
      arena.put(leftAt, left, frames);
      arena.put(rightAt, right, frames);
      arena.put(endsAt, ends, count);
      wasm.weigh(leftAt, rightAt, sectionsAt, stateAt, endsAt, count, sumsAt);
      arena.take(stateAt, state, WEIGH_STATE);
      arena.take(sumsAt, sums, WEIGH_SUMS * count);
    },
  };
}

function predictionLoops(wasm: KernelExports, arena: Arena): Pick<Kernel, 'foretell'> {
  return {
    foretell({ order, blockFrames, window }, x, blocks, most, surprise) {
      const frames = window.length;
      const windowAt = arena.table(window);
      const xAt = arena.scratch(2 * (order + frames) + 3 * (order + 1) + blocks);
      const surpriseAt = xAt + 8 * (order + frames);
      const work = surpriseAt + 8 * blocks;
      arena.put(xAt, x, order + frames);
      const hopAt = xAt + 8 * order;
      const power = wasm.foretell(
        frames,
        order,
        windowAt,
        hopAt,
        work,
        blocks,
        blockFrames,
        most,
        surpriseAt,
      );
      arena.take(surpriseAt, surprise, blocks);
      return power;
    },
  };
}
