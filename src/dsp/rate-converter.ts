// Rate converter: one channel from one rate to another, streaming, without delay.
import { kernel } from './kernel.ts';
import type { RatePlan } from './rate-plan.ts';

/**
 * Output o stands at the time of input o · from/to; the sound before the first input is silence. What can be told of an
 * input is told once some thousand further frames have come: at the end, push silence until enough has come out.
 */
export class RateConverter {
  private readonly plan: RatePlan;
  private readonly loops = kernel();
  /** New input frames a block of stage one. */
  private readonly hop: number;
  private readonly input: Float64Array;
  private filled: number;
  private readonly filtered: Float64Array;
  /** What stage two still needs of the middle signal, then what is new. */
  private readonly middle: Float64Array;
  private kept = 0;
  /** Where in `middle` the next output's row begins, and its phase. */
  private at = 0;
  private phase = 0;

  constructor(plan: RatePlan) {
    const { filter, margin, bank, middleNumerator: up, middleDenominator: down } = plan;
    const reach = bank === null ? 0 : bank.taps / 2;
    const leadMiddle = Math.ceil(reach / up) * up;
    this.plan = plan;
    this.hop = filter.sizeIn - 2 * margin;
    this.input = new Float64Array(filter.sizeIn);
    this.filled = margin + (leadMiddle / up) * down;
    this.filtered = new Float64Array(filter.sizeOut);
    this.middle = new Float64Array(2 * filter.sizeOut + 2 * reach);
    this.at = leadMiddle + 1 - reach;
  }

  /** Most outputs that `frames` inputs can bring. */
  capacity(frames: number): number {
    const { filter, bank } = this.plan;
    const middle = (Math.ceil(frames / this.hop) + 1) * filter.sizeOut;
    return bank === null ? middle : Math.ceil((middle * bank.phases) / bank.step) + 1;
  }

  /** Takes x[0 … frames-1] and writes what has become ready to `out`; gives how many. */
  convert(x: Float64Array, frames: number, out: Float64Array): number {
    const { input, plan, hop } = this;
    const { sizeIn } = plan.filter;
    let written = 0;
    for (let taken = 0; taken < frames; ) {
      const count = Math.min(frames - taken, sizeIn - this.filled);
      input.set(x.subarray(taken, taken + count), this.filled);
      this.filled += count;
      taken += count;
      if (this.filled < sizeIn) continue;
      this.loops.filterSpectrum(plan.filter, input, this.filtered);
      input.copyWithin(0, hop);
      this.filled = sizeIn - hop;
      written += this.finish(out.subarray(written));
    }
    return written;
  }

  /** Hands the valid part of the filtered block on. */
  private finish(out: Float64Array): number {
    const { margin, bank, middleNumerator: up, middleDenominator: down } = this.plan;
    const first = (margin * up) / down;
    const fresh = this.filtered.subarray(first, first + (this.hop * up) / down);
    if (bank === null) {
      out.set(fresh);
      return fresh.length;
    }
    this.middle.set(fresh, this.kept);
    this.kept += fresh.length;
    return this.interpolate(out);
  }

  /** As many outputs as the middle signal allows; then drops what no later one needs. */
  private interpolate(out: Float64Array): number {
    const { middle, plan } = this;
    const bank = plan.bank!;
    const rows = this.kept - bank.taps - this.at + 1;
    const outputs = Math.ceil((rows * bank.phases - this.phase) / bank.step);
    if (outputs <= 0) return 0;
    this.loops.polyphase(bank, middle.subarray(this.at), out, outputs, this.phase);
    const moved = this.phase + outputs * bank.step;
    this.at += Math.floor(moved / bank.phases);
    this.phase = moved % bank.phases;
    const dropped = Math.min(this.at, this.kept);
    middle.copyWithin(0, dropped, this.kept);
    this.kept -= dropped;
    this.at -= dropped;
    return outputs;
  }
}
