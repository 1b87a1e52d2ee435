// Side chain: what a compressor hears in a hop: the power and the highest square of each channel, above the bass.
import { highCut, lowCut } from '../../dsp/biquad-design.ts';
import { HEAR_RESULT, HEAR_STATE } from '../../dsp/hear-plain.ts';
import type { Kernel } from '../../dsp/kernel-contract.ts';
import { kernel } from '../../dsp/kernel.ts';
import { PairCascade } from '../../dsp/pair-cascade.ts';
import type { SignalFormat } from '../../signal/signal.ts';

/** Most frames that it listens to at a time: few enough to stay in the cache. */
export const LONGEST_LISTENED = 2048;
/** As a share of the rate: above there is hardly anything left to cut. */
const HIGHEST_CUT = 0.48;

/** Hears a stretch ahead, then tells it hop by hop. Channels go in pairs, an odd one with silence beside it. */
export class SideChain {
  /** Sum of squares of the hop told last, and the largest, one a channel. */
  readonly squares: Float64Array;
  readonly peaks: Float64Array;
  private readonly loops: Kernel = kernel();
  private readonly hop: number;
  private readonly cut: Float64Array;
  private readonly states: Float64Array[];
  private readonly results: Float64Array[];
  private readonly silence = new Float64Array(LONGEST_LISTENED);
  /** One a pair, where it is deaf above some frequency; they work on copies. */
  private readonly tops: PairCascade[];
  private readonly copies: [Float64Array, Float64Array];
  /** Frames of the hop under way, and hops told of this stretch. */
  private at = 0;
  private told = 0;

  /** Deaf below `cutHz` (0: hears all) and above `topHz`, 12 dB an octave each. */
  constructor(cutHz: number, { sampleRateHz, channels }: SignalFormat, hop: number, topHz = Infinity) {
    const pairs = Math.ceil(channels / 2);
    this.hop = hop;
    this.cut = filterOf(cutHz, sampleRateHz);
    this.squares = new Float64Array(channels);
    this.peaks = new Float64Array(channels);
    this.states = Array.from({ length: pairs }, () => new Float64Array(HEAR_STATE));
    const most = Math.ceil(LONGEST_LISTENED / hop) + 1;
    this.results = Array.from({ length: pairs }, () => new Float64Array(HEAR_RESULT * most));
    const cutsTop = topHz < HIGHEST_CUT * sampleRateHz;
    const top = cutsTop ? [highCut(topHz, Math.SQRT1_2, sampleRateHz)] : [];
    this.tops = Array.from({ length: cutsTop ? pairs : 0 }, () => new PairCascade(top, top));
    const copied = cutsTop ? LONGEST_LISTENED : 0;
    this.copies = [new Float64Array(copied), new Float64Array(copied)];
  }

  /** Hears `channels[c][start … end-1]`, at most LONGEST_LISTENED; changes nothing. */
  listen(channels: readonly Float64Array[], start: number, end: number): void {
    const { states, results, hop, at } = this;
    for (let pair = 0; pair < states.length; pair++) {
      let left = stretch(channels[2 * pair]!, start, end);
      const beside = channels[2 * pair + 1];
      let right = beside === undefined ? this.silence : stretch(beside, start, end);
      if (this.tops.length > 0) [left, right] = this.withoutTop(pair, left, right, end - start);
      this.loops.hear(this.cut, states[pair]!, left, right, end - start, hop, at, results[pair]!);
    }
    this.at = (at + end - start) % hop;
    this.told = 0;
  }

  private withoutTop(
    pair: number,
    left: Float64Array,
    right: Float64Array,
    frames: number,
  ): [Float64Array, Float64Array] {
    const { copies } = this;
    copies[0].set(left);
    copies[1].set(right.length === frames ? right : right.subarray(0, frames));
    this.tops[pair]!.process(copies[0], copies[1], frames);
    return copies;
  }

  /** Tells the next whole hop of the stretch in `squares` and `peaks`. */
  next(): void {
    const { squares, peaks, results } = this;
    const from = HEAR_RESULT * this.told++;
    for (let c = 0; c < squares.length; c++) {
      const result = results[c >> 1]!;
      squares[c] = result[from + (c & 1)]!;
      peaks[c] = result[from + 2 + (c & 1)]!;
    }
  }

  reset(): void {
    for (const state of this.states) state.fill(0);
    for (const top of this.tops) top.reset();
    this.at = 0;
    this.told = 0;
  }
}

function filterOf(cutHz: number, sampleRateHz: number): Float64Array {
  if (cutHz === 0) return Float64Array.of(1, 0, 0, 0, 0);
  const { b0, b1, b2, a1, a2 } = lowCut(cutHz, Math.SQRT1_2, sampleRateHz);
  return Float64Array.of(b0, b1, b2, a1, a2);
}

function stretch(samples: Float64Array, start: number, end: number): Float64Array {
  return start === 0 && end === samples.length ? samples : samples.subarray(start, end);
}
