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
  private readonly size: number;
  private readonly hop: number;
  private readonly fft: RealFft;
  private readonly window: Float64Array;
  private readonly frame: Float64Array;
  private readonly judge: SpectrumJudge;
  private readonly afterHop: () => void;
  private readonly inputs: Float64Array[];
  private readonly changes: Float64Array[];
  private readonly ready: Float64Array[];
  private readonly re: Float64Array[];
  private readonly im: Float64Array[];
  private filled = 0;

  /** `afterHop` is called after each spectrum. */
  constructor(size: number, channels: number, judge: SpectrumJudge, afterHop: () => void) {
    const each = (length: number): Float64Array[] =>
      Array.from({ length: channels }, () => new Float64Array(length));
    this.size = size;
    this.hop = size / 2;
    this.fft = createRealFft(size);
    this.window = Float64Array.from({ length: size }, (_, n) => sin((Math.PI * (n + 0.5)) / size));
    this.frame = new Float64Array(size);
    this.judge = judge;
    this.afterHop = afterHop;
    this.inputs = each(size);
    this.changes = each(size);
    this.ready = each(this.hop);
    this.re = each(size / 2 + 1);
    this.im = each(size / 2 + 1);
  }

  process({ channels, frames }: Block): void {
    const { inputs, ready, hop } = this;
    for (let done = 0; done < frames; ) {
      const count = Math.min(frames - done, hop - this.filled);
      for (let c = 0; c < inputs.length; c++) {
        exchange(channels[c]!, done, count, inputs[c]!, hop + this.filled, ready[c]!, this.filled);
      }
      this.filled += count;
      done += count;
      if (this.filled === hop) this.turn();
    }
  }

  /** Back to newborn. */
  reset(): void {
    this.filled = 0;
    for (const buffers of [this.inputs, this.changes, this.ready]) for (const each of buffers) each.fill(0);
  }

  /** A frame is whole. */
  private turn(): void {
    const { inputs, changes, ready, re, im, judge, hop } = this;
    this.filled = 0;
    for (let c = 0; c < inputs.length; c++) {
      this.windowed(inputs[c]!);
      this.fft.forward(this.frame, re[c]!, im[c]!);
    }
    const moves = judge.judge(re, im);
    for (let c = 0; c < inputs.length; c++) {
      if (moves) this.add(re[c]!, im[c]!, changes[c]!);
      const input = inputs[c]!;
      const change = changes[c]!;
      const out = ready[c]!;
      for (let n = 0; n < hop; n++) out[n] = input[n]! + change[n]!;
      input.copyWithin(0, hop);
      change.copyWithin(0, hop);
      change.fill(0, hop);
    }
    this.afterHop();
  }

  private windowed(input: Float64Array): void {
    const { frame, window, size } = this;
    for (let n = 0; n < size; n++) frame[n] = window[n]! * input[n]!;
  }

  private add(re: Float64Array, im: Float64Array, sum: Float64Array): void {
    const { frame, window, size } = this;
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
    this.fft.inverse(re, im, frame);
    for (let n = 0; n < size; n++) sum[n] = sum[n]! + window[n]! * frame[n]!;
  }
}

/** `count` samples of `x` go to `input`; what is ready takes their place. */
function exchange(
  x: Float64Array,
  start: number,
  count: number,
  input: Float64Array,
  inputAt: number,
  ready: Float64Array,
  readyAt: number,
): void {
  for (let n = 0; n < count; n++) {
    input[inputAt + n] = x[start + n]!;
    x[start + n] = ready[readyAt + n]!;
  }
}
