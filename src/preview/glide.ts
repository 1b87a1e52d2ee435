// Glide: a value that goes to its goal along the fade curve, and finishes each way before it turns.

/**
 * A goal set on the way is kept until the way is done: a turn halfway would be a kink, which clicks. So a value is at its
 * newest goal after two lengths of the curve at most.
 */
export class Glide {
  /** Where it stands. */
  value: number;
  private readonly curve: Float64Array;
  private from: number;
  private to: number;
  /** Frames of the curve that lie behind. */
  private at: number;
  private next: number;

  /** `curve` rises from 0 to 1. */
  constructor(value: number, curve: Float64Array) {
    this.curve = curve;
    this.value = value;
    this.from = value;
    this.to = value;
    this.next = value;
    this.at = curve.length - 1;
  }

  /** Where it will be in the end. */
  get goal(): number {
    return this.next;
  }

  get moving(): boolean {
    return this.framesLeft > 0 || this.next !== this.to;
  }

  /** Of the way it is on now. */
  get framesLeft(): number {
    return this.curve.length - 1 - this.at;
  }

  set(goal: number): void {
    this.next = goal;
  }

  /** Is there at once; only where nobody hears it. */
  snap(goal: number): void {
    this.value = goal;
    this.from = goal;
    this.to = goal;
    this.next = goal;
    this.at = this.curve.length - 1;
  }

  /** The next `frames` values, into `out` from its start. */
  fill(out: Float64Array, frames: number): void {
    const { curve } = this;
    for (let n = 0; n < frames; n++) {
      if (this.framesLeft === 0 && !this.turn()) {
        out.fill(this.to, n, frames);
        return;
      }
      this.at++;
      this.value = this.framesLeft === 0 ? this.to : this.from + curve[this.at]! * (this.to - this.from);
      out[n] = this.value;
    }
  }

  /** Sets out for a goal that waits. */
  private turn(): boolean {
    if (this.next === this.to) return false;
    this.from = this.to;
    this.to = this.next;
    this.at = 0;
    return true;
  }
}
