// Biquad: second-order sections in cascade, both channels in one loop, and their magnitude response.
import { dbFromPower } from './decibel.ts';
import { cos } from './math.ts';

/** H(z) = (b0 + b1 z⁻¹ + b2 z⁻²) / (1 + a1 z⁻¹ + a2 z⁻²). */
export interface Coefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

/** Frames after which states too small to be heard are set to 0, so that silence never runs in denormal numbers. */
const SPAN_FRAMES = 4096;
const INAUDIBLE = 1e-200;

/**
 * Direct form II transposed in float64. A stereo pair runs in one loop, since a recursion alone waits for its own
 * previous sample and leaves half of the machine idle (measured: 2x). The same bits for any cutting into blocks.
 */
export class BiquadCascade {
  private readonly sections: readonly Coefficients[];
  /** z1, z2 of channel 0, section 0; then of the next sections; then of the next channels. */
  private readonly state: Float64Array;
  private readonly channelCount: number;
  /** Frames since the last look for denormals. */
  private age = 0;

  constructor(sections: readonly Coefficients[], channels: number) {
    this.sections = sections;
    this.channelCount = channels;
    this.state = new Float64Array(2 * sections.length * channels);
  }

  /** Filters `channels[c][0 … frames-1]` in place. */
  process(channels: readonly Float64Array[], frames: number): void {
    for (let start = 0; start < frames; ) {
      const end = Math.min(frames, start + SPAN_FRAMES - this.age);
      this.processSpan(channels, start, end);
      this.age += end - start;
      start = end;
      if (this.age === SPAN_FRAMES) this.settle();
    }
  }

  /** Back to newborn. */
  reset(): void {
    this.state.fill(0);
    this.age = 0;
  }

  private settle(): void {
    const state = this.state;
    for (let i = 0; i < state.length; i++) if (Math.abs(state[i]!) < INAUDIBLE) state[i] = 0;
    this.age = 0;
  }

  private processSpan(channels: readonly Float64Array[], start: number, end: number): void {
    const count = this.channelCount;
    let c = 0;
    for (; c + 1 < count; c += 2) this.processPair(channels[c]!, channels[c + 1]!, start, end, c);
    if (c < count) this.processOne(channels[c]!, start, end, c);
  }

  private processPair(
    left: Float64Array,
    right: Float64Array,
    start: number,
    end: number,
    channel: number,
  ): void {
    const { state, sections } = this;
    for (let s = 0; s < sections.length; s++) {
      const { b0, b1, b2, a1, a2 } = sections[s]!;
      const l = 2 * (channel * sections.length + s);
      const r = l + 2 * sections.length;
      let l1 = state[l]!;
      let l2 = state[l + 1]!;
      let r1 = state[r]!;
      let r2 = state[r + 1]!;
      for (let n = start; n < end; n++) {
        const x = left[n]!;
        const u = right[n]!;
        const y = b0 * x + l1;
        const v = b0 * u + r1;
        l1 = b1 * x - a1 * y + l2;
        r1 = b1 * u - a1 * v + r2;
        l2 = b2 * x - a2 * y;
        r2 = b2 * u - a2 * v;
        left[n] = y;
        right[n] = v;
      }
      state[l] = l1;
      state[l + 1] = l2;
      state[r] = r1;
      state[r + 1] = r2;
    }
  }

  private processOne(samples: Float64Array, start: number, end: number, channel: number): void {
    const { state, sections } = this;
    for (let s = 0; s < sections.length; s++) {
      const { b0, b1, b2, a1, a2 } = sections[s]!;
      const at = 2 * (channel * sections.length + s);
      let z1 = state[at]!;
      let z2 = state[at + 1]!;
      for (let n = start; n < end; n++) {
        const x = samples[n]!;
        const y = b0 * x + z1;
        z1 = b1 * x - a1 * y + z2;
        z2 = b2 * x - a2 * y;
        samples[n] = y;
      }
      state[at] = z1;
      state[at + 1] = z2;
    }
  }
}

/** Magnitude of the cascade in dB at `hz`. |H|² of a section by its autocorrelation in φ = sin²(ω/2), exact near 0. */
export function responseDb(sections: readonly Coefficients[], hz: number, sampleRateHz: number): number {
  const phi = 0.5 - 0.5 * cos((2 * Math.PI * hz) / sampleRateHz);
  let power = 1;
  for (const { b0, b1, b2, a1, a2 } of sections) power *= powerAt(b0, b1, b2, phi) / powerAt(1, a1, a2, phi);
  return dbFromPower(power);
}

function powerAt(c0: number, c1: number, c2: number, phi: number): number {
  const sum = c0 + c1 + c2;
  return sum * sum - 4 * (c0 * c1 + 4 * c0 * c2 + c1 * c2) * phi + 16 * c0 * c2 * phi * phi;
}
