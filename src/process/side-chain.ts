// Side chain: what a compressor hears in a hop: the power and the highest square of each channel, above the bass.
import type { Coefficients } from '../dsp/biquad.ts';
import { lowCut } from '../dsp/biquad-design.ts';
import type { SignalFormat } from '../signal/signal.ts';

/** Filter states below are set to 0 after every hop, so that silence never runs in denormal numbers. */
const INAUDIBLE = 1e-200;
const ALL_PASSES: Coefficients = { b0: 1, b1: 0, b2: 0, a1: 0, a2: 0 };

/** Filters and sums in one loop, a stereo pair together: nothing is copied, and neither recursion waits alone. */
export class SideChain {
  /** Sum of squares since the last `clear`, and the largest, one a channel. */
  readonly squares: Float64Array;
  readonly peaks: Float64Array;
  private readonly cut: Coefficients;
  /** z1, z2 of each channel: direct form II transposed. */
  private readonly state: Float64Array;

  /** Deaf below `cutHz`, 12 dB an octave; 0 hears all. */
  constructor(cutHz: number, { sampleRateHz, channels }: SignalFormat) {
    this.cut = cutHz > 0 ? lowCut(cutHz, Math.SQRT1_2, sampleRateHz) : ALL_PASSES;
    this.squares = new Float64Array(channels);
    this.peaks = new Float64Array(channels);
    this.state = new Float64Array(2 * channels);
  }

  /** Hears `channels[c][start … end-1]`; changes nothing. */
  listen(channels: readonly Float64Array[], start: number, end: number): void {
    const count = this.squares.length;
    let c = 0;
    for (; c + 1 < count; c += 2) this.listenToPair(channels[c]!, channels[c + 1]!, start, end, c);
    if (c < count) this.listenToOne(channels[c]!, start, end, c);
  }

  /** A hop is over. */
  clear(): void {
    const { squares, peaks, state } = this;
    for (let c = 0; c < squares.length; c++) {
      squares[c] = 0;
      peaks[c] = 0;
    }
    for (let i = 0; i < state.length; i++) if (Math.abs(state[i]!) < INAUDIBLE) state[i] = 0;
  }

  reset(): void {
    this.squares.fill(0);
    this.peaks.fill(0);
    this.state.fill(0);
  }

  private listenToPair(
    left: Float64Array,
    right: Float64Array,
    start: number,
    end: number,
    channel: number,
  ): void {
    const { state, squares, peaks } = this;
    const { b0, b1, b2, a1, a2 } = this.cut;
    const at = 2 * channel;
    let l1 = state[at]!;
    let l2 = state[at + 1]!;
    let r1 = state[at + 2]!;
    let r2 = state[at + 3]!;
    let leftSum = squares[channel]!;
    let rightSum = squares[channel + 1]!;
    let leftPeak = peaks[channel]!;
    let rightPeak = peaks[channel + 1]!;
    for (let n = start; n < end; n++) {
      const x = left[n]!;
      const u = right[n]!;
      const y = b0 * x + l1;
      const v = b0 * u + r1;
      // What does not wait for y comes first.
      l1 = b1 * x + l2 - a1 * y;
      r1 = b1 * u + r2 - a1 * v;
      l2 = b2 * x - a2 * y;
      r2 = b2 * u - a2 * v;
      const yy = y * y;
      const vv = v * v;
      leftSum += yy;
      rightSum += vv;
      leftPeak = Math.max(leftPeak, yy);
      rightPeak = Math.max(rightPeak, vv);
    }
    state[at] = l1;
    state[at + 1] = l2;
    state[at + 2] = r1;
    state[at + 3] = r2;
    squares[channel] = leftSum;
    squares[channel + 1] = rightSum;
    peaks[channel] = leftPeak;
    peaks[channel + 1] = rightPeak;
  }

  private listenToOne(samples: Float64Array, start: number, end: number, channel: number): void {
    const { state, squares, peaks } = this;
    const { b0, b1, b2, a1, a2 } = this.cut;
    let z1 = state[2 * channel]!;
    let z2 = state[2 * channel + 1]!;
    let sum = squares[channel]!;
    let peak = peaks[channel]!;
    for (let n = start; n < end; n++) {
      const x = samples[n]!;
      const y = b0 * x + z1;
      z1 = b1 * x + z2 - a1 * y;
      z2 = b2 * x - a2 * y;
      sum += y * y;
      if (y * y > peak) peak = y * y;
    }
    state[2 * channel] = z1;
    state[2 * channel + 1] = z2;
    squares[channel] = sum;
    peaks[channel] = peak;
  }
}
