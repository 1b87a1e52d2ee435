// Dropouts: sound cut off to nothing in the middle of a note, and coming back: lost buffers, bad edits, broken copies.
import type { Block, SignalFormat } from '../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from './finding.ts';
import { acrossChannels, type Span } from './spans.ts';

/** At and below this a sample counts as nothing (-120 dBFS: dither at 20 bits). */
const NOTHING = 1e-6;
const LEAST_S = 0.0008;
const MOST_S = 3.5;
/** Longer than this a hole is heard as a gap, not as a tick. */
const GAP_S = 0.06;
const LEVEL_WINDOW_S = 0.025;
const EDGE_WINDOW_S = 0.005;
/** Both sides must sound: -46 dBFS RMS. */
const LEAST_RMS = 0.005;
/** A note that fades into silence is this much quieter in its last 5 ms than in its last 25; a cut one is not. */
const FADE_RATIO = 0.3;
/** The wave must step into or out of the hole by this share of its RMS; coarse quantisation only rests near zero. */
const STEP_SHARE = 0.5;
const MOST_FINDINGS = 200;

/** Mean square over a fixed window behind the present. */
class SlidingPower {
  private readonly ring: Float64Array;
  private at = 0;
  private sum = 0;

  constructor(frames: number) {
    this.ring = new Float64Array(Math.max(1, frames));
  }

  push(square: number): void {
    this.sum += square - this.ring[this.at]!;
    this.ring[this.at] = square;
    this.at++;
    if (this.at === this.ring.length) this.wrap();
  }

  /** Summing anew once a round keeps rounding errors from piling up. */
  private wrap(): void {
    this.at = 0;
    let sum = 0;
    for (const square of this.ring) sum += square;
    this.sum = sum;
  }

  get rms(): number {
    return Math.sqrt(Math.max(0, this.sum) / this.ring.length);
  }
}

/** Follows one channel; keeps holes with sound cut off before them and sound again after them. */
class Holes {
  readonly spans: Span[] = [];
  private readonly wide: SlidingPower;
  private readonly edge: SlidingPower;
  private readonly windowFrames: number;
  private at = 0;
  private holeStart = -1;
  private last = 0;
  private step = 0;
  private cutOff = false;
  private candidate: Span | null = null;
  private readonly least: number;
  private readonly most: number;
  private readonly gap: number;

  constructor(rate: number) {
    this.windowFrames = Math.round(LEVEL_WINDOW_S * rate);
    this.wide = new SlidingPower(this.windowFrames);
    this.edge = new SlidingPower(Math.round(EDGE_WINDOW_S * rate));
    this.least = LEAST_S * rate;
    this.most = MOST_S * rate;
    this.gap = GAP_S * rate;
  }

  push(x: Float64Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const value = x[i]!;
      if (value <= NOTHING && value >= -NOTHING) this.silent();
      else this.sounding(value);
      this.at++;
    }
  }

  private silent(): void {
    if (this.holeStart >= 0) return;
    this.holeStart = this.at;
    this.step = Math.abs(this.last);
    this.cutOff = this.wide.rms >= LEAST_RMS && this.edge.rms >= FADE_RATIO * this.wide.rms;
  }

  private sounding(value: number): void {
    if (this.holeStart >= 0) this.resume(value);
    this.last = value;
    this.wide.push(value * value);
    this.edge.push(value * value);
    if (this.candidate !== null && this.at - this.candidate.end >= this.windowFrames)
      this.settle(this.candidate);
  }

  private resume(value: number): void {
    if (this.candidate !== null) this.settle(this.candidate);
    const length = this.at - this.holeStart;
    const step = Math.max(this.step, Math.abs(value));
    const stepped = length >= this.gap || step >= STEP_SHARE * this.wide.rms;
    if (this.cutOff && stepped && length >= this.least && length <= this.most) {
      this.candidate = { start: this.holeStart, end: this.at };
    }
    this.holeStart = -1;
  }

  private settle(hole: Span): void {
    if (this.wide.rms >= LEAST_RMS && this.spans.length < MOST_FINDINGS) this.spans.push(hole);
    this.candidate = null;
  }
}

class DropoutDetector implements Detector {
  private readonly rate: number;
  private readonly holes: Holes[];

  constructor(format: SignalFormat) {
    this.rate = format.sampleRateHz;
    this.holes = Array.from({ length: format.channels }, () => new Holes(format.sampleRateHz));
  }

  push(block: Block): void {
    this.holes.forEach((holes, c) => holes.push(block.channels[c]!, block.frames));
  }

  result(): Finding[] {
    return acrossChannels(this.holes.map((holes) => holes.spans)).map(({ start, end, channel }) => {
      const lengthS = (end - start) / this.rate;
      return {
        code: lengthS >= GAP_S ? 'gap' : 'dropout',
        severity: 'warning',
        confidence: 0.85,
        channel,
        startS: start / this.rate,
        endS: end / this.rate,
        value: lengthS * 1000,
        unit: 'ms',
      } as const;
    });
  }
}

/** Holes of exact silence inside sounding music. */
export const DROPOUTS: DetectorKind = {
  id: 'dropouts',
  codes: ['dropout', 'gap'],
  create: (format) => new DropoutDetector(format),
};
