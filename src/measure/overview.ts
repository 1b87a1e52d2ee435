// Overview: the waveform in at most 2000 points, for a picture of the whole song.
import type { SignalFormat } from '../signal/signal.ts';
import { meterOfHops, type HopListener } from './hops.ts';
import type { Overview } from './measurements.ts';
import type { Meter } from './meter.ts';

const MOST_POINTS = 2000;
const FIRST_FRAMES_PER_POINT = 64;

/** Doubles the frames a point whenever the points run out, so memory stays the same for any length. */
export class OverviewListener implements HopListener {
  private readonly min = new Float64Array(MOST_POINTS);
  private readonly max = new Float64Array(MOST_POINTS);
  private framesPerPoint = FIRST_FRAMES_PER_POINT;
  private points = 0;
  private held = 0;
  private low = 0;
  private high = 0;

  hop(channels: readonly Float64Array[], frames: number): void {
    let start = 0;
    while (start < frames) {
      const end = Math.min(frames, start + this.framesPerPoint - this.held);
      if (this.held === 0) this.low = this.high = channels[0]![start]!;
      for (const samples of channels) this.widen(samples, start, end);
      this.held += end - start;
      if (this.held === this.framesPerPoint) this.endPoint();
      start = end;
    }
  }

  result(): Overview {
    if (this.held > 0) this.endPoint();
    return {
      framesPerPoint: this.framesPerPoint,
      min: Array.from(this.min.subarray(0, this.points), rounded),
      max: Array.from(this.max.subarray(0, this.points), rounded),
    };
  }

  private widen(samples: Float64Array, start: number, end: number): void {
    let low = this.low;
    let high = this.high;
    let n = start;
    for (; n + 3 < end; n += 4) {
      const a = samples[n]!;
      const b = samples[n + 1]!;
      const c = samples[n + 2]!;
      const d = samples[n + 3]!;
      if (a < low || b < low || c < low || d < low) low = Math.min(low, a, b, c, d);
      if (a > high || b > high || c > high || d > high) high = Math.max(high, a, b, c, d);
    }
    for (; n < end; n++) {
      low = Math.min(low, samples[n]!);
      high = Math.max(high, samples[n]!);
    }
    this.low = low;
    this.high = high;
  }

  private endPoint(): void {
    this.min[this.points] = this.low;
    this.max[this.points] = this.high;
    this.points++;
    this.held = 0;
    if (this.points === MOST_POINTS) this.halve();
  }

  private halve(): void {
    const { min, max } = this;
    this.points = MOST_POINTS / 2;
    for (let i = 0; i < this.points; i++) {
      min[i] = Math.min(min[2 * i]!, min[2 * i + 1]!);
      max[i] = Math.max(max[2 * i]!, max[2 * i + 1]!);
    }
    this.framesPerPoint *= 2;
  }
}

/** To 4 decimals, without a negative zero. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}

/** The overview alone. */
export function createOverviewMeter(format: SignalFormat): Meter<Overview> {
  const listener = new OverviewListener();
  return meterOfHops(format, [listener], () => listener.result());
}
