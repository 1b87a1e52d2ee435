// Crest watch: how high the peaks of the last seconds stand over their body.
import { SlidingMaximum } from '../../dsp/lookahead.ts';

const BLOCK_MS = 100;
/** Three seconds, as PSR has it (AES e-Brief 373). */
const WINDOW_BLOCKS = 30;
/** Before so many blocks there is no judgement. */
const LEAST_BLOCKS = 4;

/** Whole blocks of hops count; the sums are taken anew for each, so nothing drifts. */
export class CrestWatch {
  /** Highest square of the window; 0 while there is no judgement. */
  peak = 0;
  /** Highest square over mean square of the window; Infinity of silence and while there is no judgement. */
  crestPower = Infinity;
  private readonly blockHops: number;
  private readonly tops = new SlidingMaximum(WINDOW_BLOCKS);
  private readonly means = new Float64Array(WINDOW_BLOCKS);
  private blocks = 0;
  private hops = 0;
  private top = 0;
  private sum = 0;

  constructor(hopRateHz: number) {
    this.blockHops = Math.max(1, Math.round((BLOCK_MS / 1000) * hopRateHz));
  }

  /** Takes the highest and the mean square of one hop; tells whether a block has just ended. */
  hear(peak: number, mean: number): boolean {
    if (peak > this.top) this.top = peak;
    this.sum += mean;
    if (++this.hops < this.blockHops) return false;
    this.endBlock();
    return true;
  }

  reset(): void {
    this.tops.reset();
    this.means.fill(0);
    this.peak = 0;
    this.crestPower = Infinity;
    this.blocks = 0;
    this.hops = 0;
    this.top = 0;
    this.sum = 0;
  }

  private endBlock(): void {
    const { means } = this;
    means[this.blocks++ % WINDOW_BLOCKS] = this.sum / this.blockHops;
    const highest = this.tops.next(this.top);
    this.hops = 0;
    this.top = 0;
    this.sum = 0;
    let body = 0;
    for (let i = 0; i < WINDOW_BLOCKS; i++) body += means[i]!;
    const known = this.blocks >= LEAST_BLOCKS;
    this.peak = known ? highest : 0;
    this.crestPower = known && body > 0 ? (highest * Math.min(this.blocks, WINDOW_BLOCKS)) / body : Infinity;
  }
}
