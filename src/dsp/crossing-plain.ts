// Crossing, plain: a pair of channels cut into bands by crossovers one after the other; twin of kernel/crossing.ts.
//
// Each crossover has two cascades, as dsp/cascade-plain has them, one behind the other in the table: that of the band below, with
// two sections and one for each crossover above, and that of what is left above, with two.
import type { Coefficients } from './biquad.ts';
import { CASCADE_STATE, cascadeForm, plainCascade } from './cascade-plain.ts';
import type { Split } from './crossover.ts';

/** The cascades of some crossovers; must never change. */
export interface CrossingForm {
  readonly splits: number;
  readonly table: Float64Array;
  /** Numbers that a pair remembers. */
  readonly memory: number;
}

/** Of crossovers from low to high. */
export function crossingForm(splits: readonly Split[]): CrossingForm {
  const cascades: (readonly Coefficients[])[] = splits.flatMap(({ low, high }, i) => [
    [...low, ...splits.slice(i + 1).map(({ sum }) => sum)],
    high,
  ]);
  const forms = cascades.map((sections) => cascadeForm(sections, sections));
  const table = new Float64Array(forms.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const form of forms) {
    table.set(form, at);
    at += form.length;
  }
  const sections = cascades.reduce((sum, { length }) => sum + length, 0);
  return { splits: splits.length, table, memory: CASCADE_STATE * sections };
}

/** `outs`: left and right of each band by turns. */
export function plainCrossing(
  { splits, table }: CrossingForm,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number,
  outs: readonly Float64Array[],
): void {
  const rest = [left.slice(0, frames), right.slice(0, frames)] as const;
  let at = 0;
  let z = 0;
  const cascade = (sections: number, lanes: readonly [Float64Array, Float64Array]): void => {
    const form = table.subarray(at, at + 2 + 8 * sections);
    plainCascade(form, state.subarray(z, z + CASCADE_STATE * sections), lanes[0], lanes[1], frames);
    at += form.length;
    z += CASCADE_STATE * sections;
  };
  const tell = (lanes: readonly [Float64Array, Float64Array], band: number): void => {
    lanes.forEach((lane, c) => {
      outs[2 * band + c]!.set(lane);
    });
  };
  for (let i = 0; i < splits; i++) {
    const band = [rest[0].slice(), rest[1].slice()] as const;
    cascade(splits + 1 - i, band);
    tell(band, i);
    cascade(2, rest);
  }
  tell(rest, splits);
}
