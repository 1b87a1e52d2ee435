// Gap fill: a hole in the sound, filled from what was foretold from before it and backwards from behind it.
import { Burg } from '../../dsp/burg.ts';
import { cos } from '../../dsp/math.ts';

/** White noise in the models' ear: -90 dB. */
const NOISE_SHARE = 1e-9;
/** The filling is no louder (RMS, and peak) than the louder side, but for 1 dB. */
const LOUDEST = 1.12;
/** The sides are compared over the hole's length, at least so many samples. */
const LEAST_COMPARED = 64;

/**
 * Extrapolation by linear prediction of high order (Burg) from both sides, faded over each other: Kauppinen and Roth, Audio
 * signal extrapolation: theory and applications, DAFx-02 (2002). A long memory carries the tones through; the models are
 * stable, so nothing runs away.
 */
export class GapFill {
  private readonly order: number;
  private readonly side: number;
  private readonly burg: Burg;
  private readonly ahead: Float64Array;
  private readonly back: Float64Array;
  private readonly left: Float64Array;
  private readonly right: Float64Array;

  /** `side`: frames that are learnt from on either side; `longest` hole. */
  constructor(order: number, side: number, longest: number) {
    this.order = order;
    this.side = side;
    this.burg = new Burg(order, side);
    this.ahead = new Float64Array(side + longest);
    this.back = new Float64Array(side + longest);
    this.left = new Float64Array(longest);
    this.right = new Float64Array(longest);
  }

  /** Fills `x[start … end-1]`, learning from no more than `x[first … last-1]`. False, and nothing done, where it cannot. */
  fill(x: Float64Array, first: number, start: number, end: number, last: number): boolean {
    const { ahead, back, left, right, side } = this;
    const length = end - start;
    const before = Math.min(side, start - first);
    const behind = Math.min(side, last - end);
    for (let n = 0; n < before; n++) ahead[n] = x[start - before + n]!;
    for (let n = 0; n < behind; n++) back[n] = x[end + behind - 1 - n]!;
    const fromLeft = this.extend(ahead, before, length, left);
    const fromRight = this.extend(back, behind, length, right);
    if (!fromLeft && !fromRight) return false;
    const most = LOUDEST * Math.max(peak(ahead, before, length), peak(back, behind, length));
    for (let i = 0; i < length; i++) {
      const share = !fromLeft ? 1 : !fromRight ? 0 : 0.5 - 0.5 * cos((Math.PI * (i + 1)) / (length + 1));
      const value = (1 - share) * left[i]! + share * right[length - 1 - i]!;
      x[start + i] = Math.max(-most, Math.min(most, value));
    }
    return true;
  }

  /** `length` samples that go on from `known` samples of `x`, into `out`. */
  private extend(x: Float64Array, known: number, length: number, out: Float64Array): boolean {
    const { burg } = this;
    const order = Math.min(this.order, known >> 1);
    if (order < 1 || !burg.fit(x, 0, known, order, NOISE_SHARE)) {
      out.fill(0, 0, length);
      return false;
    }
    const { a } = burg;
    for (let n = known; n < known + length; n++) {
      let value = 0;
      for (let k = 1; k <= order; k++) value -= a[k]! * x[n - k]!;
      x[n] = value;
      out[n - known] = value;
    }
    return true;
  }
}

/** Of the last `length` of `known` samples. */
function peak(x: Float64Array, known: number, length: number): number {
  let most = 0;
  for (let n = Math.max(0, known - Math.max(length, LEAST_COMPARED)); n < known; n++) {
    most = Math.max(most, Math.abs(x[n]!));
  }
  return most;
}
