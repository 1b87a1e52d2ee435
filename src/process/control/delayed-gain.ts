// Delayed gain: sound that waits for its gain.

/** One channel, delayed by whole frames (at least one) and then multiplied. */
export class DelayedGain {
  private readonly ring: Float64Array;
  private at = 0;

  constructor(delayFrames: number) {
    this.ring = new Float64Array(delayFrames);
  }

  /** Replaces `samples[0 … frames-1]` by the sound earlier by the delay, times `gains`; null leaves its level. */
  process(samples: Float64Array, frames: number, gains: Float64Array | null): void {
    const { ring } = this;
    for (let n = 0; n < frames; ) {
      const end = Math.min(frames, n + ring.length - this.at);
      let at = this.at;
      if (gains === null) {
        for (; n < end; n++, at++) {
          const x = samples[n]!;
          samples[n] = ring[at]!;
          ring[at] = x;
        }
      } else {
        for (; n < end; n++, at++) {
          const x = samples[n]!;
          samples[n] = ring[at]! * gains[n]!;
          ring[at] = x;
        }
      }
      this.at = at === ring.length ? 0 : at;
    }
  }

  reset(): void {
    this.ring.fill(0);
    this.at = 0;
  }
}
