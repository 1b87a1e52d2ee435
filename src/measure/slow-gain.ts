// Slow gain: the gain, moving no faster than a fader, by which one sound comes nearest to another.
import { cos } from '../dsp/math.ts';

/** The gain is fitted anew so often: far finer than it can move. */
const STEPS_PER_SECOND = 1000;
/** Length of the Hann window within which one gain is fitted by least squares: it moves by 14 Hz at most. */
const WINDOW_S = 0.05;
/** Where `before` is this far under its loudest moment (-120 dB), there is nothing to be gained from. */
const NOTHING = 1e-12;

/** Of one channel: `before` and `after` are the same sound, frame for frame, of one length. */
export class SlowGain {
  private readonly before: Float64Array;
  private readonly after: Float64Array;
  private readonly stepFrames: number;
  /** In the middle of every step. */
  private readonly gains: Float64Array;

  constructor(before: Float64Array, after: Float64Array, sampleRateHz: number) {
    this.before = before;
    this.after = after;
    this.stepFrames = Math.max(1, Math.round(sampleRateHz / STEPS_PER_SECOND));
    this.gains = this.fitted(hannSteps((WINDOW_S * sampleRateHz) / this.stepFrames));
  }

  /** Puts `after` less `before` times the gain, `frames` of them from `start` on, into `rest`. */
  takeAway(start: number, frames: number, rest: Float64Array): void {
    const { before, after, gains, stepFrames } = this;
    const last = gains.length - 1;
    for (let n = 0; n < frames; n++) {
      const at = (start + n + 0.5) / stepFrames - 0.5;
      const below = Math.min(last, Math.max(0, Math.floor(at)));
      const low = gains[below]!;
      const gain = low + (at > below ? at - below : 0) * (gains[Math.min(last, below + 1)]! - low);
      rest[n] = after[start + n]! - gain * before[start + n]!;
    }
  }

  private fitted(window: Float64Array): Float64Array {
    const steps = Math.ceil(this.before.length / this.stepFrames);
    const powers = new Float64Array(steps);
    const products = new Float64Array(steps);
    for (let step = 0; step < steps; step++) this.sumStep(step, powers, products);
    const most = powers.reduce((max, power) => Math.max(max, power), 0);
    const reach = (window.length - 1) / 2;
    return powers.map((_, step) => {
      let power = 0;
      let product = 0;
      const from = Math.max(0, step - reach);
      const to = Math.min(steps - 1, step + reach);
      for (let i = from; i <= to; i++) {
        const weight = window[i - step + reach]!;
        power += weight * powers[i]!;
        product += weight * products[i]!;
      }
      return power > NOTHING * most ? product / power : 0;
    });
  }

  private sumStep(step: number, powers: Float64Array, products: Float64Array): void {
    const { before, after, stepFrames } = this;
    const end = Math.min(before.length, (step + 1) * stepFrames);
    let power = 0;
    let product = 0;
    for (let n = step * stepFrames; n < end; n++) {
      const value = before[n]!;
      power += value * value;
      product += value * after[n]!;
    }
    powers[step] = power;
    products[step] = product;
  }
}

/** A Hann window `length` steps long, an odd number of weights about its middle. */
function hannSteps(length: number): Float64Array {
  const reach = Math.max(0, Math.ceil(length / 2) - 1);
  return Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    reach === 0 ? 1 : 0.5 + 0.5 * cos((2 * Math.PI * (i - reach)) / length),
  );
}
