// Half-band: doubling and halving of the rate by linear-phase half-band filters, streaming, the same bits for any cutting.
//
// Every other weight of a half-band filter is zero and its middle is ½ (Bellanger, Daguet & Lepagnol, IEEE Trans. ASSP 22(4)
// 1974), so one phase only copies, and the other is a symmetric filter of an even number of weights.
import { lowpassAt, lowpassReach } from './fir.ts';
import { kernel } from './kernel.ts';
import { kaiserBeta } from './window.ts';

/** So few numbers are copied one by one sooner than as a whole. */
const FEW = 48;

/** Weights are counted up to a multiple of this, so that the delays of all stages come to whole frames. */
export interface HalfBandForm {
  /** The weights beside the zeros; their sum is 1. */
  readonly taps: Float64Array;
  /** Frames of the lower rate on either side. */
  readonly reach: number;
}

/** `pass`: what is flat up to here, in cycles a sample of the higher rate (below ¼); ½ - pass is where it is gone. */
export function halfBand(pass: number, attenuationDb: number, reachMultiple: number): HalfBandForm {
  const whole = lowpassReach(pass, 0.5 - pass, attenuationDb) + 1;
  const reach = Math.ceil(whole / 2 / reachMultiple) * reachMultiple;
  const taps = new Float64Array(2 * reach);
  const beta = kaiserBeta(attenuationDb);
  let sum = 0;
  for (let k = 0; k < reach; k++) {
    const h = lowpassAt(2 * k + 1, 0.25, 2 * reach + 1, beta);
    taps[reach - 1 - k] = h;
    taps[reach + k] = h;
    sum += 2 * h;
  }
  return { taps: taps.map((h) => h / sum), reach };
}

/** One channel to twice its rate; lags by `form.reach` frames of the lower rate. For at most `longest` frames a time. */
export class Doubler {
  private readonly loops = kernel();
  private readonly form: HalfBandForm;
  private readonly work: Float64Array;
  private readonly between: Float64Array;

  constructor(form: HalfBandForm, longest: number) {
    this.form = form;
    this.work = new Float64Array(2 * form.reach - 1 + longest);
    this.between = new Float64Array(longest);
  }

  /** x[0 … frames-1] to out[0 … 2·frames-1]. */
  process(x: Float64Array, frames: number, out: Float64Array): void {
    const { work, between, form } = this;
    const { taps, reach } = form;
    const kept = 2 * reach - 1;
    if (frames < FEW) for (let n = 0; n < frames; n++) work[kept + n] = x[n]!;
    else work.set(x.length === frames ? x : x.subarray(0, frames), kept);
    this.loops.correlate(taps, work, between, frames);
    for (let n = 0, o = 0; n < frames; n++, o += 2) {
      out[o] = work[reach - 1 + n]!;
      out[o + 1] = between[n]!;
    }
    work.copyWithin(0, frames, frames + kept);
  }

  reset(): void {
    this.work.fill(0);
  }
}

/**
 * One channel to half its rate; lags by `form.reach` frames of the lower rate. `late`: what comes in lags by one sample of
 * the higher rate, which is made up for. For at most `longest` frames (of the lower rate) a time.
 */
export class Halver {
  private readonly loops = kernel();
  private readonly form: HalfBandForm;
  private readonly even: Float64Array;
  private readonly odd: Float64Array;
  private readonly sums: Float64Array;
  private readonly late: boolean;
  private readonly oddNow: Float64Array;

  constructor(form: HalfBandForm, longest: number, late: boolean) {
    this.form = form;
    this.late = late;
    this.even = new Float64Array(form.reach + longest);
    this.odd = new Float64Array(2 * form.reach + longest);
    this.oddNow = late ? this.odd.subarray(1) : this.odd;
    this.sums = new Float64Array(longest);
  }

  /** x[0 … 2·frames-1] to out[0 … frames-1]; may be the same array. */
  process(x: Float64Array, frames: number, out: Float64Array): void {
    const { even, odd, sums, late, form } = this;
    const { taps, reach } = form;
    const evenFirst = late ? 1 : 0;
    for (let n = 0, i = 0; n < frames; n++, i += 2) {
      even[reach + n] = x[i + evenFirst]!;
      odd[2 * reach + n] = x[i + 1 - evenFirst]!;
    }
    this.loops.correlate(taps, this.oddNow, sums, frames);
    for (let n = 0; n < frames; n++) out[n] = 0.5 * (even[n]! + sums[n]!);
    even.copyWithin(0, frames, frames + reach);
    odd.copyWithin(0, frames, frames + 2 * reach);
  }

  reset(): void {
    this.even.fill(0);
    this.odd.fill(0);
  }
}
