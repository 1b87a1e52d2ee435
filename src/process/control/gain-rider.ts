// Gain rider: delays the sound by one hop and moves its gain straight from each hop's value to the next.

/** What decides the gains: asked once a hop, after the hop has been heard. */
export interface GainSource {
  /** One a channel; newborn values apply before the first hop. */
  readonly gains: Float64Array;
  decide(): void;
}

/** Frames between two gain decisions: 16 up to 48 kHz, and as long in time at higher rates. */
export function hopFrames(sampleRateHz: number): number {
  return 16 * Math.max(1, Math.round(sampleRateHz / 48000));
}

/** Hops are counted from the newborn state, so the cutting into blocks does not show. */
export class GainRider {
  private readonly hop: number;
  private readonly held: Float64Array[];
  private readonly source: GainSource;
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  private at = 0;

  constructor(hop: number, channels: number, source: GainSource) {
    this.hop = hop;
    this.source = source;
    this.held = Array.from({ length: channels }, () => new Float64Array(hop));
    this.from = new Float64Array(channels);
    this.to = new Float64Array(channels);
    this.reset();
  }

  reset(): void {
    this.at = 0;
    for (const samples of this.held) samples.fill(0);
    this.from.set(this.source.gains);
    this.to.set(this.source.gains);
  }

  /** Frames that may be ridden before the source must be asked again. */
  get untilHop(): number {
    return this.hop - this.at;
  }

  /** Rides `count` (at most `untilHop`) frames of `channels` from frame `start`, in place. */
  ride(channels: readonly Float64Array[], start: number, count: number): void {
    const channelCount = this.held.length;
    let c = 0;
    for (; c + 1 < channelCount; c += 2) this.ridePair(channels[c]!, channels[c + 1]!, start, count, c);
    if (c < channelCount) this.rideOne(channels[c]!, start, count, c);
    this.at += count;
    if (this.at === this.hop) this.advance();
  }

  private ridePair(left: Float64Array, right: Float64Array, start: number, count: number, c: number): void {
    const { hop, at } = this;
    const leftHeld = this.held[c]!;
    const rightHeld = this.held[c + 1]!;
    const leftBase = this.from[c]!;
    const rightBase = this.from[c + 1]!;
    const leftStep = (this.to[c]! - leftBase) / hop;
    const rightStep = (this.to[c + 1]! - rightBase) / hop;
    for (let n = 0; n < count; n++) {
      const x = left[start + n]!;
      const u = right[start + n]!;
      left[start + n] = leftHeld[at + n]! * (leftBase + leftStep * (at + n));
      right[start + n] = rightHeld[at + n]! * (rightBase + rightStep * (at + n));
      leftHeld[at + n] = x;
      rightHeld[at + n] = u;
    }
  }

  private rideOne(samples: Float64Array, start: number, count: number, c: number): void {
    const { hop, at } = this;
    const held = this.held[c]!;
    const base = this.from[c]!;
    const step = (this.to[c]! - base) / hop;
    for (let n = 0; n < count; n++) {
      const x = samples[start + n]!;
      samples[start + n] = held[at + n]! * (base + step * (at + n));
      held[at + n] = x;
    }
  }

  private advance(): void {
    this.at = 0;
    this.source.decide();
    this.from.set(this.to);
    this.to.set(this.source.gains);
  }
}
