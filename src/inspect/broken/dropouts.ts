// Dropouts: sound cut off to nothing in the middle of a note, and coming back: lost buffers, bad edits, broken copies.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { acrossChannels, type Span } from '../spans.ts';

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

/** Follows one channel; keeps holes with sound cut off before them and sound again after them. */
class Holes {
  readonly spans: Span[] = [];
  /** The last `wideFrames` samples of what came before, then the block at hand. */
  private window = new Float64Array(0);
  private readonly wideFrames: number;
  private readonly edgeFrames: number;
  private readonly least: number;
  private readonly most: number;
  private readonly gap: number;
  /** No hole long enough fits between two places this far apart. */
  private readonly stride: number;
  private at = 0;
  private holeStart = -1;
  private candidate: Span | null = null;
  /** RMS of the 25 ms, and of the 5 ms, before the hole; and the sample at its brink. */
  private level = 0;
  private edge = 0;
  private brink = 0;

  constructor(rate: number) {
    this.wideFrames = Math.max(1, Math.round(LEVEL_WINDOW_S * rate));
    this.edgeFrames = Math.max(1, Math.round(EDGE_WINDOW_S * rate));
    this.least = LEAST_S * rate;
    this.most = MOST_S * rate;
    this.gap = GAP_S * rate;
    this.stride = Math.max(1, Math.floor(this.least / 2));
  }

  push(x: Float64Array, frames: number): void {
    const window = this.slide(x, frames);
    const first = this.wideFrames;
    const end = first + frames;
    let i = first;
    while (i < end) {
      if (this.holeStart < 0) {
        i = this.nextSilent(window, i, end);
        if (i < end) this.enter(window, this.beginning(window, i));
      } else {
        i = nextSounding(window, i, end);
        if (i < end) this.resume(window, i);
      }
    }
    this.settleUpTo(window, end);
    window.copyWithin(0, frames, end);
    this.at += frames;
  }

  /** Moves the newest samples to the front and the block behind them. */
  private slide(x: Float64Array, frames: number): Float64Array {
    const { wideFrames, window } = this;
    if (window.length < wideFrames + frames) {
      this.window = new Float64Array(wideFrames + frames);
      this.window.set(window.subarray(0, wideFrames));
    }
    this.window.set(x.subarray(0, frames), wideFrames);
    return this.window;
  }

  /** The next looked-at place that holds nothing; `end` when there is none. Places do not depend on the blocks. */
  private nextSilent(window: Float64Array, start: number, end: number): number {
    const { stride } = this;
    const past = (this.at + start - this.wideFrames) % stride;
    for (let i = past === 0 ? start : start + stride - past; i < end; i += stride) {
      if (window[i]! <= NOTHING && window[i]! >= -NOTHING) return i;
    }
    return end;
  }

  /** Where the hole around index `i` begins: never further back than one stride, for there it would have been found. */
  private beginning(window: Float64Array, i: number): number {
    const least = Math.max(1, this.wideFrames - this.at);
    let first = i;
    while (first > least && window[first - 1]! <= NOTHING && window[first - 1]! >= -NOTHING) first--;
    return first;
  }

  private enter(window: Float64Array, i: number): void {
    this.holeStart = this.at + i - this.wideFrames;
    this.settleUpTo(window, i);
    this.level = rms(window, i - this.wideFrames, i);
    this.edge = rms(window, i - this.edgeFrames, i);
    this.brink = Math.abs(window[i - 1]!);
  }

  /** Sound is back at window index `i`: was it cut off, not faded, before the hole? */
  private resume(window: Float64Array, i: number): void {
    const end = this.at + i - this.wideFrames;
    const length = end - this.holeStart;
    if (length >= this.least && length <= this.most && this.wasCut(window[i]!, length)) {
      this.candidate = { start: this.holeStart, end };
    }
    this.holeStart = -1;
  }

  private wasCut(value: number, length: number): boolean {
    if (this.level < LEAST_RMS || this.edge < FADE_RATIO * this.level) return false;
    return length >= this.gap || Math.max(this.brink, Math.abs(value)) >= STEP_SHARE * this.level;
  }

  /** Keeps the open hole if what follows it, as far as window index `end`, sounds. */
  private settleUpTo(window: Float64Array, end: number): void {
    const { candidate } = this;
    if (candidate === null) return;
    const from = candidate.end - this.at + this.wideFrames;
    const enough = end - from >= this.wideFrames;
    if (!enough && this.holeStart < 0) return;
    const to = Math.min(end, from + this.wideFrames);
    if (to > from && rms(window, Math.max(0, from), to) >= LEAST_RMS && this.spans.length < MOST_FINDINGS) {
      this.spans.push(candidate);
    }
    this.candidate = null;
  }
}

function rms(x: Float64Array, start: number, end: number): number {
  let sum = 0;
  for (let i = Math.max(0, start); i < end; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum / Math.max(1, end - start));
}

/** First index from `start` that sounds; `end` when there is none. */
function nextSounding(x: Float64Array, start: number, end: number): number {
  let i = start;
  while (i < end && x[i]! <= NOTHING && x[i]! >= -NOTHING) i++;
  return i;
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
  create: ({ format }) => new DropoutDetector(format),
};
