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
  private readonly taps: Float64Array;
  /** What came before, then what comes. */
  private readonly work: Float64Array;

  constructor({ taps }: HalfBandForm, longest: number) {
    this.taps = taps;
    this.work = new Float64Array(taps.length - 1 + longest);
  }

  /** x[0 … frames-1] to out[0 … 2·frames-1]. */
  process(x: Float64Array, frames: number, out: Float64Array): void {
    const { work, taps } = this;
    const kept = taps.length - 1;
    place(x, frames, work, kept);
    this.loops.doubleRate(taps, work, out, frames);
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
  private readonly taps: Float64Array;
  private readonly work: Float64Array;
  private readonly late: boolean;

  constructor({ taps }: HalfBandForm, longest: number, late: boolean) {
    this.taps = taps;
    this.late = late;
    this.work = new Float64Array(2 * (taps.length + longest));
  }

  /** x[0 … 2·frames-1] to out[0 … frames-1]; may be the same array. */
  process(x: Float64Array, frames: number, out: Float64Array): void {
    const { work, taps } = this;
    const kept = 2 * taps.length;
    place(x, 2 * frames, work, kept);
    this.loops.halveRate(taps, work, out, frames, this.late);
    work.copyWithin(0, 2 * frames, 2 * frames + kept);
  }

  reset(): void {
    this.work.fill(0);
  }
}

function place(x: Float64Array, count: number, work: Float64Array, at: number): void {
  if (count < FEW) for (let n = 0; n < count; n++) work[at + n] = x[n]!;
  else work.set(x.length === count ? x : x.subarray(0, count), at);
}
