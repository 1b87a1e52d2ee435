// Swings: how far each channel goes up and down, step by step of 2 ms, read once for all that ask for peaks.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Stream } from '../hearing.ts';

const STEP_S = 0.002;
const FIRST_PIECES = 64;

/** Of the block that was heard last, piece by piece: a piece ends where a step or the block ends. */
export class Swings implements Stream {
  readonly stepFrames: number;
  pieces = 0;
  /** Frame of the block behind each piece. */
  ends = new Float64Array(FIRST_PIECES);
  /** By channel: the highest sample of each piece, at least 0, and the lowest, at most 0. */
  readonly highs: Float64Array[];
  readonly lows: Float64Array[];
  /** By channel: the largest size of any sample so far. */
  readonly peaks: Float64Array;
  /** Frames of the open step that were heard. */
  private inStep = 0;

  constructor({ sampleRateHz, channels }: SignalFormat) {
    this.stepFrames = Math.max(1, Math.round(STEP_S * sampleRateHz));
    this.highs = Array.from({ length: channels }, () => new Float64Array(FIRST_PIECES));
    this.lows = Array.from({ length: channels }, () => new Float64Array(FIRST_PIECES));
    this.peaks = new Float64Array(channels);
  }

  push(block: Block): void {
    this.cut(block.frames);
    for (let c = 0; c < this.peaks.length; c++) {
      const [high, low] = [this.highs[c]!, this.lows[c]!];
      let start = 0;
      for (let p = 0; p < this.pieces; p++) {
        const end = this.ends[p]!;
        swing(block.channels[c]!, start, end, high, low, p);
        start = end;
      }
      this.peaks[c] = largest(high, low, this.pieces, this.peaks[c]!);
    }
  }

  finish(): void {}

  /** Largest size of any sample of piece `p`, in any channel. */
  peakOf(p: number): number {
    let peak = 0;
    for (let c = 0; c < this.highs.length; c++) {
      const high = this.highs[c]![p]!;
      const low = -this.lows[c]![p]!;
      if (high > peak) peak = high;
      if (low > peak) peak = low;
    }
    return peak;
  }

  private cut(frames: number): void {
    const { stepFrames } = this;
    const pieces = Math.ceil((this.inStep + frames) / stepFrames);
    if (pieces > this.ends.length) this.grow(2 * pieces);
    let end = stepFrames - this.inStep;
    let count = 0;
    for (; end < frames; end += stepFrames) this.ends[count++] = end;
    if (frames > 0) this.ends[count++] = frames;
    this.pieces = count;
    this.inStep = (this.inStep + frames) % stepFrames;
  }

  private grow(pieces: number): void {
    this.ends = new Float64Array(pieces);
    for (let c = 0; c < this.highs.length; c++) {
      this.highs[c] = new Float64Array(pieces);
      this.lows[c] = new Float64Array(pieces);
    }
  }
}

/** Two samples at once, so that no comparison waits for the one before. */
function swing(
  x: Float64Array,
  start: number,
  end: number,
  highs: Float64Array,
  lows: Float64Array,
  p: number,
): void {
  let high = 0;
  let low = 0;
  let high2 = 0;
  let low2 = 0;
  let i = start;
  if (((end - start) & 1) === 1) {
    const odd = x[i++]!;
    if (odd > high) high = odd;
    if (odd < low) low = odd;
  }
  for (; i < end; i += 2) {
    const one = x[i]!;
    const two = x[i + 1]!;
    if (one > high) high = one;
    if (one < low) low = one;
    if (two > high2) high2 = two;
    if (two < low2) low2 = two;
  }
  highs[p] = high > high2 ? high : high2;
  lows[p] = low < low2 ? low : low2;
}

function largest(highs: Float64Array, lows: Float64Array, pieces: number, soFar: number): number {
  let peak = soFar;
  for (let p = 0; p < pieces; p++) peak = Math.max(peak, highs[p]!, -lows[p]!);
  return peak;
}

/** The stream that detectors ask for. */
export function swings(format: SignalFormat): Swings {
  return new Swings(format);
}
