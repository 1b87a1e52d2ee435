// Minimum split: bands by Linkwitz-Riley crossovers, one after the other, whose sum is an allpass.
import { crossingForm, type CrossingForm } from './crossing-plain.ts';
import { linkwitzRiley } from './crossover.ts';
import { kernel } from './kernel.ts';
import { log } from './math.ts';

/** Where the ringing of a section counts as over: -180 dB. */
const RING_END = 1e-9;
/** Frames from one look for negligible memory to the next: what is under this would decay into denormals, which are slow. */
const LOOK_FRAMES = 2048;
const NEGLIGIBLE = 1e-100;

/**
 * Each crossover takes the band below it off what is left above. That band then passes the allpasses of all the crossovers
 * above, which what is left meets as the sum of its two sides: so all bands add up with one phase (D'Appolito, "Active
 * realization of multiway all-pass crossover systems", JAES 35(4) 1987).
 */
export class MinimumSplit {
  readonly latencyFrames = 0;
  readonly preRingFrames = 0;
  readonly tailFrames: number;
  readonly bands: readonly Float64Array[][];
  readonly whole = null;
  private readonly loops = kernel();
  private readonly form: CrossingForm;
  /** By pair of channels; an odd channel has silence beside it, which is told to `unheard`. */
  private readonly states: readonly Float64Array[];
  private readonly outs: readonly Float64Array[][];
  private readonly silence: Float64Array;
  private readonly channelCount: number;
  private age = 0;

  /** `crossoversHz` from low to high; stretches of at most `longest` frames. */
  constructor(crossoversHz: readonly number[], rate: number, channels: number, longest: number) {
    const splits = crossoversHz.map((hz) => linkwitzRiley(hz, rate));
    const pairs = Array.from({ length: Math.ceil(channels / 2) });
    const unheard = new Float64Array(longest);
    this.form = crossingForm(splits);
    this.channelCount = channels;
    this.states = pairs.map(() => new Float64Array(this.form.memory));
    this.silence = new Float64Array(longest);
    this.bands = Array.from({ length: splits.length + 1 }, () =>
      Array.from({ length: channels }, () => new Float64Array(longest)),
    );
    this.outs = pairs.map((_, pair) =>
      this.bands.flatMap((band) => [band[2 * pair]!, band[2 * pair + 1] ?? unheard]),
    );
    this.tailFrames = splits.reduce((sum, { sum: { a2 } }) => sum + 2 * ringFrames(a2), 0);
  }

  split(channels: readonly Float64Array[], start: number, end: number): void {
    for (let at = start; at < end; ) {
      const count = Math.min(end - at, LOOK_FRAMES - this.age);
      for (let pair = 0; pair < this.states.length; pair++) this.cross(pair, channels, at, count, at - start);
      this.age += count;
      at += count;
      if (this.age === LOOK_FRAMES) this.tidy();
    }
  }

  reset(): void {
    for (const state of this.states) state.fill(0);
    this.age = 0;
  }

  private cross(
    pair: number,
    channels: readonly Float64Array[],
    at: number,
    count: number,
    to: number,
  ): void {
    const left = stretch(channels[2 * pair]!, at, at + count);
    const isPair = 2 * pair + 1 < this.channelCount;
    const right = isPair ? stretch(channels[2 * pair + 1]!, at, at + count) : this.silence;
    const all = this.outs[pair]!;
    const outs = to === 0 ? all : all.map((out) => out.subarray(to));
    this.loops.crossing(this.form, this.states[pair]!, left, right, count, outs);
  }

  private tidy(): void {
    for (const state of this.states) {
      for (let i = 0; i < state.length; i++) if (Math.abs(state[i]!) < NEGLIGIBLE) state[i] = 0;
    }
    this.age = 0;
  }
}

/** Its poles are a pair whose product is a2. */
function ringFrames(a2: number): number {
  return Math.ceil((2 * log(RING_END)) / log(Math.min(1 - 1e-9, a2)));
}

function stretch(samples: Float64Array, start: number, end: number): Float64Array {
  return start === 0 && end === samples.length ? samples : samples.subarray(start, end);
}
