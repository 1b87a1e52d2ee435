// Still gain: how deep a limiter's slow gain may go whole: deeper where the gain needed has long stood still.
import { SlidingMaximum, SlidingMinimum } from '../../dsp/lookahead.ts';

/** Deepest gain that what has merely lasted is given whole, so that dense music can still be made louder: -6 dB. */
const DEEPEST_WHOLE = 0.5;
/** What stands still for so long is a held tone: 24 periods of 60 Hz, and longer than music at that depth ever rests. */
const STILL_MS = 400;
/**
 * Standing still: least over largest gain of that time. Wholly so from the second on (0.45 dB), not at all up to the first
 * (0.92 dB).
 */
const MOVING_RATIO = 0.9;
const STILL_RATIO = 0.95;

/**
 * Takes the gain needed hop by hop. In music driven 13 to 20 dB over nothing is deepened; a held tone is met by a steady
 * gain however far over it is.
 */
export class StillGain {
  private readonly length: number;
  private readonly lowestOf: SlidingMinimum;
  private readonly highestOf: SlidingMaximum;
  private readonly lowest = new Float64Array(1);
  private readonly highest = new Float64Array(1);
  /** Hops in a row that were deeper than DEEPEST_WHOLE: only those are looked at. */
  private deep = 0;

  /** `hopsOf` counts the hops of a time. */
  constructor(hopsOf: (ms: number) => number) {
    this.length = hopsOf(STILL_MS) + 1;
    this.lowestOf = new SlidingMinimum(this.length);
    this.highestOf = new SlidingMaximum(this.length);
  }

  /**
   * Replaces the gain needed (0 … 1) in gain[0] by the deepest gain that may be given whole (0 … DEEPEST_WHOLE). Numbers stay in
   * arrays: none is left on the heap.
   */
  process(gain: Float64Array): void {
    const { lowest, highest } = this;
    if (gain[0]! >= DEEPEST_WHOLE) {
      if (this.deep > 0) this.reset();
      gain[0] = DEEPEST_WHOLE;
      return;
    }
    highest[0] = gain[0]!;
    lowest[0] = gain[0]!;
    this.lowestOf.process(lowest, 1);
    this.highestOf.process(highest, 1);
    gain[0] = DEEPEST_WHOLE;
    if (++this.deep < this.length) return;
    const still = (lowest[0]! / highest[0]! - MOVING_RATIO) / (STILL_RATIO - MOVING_RATIO);
    if (still > 0) gain[0] = DEEPEST_WHOLE + Math.min(1, still) * (highest[0]! - DEEPEST_WHOLE);
  }

  reset(): void {
    this.lowestOf.reset();
    this.highestOf.reset();
    this.deep = 0;
  }
}
