// Side chain: what a compressor hears in a hop: the power and the highest square of each channel, above the bass.
import { lowCut } from '../../dsp/biquad-design.ts';
import { HEAR_RESULT, HEAR_STATE } from '../../dsp/hear-plain.ts';
import type { Kernel } from '../../dsp/kernel-contract.ts';
import { kernel } from '../../dsp/kernel.ts';
import type { SignalFormat } from '../../signal/signal.ts';

/** Most frames that it listens to at a time: few enough to stay in the cache. */
export const LONGEST_LISTENED = 2048;

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
  /** Frames of the hop under way, and hops told of this stretch. */
  private at = 0;
  private told = 0;

  /** Deaf below `cutHz`, 12 dB an octave; 0 hears all. */
  constructor(cutHz: number, { sampleRateHz, channels }: SignalFormat, hop: number) {
    const pairs = Math.ceil(channels / 2);
    this.hop = hop;
    this.cut = filterOf(cutHz, sampleRateHz);
    this.squares = new Float64Array(channels);
    this.peaks = new Float64Array(channels);
    this.states = Array.from({ length: pairs }, () => new Float64Array(HEAR_STATE));
    const most = Math.ceil(LONGEST_LISTENED / hop) + 1;
    this.results = Array.from({ length: pairs }, () => new Float64Array(HEAR_RESULT * most));
  }

  /** Hears `channels[c][start … end-1]`, at most LONGEST_LISTENED; changes nothing. */
  listen(channels: readonly Float64Array[], start: number, end: number): void {
    const { states, results, hop, at } = this;
    for (let pair = 0; pair < states.length; pair++) {
      const left = stretch(channels[2 * pair]!, start, end);
      const beside = channels[2 * pair + 1];
      const right = beside === undefined ? this.silence : stretch(beside, start, end);
      this.loops.hear(this.cut, states[pair]!, left, right, end - start, hop, at, results[pair]!);
    }
    this.at = (at + end - start) % hop;
    this.told = 0;
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
