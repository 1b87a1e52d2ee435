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

/** The last sounding samples of a channel; levels are reckoned only when a hole asks for them. */
class Recent {
  private readonly ring: Float64Array;
  private at = 0;

  constructor(frames: number) {
    this.ring = new Float64Array(Math.max(1, frames));
  }

  push(value: number): void {
    this.ring[this.at] = value;
    if (++this.at === this.ring.length) this.at = 0;
  }

  get newest(): number {
    return this.ring[(this.at + this.ring.length - 1) % this.ring.length]!;
  }

  /** RMS of the newest `frames` samples. */
  rms(frames: number): number {
    const { ring } = this;
    let sum = 0;
    for (let k = 1; k <= frames; k++) {
      const value = ring[(this.at + ring.length - k) % ring.length]!;
      sum += value * value;
    }
    return Math.sqrt(sum / frames);
  }
}

/** Follows one channel; keeps holes with sound cut off before them and sound again after them. */
class Holes {
  readonly spans: Span[] = [];
  private readonly recent: Recent;
  private readonly wideFrames: number;
  private readonly edgeFrames: number;
  private readonly least: number;
  private readonly most: number;
  private readonly gap: number;
  private at = 0;
  private holeStart = -1;
  private candidate: Span | null = null;

  constructor(rate: number) {
    this.wideFrames = Math.max(1, Math.round(LEVEL_WINDOW_S * rate));
    this.edgeFrames = Math.max(1, Math.round(EDGE_WINDOW_S * rate));
    this.recent = new Recent(this.wideFrames);
    this.least = LEAST_S * rate;
    this.most = MOST_S * rate;
    this.gap = GAP_S * rate;
  }

  push(x: Float64Array, frames: number): void {
    const { recent } = this;
    for (let i = 0; i < frames; i++) {
      const value = x[i]!;
      if (value <= NOTHING && value >= -NOTHING) {
        if (this.holeStart < 0) this.holeStart = this.at + i;
        continue;
      }
      if (this.holeStart >= 0) this.resume(value, this.at + i);
      recent.push(value);
      if (this.candidate !== null && this.at + i - this.candidate.end >= this.wideFrames)
        this.settle(this.candidate);
    }
    this.at += frames;
  }

  /** Sound is back at frame `now`: was it cut off, not faded, before the hole? */
  private resume(value: number, now: number): void {
    if (this.candidate !== null) this.settle(this.candidate);
    const length = now - this.holeStart;
    if (length >= this.least && length <= this.most && this.wasCut(value, length)) {
      this.candidate = { start: this.holeStart, end: now };
    }
    this.holeStart = -1;
  }

  private wasCut(value: number, length: number): boolean {
    const level = this.recent.rms(this.wideFrames);
    if (level < LEAST_RMS || this.recent.rms(this.edgeFrames) < FADE_RATIO * level) return false;
    const step = Math.max(Math.abs(this.recent.newest), Math.abs(value));
    return length >= this.gap || step >= STEP_SHARE * level;
  }

  private settle(hole: Span): void {
    if (this.recent.rms(this.wideFrames) >= LEAST_RMS && this.spans.length < MOST_FINDINGS)
      this.spans.push(hole);
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
