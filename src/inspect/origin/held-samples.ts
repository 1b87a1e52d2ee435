// Held samples: images that a poor rate conversion leaves: samples repeated, or joined by straight lines.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';

/** Phases that are told apart: every factor up to 4, and 6 and 8, divides it. */
const PHASES = 24;
const FACTORS = [2, 3, 4, 6, 8];
/** Of so many frames the first so many are looked at: conversion does not come and go. */
const STRIDE_FRAMES = 1 << 14;
const LOOK_FRAMES = 1 << 12;
/** After so many strides (24 s at 44.1 kHz) one in four is looked at. */
const ALL_OF = 64;
const THEN_EVERY = 4;
/** Energy in the phases that should hold still, against the liveliest: dither leaves a little. */
const SURE_SHARE = 0.05;
const LIKELY_SHARE = 0.2;
/** Steps of 16 bits: fainter movement is dither's, and says nothing. */
const LEAST_STEP_POWER = 25 / (32768 * 32768);
/** A square wave holds still too: of a held sound nearly every new sample moves. */
const MOVING_SHARE = 0.5;
const MOVE = 3 / 32768;
const LEAST_LOOKS = 4;

/** First and second differences by phase. */
class Phases {
  readonly first = new Float64Array(PHASES);
  readonly second = new Float64Array(PHASES);
  readonly moves = new Float64Array(PHASES);
  readonly counts = new Float64Array(PHASES);
}

class HeldSamplesDetector implements Detector {
  private readonly format: SignalFormat;
  private readonly phases = new Phases();
  private readonly before: Float64Array;
  private readonly last: Float64Array;
  private frame = 0;
  private looks = 0;

  constructor(format: SignalFormat) {
    this.format = format;
    this.before = new Float64Array(format.channels);
    this.last = new Float64Array(format.channels);
  }

  push(block: Block): void {
    for (let start = 0; start < block.frames; ) {
      const inStride = this.frame % STRIDE_FRAMES;
      const stride = (this.frame - inStride) / STRIDE_FRAMES;
      const looking = inStride < LOOK_FRAMES && (stride < ALL_OF || stride % THEN_EVERY === 0);
      const rest = (looking ? LOOK_FRAMES : STRIDE_FRAMES) - inStride;
      const end = Math.min(block.frames, start + rest);
      if (looking) {
        block.channels.forEach((samples, c) => this.look(samples, start, end, c, inStride));
        if (inStride + end - start === LOOK_FRAMES) this.looks++;
      }
      this.frame += end - start;
      start = end;
    }
  }

  /** The first two frames of a look only fill the memory. */
  private look(samples: Float64Array, start: number, end: number, channel: number, inStride: number): void {
    const { first, second, moves, counts } = this.phases;
    let b = this.before[channel]!;
    let a = this.last[channel]!;
    let phase = this.frame % PHASES;
    for (let n = start; n < end; n++) {
      const x = samples[n]!;
      const step = x - a;
      const bend = step - (a - b);
      if (inStride + n - start >= 2) {
        first[phase]! += step * step;
        second[phase]! += bend * bend;
        if (step > MOVE || step < -MOVE) moves[phase]!++;
        counts[phase]!++;
      }
      b = a;
      a = x;
      phase = phase + 1 === PHASES ? 0 : phase + 1;
    }
    this.before[channel] = b;
    this.last[channel] = a;
  }

  result(): Finding[] {
    if (this.looks < LEAST_LOOKS) return [];
    const { first, second, moves, counts } = this.phases;
    for (const factor of FACTORS) {
      const held = stillness(fold(first, factor), fold(moves, factor), fold(counts, factor), factor - 1);
      if (held < LIKELY_SHARE) return [this.finding(factor, 'hold', held)];
      const drawn = stillness(fold(second, factor), fold(moves, factor), fold(counts, factor), factor - 1);
      if (drawn < LIKELY_SHARE) return [this.finding(factor, 'line', drawn)];
    }
    return [];
  }

  private finding(factor: number, kind: string, share: number): Finding {
    const sure = share < SURE_SHARE;
    return {
      code: 'images',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? 0.95 : 0.7,
      channel: 'both',
      startS: null,
      endS: null,
      value: Math.round(this.format.sampleRateHz / factor / 2),
      unit: 'Hz',
      facts: { factor, kind },
    };
  }
}

function fold(byPhase: Float64Array, factor: number): Float64Array {
  const folded = new Float64Array(factor);
  for (let phase = 0; phase < PHASES; phase++) folded[phase % factor]! += byPhase[phase]!;
  return folded;
}

/** Mean energy of the `still` calmest phases over that of the liveliest; 1 where nothing can be said. */
function stillness(energy: Float64Array, moves: Float64Array, counts: Float64Array, still: number): number {
  const means = energy.map((sum, p) => sum / Math.max(1, counts[p]!));
  const top = means.reduce((best, mean, p) => (mean > means[best]! ? p : best), 0);
  if (means[top]! < LEAST_STEP_POWER || moves[top]! < MOVING_SHARE * counts[top]!) return 1;
  const calm = means.reduce((sum, mean, p) => (p === top ? sum : sum + mean), 0) / still;
  return calm / means[top]!;
}

/** Images of a hold or of straight lines, by whole factors. */
export const HELD_SAMPLES: DetectorKind = {
  id: 'held-samples',
  codes: ['images'],
  create: ({ format }) => new HeldSamplesDetector(format),
};
