// Held bands: a signal that waits some hops, then is turned up or down, or added to another with a moving weight.

/** Delays by whole frames in three moves of memory. */
export class SpanDelay {
  private readonly kept: Float64Array;
  private readonly delay: number;

  /** For spans of at most `longest` frames. */
  constructor(delayFrames: number, longest: number) {
    this.delay = delayFrames;
    this.kept = new Float64Array(delayFrames + longest);
  }

  process(span: Float64Array): void {
    const { kept, delay } = this;
    if (delay === 0) return;
    const frames = span.length;
    kept.set(span, delay);
    span.set(kept.subarray(0, frames));
    kept.copyWithin(0, frames, frames + delay);
  }

  reset(): void {
    this.kept.fill(0);
  }
}

/** A ring of whole hops: a stretch inside of one hop never runs over its end. */
export class HeldRing {
  readonly samples: Float64Array;

  constructor(frames: number) {
    this.samples = new Float64Array(frames);
  }

  /** Replaces `count` samples from `start` on by those held from `at` on, times base + step·(phase + n). */
  turn(
    samples: Float64Array,
    start: number,
    count: number,
    at: number,
    base: number,
    step: number,
    phase: number,
  ): void {
    const held = this.samples;
    for (let n = 0; n < count; n++) {
      const x = samples[start + n]!;
      samples[start + n] = held[at + n]! * (base + step * (phase + n));
      held[at + n] = x;
    }
  }

  /** Keeps `count` of `low` from `from` on; adds those held from `at` on to `samples`, times base + step·(phase + n). */
  add(
    low: Float64Array,
    from: number,
    samples: Float64Array,
    start: number,
    count: number,
    at: number,
    base: number,
    step: number,
    phase: number,
  ): void {
    const held = this.samples;
    if (base === 0 && step === 0) {
      for (let n = 0; n < count; n++) held[at + n] = low[from + n]!;
      return;
    }
    for (let n = 0; n < count; n++) {
      samples[start + n]! += held[at + n]! * (base + step * (phase + n));
      held[at + n] = low[from + n]!;
    }
  }
}

/**
 * The same at once for the sound and two low bands: samples become sound·g + low·a + mid·b. `weights`: g, a and b at the
 * hop's begin, each with its step a frame after it. One loop in place of three.
 */
export function blendThree(
  held: readonly HeldRing[],
  samples: Float64Array,
  start: number,
  low: Float64Array,
  mid: Float64Array,
  from: number,
  count: number,
  at: number,
  phase: number,
  weights: Float64Array,
): void {
  const heldSound = held[0]!.samples;
  const heldLow = held[1]!.samples;
  const heldMid = held[2]!.samples;
  const g = weights[0]!;
  const gStep = weights[1]!;
  const a = weights[2]!;
  const aStep = weights[3]!;
  const b = weights[4]!;
  const bStep = weights[5]!;
  for (let n = 0; n < count; n++) {
    const x = samples[start + n]!;
    const steps = phase + n;
    samples[start + n] =
      heldSound[at + n]! * (g + gStep * steps) +
      heldLow[at + n]! * (a + aStep * steps) +
      heldMid[at + n]! * (b + bStep * steps);
    heldSound[at + n] = x;
    heldLow[at + n] = low[from + n]!;
    heldMid[at + n] = mid[from + n]!;
  }
}

export function heldRing(hop: number, hops: number): HeldRing {
  return new HeldRing(hop * hops);
}

/** `soFar` + Σ (upper - lower)² over `count` frames, of every `stride`th only. */
export function squaresOf(
  soFar: number,
  upper: Float64Array,
  upperFrom: number,
  lower: Float64Array,
  lowerFrom: number,
  count: number,
  stride: number,
): number {
  let sum = soFar;
  for (let n = 0; n < count; n += stride) {
    const band = upper[upperFrom + n]! - lower[lowerFrom + n]!;
    sum += band * band;
  }
  return sum;
}
