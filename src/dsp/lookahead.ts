// Lookahead: sliding minimum and maximum, and the delay that goes with them.

/**
 * Sliding extreme over the last `length` values, Lemire's monotonic wedge (arXiv cs/0610046): at most three comparisons a
 * value on average, whatever the length. Before the first value the window holds only what has been pushed.
 */
class SlidingExtreme {
  private readonly length: number;
  private readonly sign: number;
  private readonly values: Float64Array;
  private readonly times: Float64Array;
  private readonly mask: number;
  private readonly one = new Float64Array(1);
  private head = 0;
  private tail = 0;
  private now = 0;

  protected constructor(length: number, sign: number) {
    let capacity = 2;
    while (capacity < length + 1) capacity *= 2;
    this.length = length;
    this.sign = sign;
    this.values = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
    this.mask = capacity - 1;
  }

  /** Takes one value and gives the extreme of the last `length` values. */
  next(value: number): number {
    const { one } = this;
    one[0] = value;
    this.process(one, 1);
    return one[0];
  }

  /** Replaces `samples[0 … frames-1]` by the sliding extreme ending at each. */
  process(samples: Float64Array, frames: number): void {
    const { values, times, mask, sign, length } = this;
    let { head, tail, now } = this;
    for (let n = 0; n < frames; n++) {
      const v = sign * samples[n]!;
      while (tail !== head && values[(tail - 1) & mask]! <= v) tail = (tail - 1) & mask;
      values[tail] = v;
      times[tail] = now;
      tail = (tail + 1) & mask;
      if (times[head]! <= now - length) head = (head + 1) & mask;
      now++;
      samples[n] = sign * values[head]!;
    }
    this.head = head;
    this.tail = tail;
    this.now = now;
  }

  reset(): void {
    this.head = 0;
    this.tail = 0;
    this.now = 0;
  }
}

/** Largest of the last `length` values. */
export class SlidingMaximum extends SlidingExtreme {
  constructor(length: number) {
    super(length, 1);
  }
}

/** Smallest of the last `length` values. */
export class SlidingMinimum extends SlidingExtreme {
  constructor(length: number) {
    super(length, -1);
  }
}

/** One channel delayed by whole frames. */
export class DelayLine {
  private readonly ring: Float64Array;
  private at = 0;

  constructor(delayFrames: number) {
    this.ring = new Float64Array(delayFrames);
  }

  /** Replaces `samples[0 … frames-1]` by the sound `delayFrames` earlier. */
  process(samples: Float64Array, frames: number): void {
    const ring = this.ring;
    const size = ring.length;
    if (size === 0) return;
    let at = this.at;
    for (let n = 0; n < frames; n++) {
      const out = ring[at]!;
      ring[at] = samples[n]!;
      samples[n] = out;
      if (++at === size) at = 0;
    }
    this.at = at;
  }

  reset(): void {
    this.ring.fill(0);
    this.at = 0;
  }
}
