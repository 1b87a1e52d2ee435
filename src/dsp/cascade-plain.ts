// Cascade, plain: second-order sections over a pair of channels, each lane with coefficients of its own.
//
// Direct form II transposed with b0 = 1 (the gains stand together at the input), its memory written by the old memory and
// not by the output: with y = x + z1, b1·x + z2 - a1·y = (b1 - a1)·x + z2 - a1·z1. One rounding less stands in the loop's
// way, and what a quiet band adds is added to x itself, which keeps its every bit.
import type { Coefficients } from './biquad.ts';

/** Before the sections: gain of the left and of the right lane. */
const HEAD = 2;
/** A section: b1 - a1, b2 - a2, a1, a2, each left and right. */
const SECTION = 8;
/** Memory of a section: z1 and z2, each left and right. */
export const CASCADE_STATE = 4;

/** Sections of both lanes as the loop reads them; the shorter lane is filled up with sections that do nothing. */
export function cascadeForm(left: readonly Coefficients[], right: readonly Coefficients[]): Float64Array {
  const count = Math.max(left.length, right.length);
  const form = new Float64Array(HEAD + SECTION * count);
  [left, right].forEach((sections, lane) => {
    form[lane] = sections.reduce((gain, { b0 }) => gain * b0, 1);
    sections.forEach(({ b0, b1, b2, a1, a2 }, s) => {
      const at = HEAD + SECTION * s + lane;
      form[at] = b1 / b0 - a1;
      form[at + 2] = b2 / b0 - a2;
      form[at + 4] = a1;
      form[at + 6] = a2;
    });
  });
  return form;
}

/** How many sections a form holds. */
export function cascadeLength(form: Float64Array): number {
  return (form.length - HEAD) / SECTION;
}

/** Filters `frames` of both lanes in place; `state`: CASCADE_STATE numbers a section. */
export function plainCascade(
  form: Float64Array,
  state: Float64Array,
  left: Float64Array,
  right: Float64Array,
  frames: number,
): void {
  cascadeLane(form, state, 0, left, frames);
  cascadeLane(form, state, 1, right, frames);
}

function cascadeLane(
  form: Float64Array,
  state: Float64Array,
  lane: number,
  samples: Float64Array,
  frames: number,
): void {
  const gain = form[lane]!;
  for (let n = 0; n < frames; n++) samples[n] = gain * samples[n]!;
  for (let at = HEAD + lane, z = lane; at < form.length; at += SECTION, z += CASCADE_STATE) {
    const d1 = form[at]!;
    const d2 = form[at + 2]!;
    const a1 = form[at + 4]!;
    const a2 = form[at + 6]!;
    let z1 = state[z]!;
    let z2 = state[z + 2]!;
    for (let n = 0; n < frames; n++) {
      const x = samples[n]!;
      samples[n] = x + z1;
      const next = d1 * x + z2 - a1 * z1;
      z2 = d2 * x - a2 * z1;
      z1 = next;
    }
    state[z] = z1;
    state[z + 2] = z2;
  }
}
