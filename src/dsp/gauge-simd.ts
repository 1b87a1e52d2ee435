// Gauge, SIMD: two channels weighed and looked at for peaks, laid into the kernel's memory once for both.
import type { Arena } from './arena.ts';
import type { Kernel } from './kernel-contract.ts';
import type { KernelExports } from './kernel-exports.ts';
import { CENTRE, COARSE_SHARE, groupsFor, HEARD_FROM, MARGIN, workLength } from './peak-plain.ts';
import { WEIGH_STATE, WEIGH_SUMS } from './weigh-plain.ts';

export function gaugeLoop(wasm: KernelExports, arena: Arena): Pick<Kernel, 'gauge'> {
  return {
    gauge(sections, state, { taps, table, near, far, fine }, sound, ends, count, sums, peaks) {
      const frames = ends[count - 1]!;
      const groups = groupsFor(frames);
      const length = workLength(frames);
      const bank = arena.table(table);
      const { edges, tops, count: edgeCount } = peaks;
      const small = sections.length + WEIGH_STATE + (1 + WEIGH_SUMS) * count + 2 * edgeCount;
      const leftAt = arena.scratch(2 * length + 2 * groups + small);
      const rightAt = leftAt + 8 * length;
      const scratch = rightAt + 8 * length;
      const sectionsAt = scratch + 16 * groups;
      const stateAt = sectionsAt + 8 * sections.length;
      const endsAt = stateAt + 8 * WEIGH_STATE;
      const sumsAt = endsAt + 8 * count;
      const edgesAt = sumsAt + 8 * WEIGH_SUMS * count;
      const topsAt = edgesAt + 8 * edgeCount;

      const place = (at: number, history: Float64Array, samples: Float64Array): void => {
        arena.put(at, history, HEARD_FROM);
        arena.put(at + 8 * HEARD_FROM, samples, frames);
        arena.clear(at + 8 * (HEARD_FROM + frames), length - HEARD_FROM - frames);
      };
      const look = (at: number, channel: 0 | 1): void => {
        const x = at + 8 * MARGIN;
        arena.put(topsAt, tops[channel], edgeCount);
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
          0,
          edgesAt,
          topsAt,
          edgeCount,
        );
        arena.take(topsAt, tops[channel], edgeCount);
      };

      place(leftAt, sound.histories[0], sound.left);
      place(rightAt, sound.histories[1], sound.right);
      arena.put(sectionsAt, sections, sections.length);
      arena.put(stateAt, state, WEIGH_STATE);
      arena.put(endsAt, ends, count);
      arena.put(edgesAt, edges, edgeCount);
      const [left, right] = [leftAt + 8 * HEARD_FROM, rightAt + 8 * HEARD_FROM];
      wasm.weigh(left, right, sectionsAt, stateAt, endsAt, count, sumsAt);
      arena.take(stateAt, state, WEIGH_STATE);
      arena.take(sumsAt, sums, WEIGH_SUMS * count);
      look(leftAt, 0);
      if (sound.right !== sound.left) look(rightAt, 1);
    },
  };
}
