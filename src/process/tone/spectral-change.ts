// Spectral change: hears a sound spectrum by spectrum and adds to it what gains that follow the spectrum change.
import { createRealFft, type RealFft } from '../../dsp/fft.ts';
import { sin } from '../../dsp/math.ts';
import type { Block } from '../../signal/signal.ts';

/** Decides what becomes of each spectrum. */
export interface SpectrumJudge {
  /** What to add of each bin: its gain less one. */
  readonly changes: Float64Array;
  /** The bins that `changes` may touch: from … to - 1. */
  readonly from: number;
  readonly to: number;
  /** Real and imaginary parts, one array a channel. False: nothing is to be changed. */
  judge(re: readonly Float64Array[], im: readonly Float64Array[]): boolean;
}

/**
 * Frames of `size` under a sine window, half overlapping; the change alone is transformed back and added under the same
 * window (their squares sum to one) to the delayed sound, which keeps its every bit where nothing changes. Late by `size`.
 */
export class SpectralChange {
  private readonly hop: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly frame: Float64Array;
  private readonly judge: SpectrumJudge;
  private readonly afterHop: () => void;
  /** The half of a frame that is coming in, and the one before it. */
  private readonly coming: Float64Array[];
  private readonly past: Float64Array[];
  /** What the last spectrum adds to the half after the one that is ready. */
  private readonly tails: Float64Array[];
  private readonly ready: Float64Array[];
  private readonly re: Float64Array[];
  private readonly im: Float64Array[];
  private filled = 0;
  /** Do the tails hold anything? */
  private tailed = false;

  /** `afterHop` is called after each spectrum. */
  constructor(size: number, channels: number, judge: SpectrumJudge, afterHop: () => void) {
    const each = (length: number): Float64Array[] =>
      Array.from({ length: channels }, () => new Float64Array(length));
    this.hop = size / 2;
    this.fft = createRealFft(size);
    this.window = Float64Array.from({ length: size }, (_, n) => sin((Math.PI * (n + 0.5)) / size));
    this.frame = new Float64Array(size);
    this.judge = judge;
    this.afterHop = afterHop;
    this.coming = each(this.hop);
    this.past = each(this.hop);
    this.tails = each(this.hop);
    this.ready = each(this.hop);
    this.re = each(size / 2 + 1);
    this.im = each(size / 2 + 1);
  }

  process({ channels, frames }: Block): void {
    const { coming, ready, hop } = this;
    for (let done = 0; done < frames; ) {
      const { filled } = this;
      const count = Math.min(frames - done, hop - filled);
      for (let c = 0; c < coming.length; c++) {
        const x = channels[c]!;
        coming[c]!.set(x.subarray(done, done + count), filled);
        x.set(ready[c]!.subarray(filled, filled + count), done);
      }
      this.filled += count;
      done += count;
      if (this.filled === hop) this.turn();
    }
  }

  /** Back to newborn. */
  reset(): void {
    this.filled = 0;
    this.tailed = false;
    for (const buffers of [this.coming, this.past, this.tails, this.ready]) {
      for (const each of buffers) each.fill(0);
    }
  }

  /** A frame is whole. */
  private turn(): void {
    const { coming, past, re, im } = this;
    this.filled = 0;
    for (let c = 0; c < past.length; c++) {
      this.windowed(past[c]!, coming[c]!);
      this.fft.forward(this.frame, re[c]!, im[c]!);
    }
    const moves = this.judge.judge(re, im);
    for (let c = 0; c < past.length; c++) {
      if (moves) this.changed(c);
      else this.unchanged(c);
      const used = past[c]!;
      past[c] = coming[c]!;
      coming[c] = used;
    }
    this.tailed = moves;
    this.afterHop();
  }

  private windowed(first: Float64Array, second: Float64Array): void {
    const { frame, window, hop } = this;
    for (let n = 0; n < hop; n++) {
      frame[n] = window[n]! * first[n]!;
      frame[hop + n] = window[hop + n]! * second[n]!;
    }
  }

  private changed(c: number): void {
    const { frame, window, hop } = this;
    this.transformChange(this.re[c]!, this.im[c]!);
    const input = this.past[c]!;
    const tail = this.tails[c]!;
    const out = this.ready[c]!;
    for (let n = 0; n < hop; n++) {
      out[n] = input[n]! + (tail[n]! + window[n]! * frame[n]!);
      tail[n] = window[hop + n]! * frame[hop + n]!;
    }
  }

  private unchanged(c: number): void {
    const input = this.past[c]!;
    const tail = this.tails[c]!;
    const out = this.ready[c]!;
    out.set(input);
    if (!this.tailed) return;
    for (let n = 0; n < this.hop; n++) out[n] = out[n]! + tail[n]!;
    tail.fill(0);
  }

  private transformChange(re: Float64Array, im: Float64Array): void {
    const { changes, from, to } = this.judge;
    re.fill(0, 0, from);
    im.fill(0, 0, from);
    for (let k = from; k < to; k++) {
      const share = changes[k]!;
      re[k] = share * re[k]!;
      im[k] = share * im[k]!;
    }
    re.fill(0, to);
    im.fill(0, to);
    this.fft.inverse(re, im, this.frame);
  }
}
