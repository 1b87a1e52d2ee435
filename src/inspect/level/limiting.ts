// Limiting: sound that a limiter or clipper has already pressed against one level.
import type { Block } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { flatTops, type FlatTops } from '../heard/flat-tops.ts';
import { swings, type Swings } from '../heard/swings.ts';

/** Steps of the swings to a window: 50 ms. */
const WINDOW_STEPS = 25;
/** 0.1 dB in linear gain: how tightly a limiter lines its peaks up. */
const PRESSED = 0.98855;
/** 1 dB in linear gain: how many peaks come near the top at all. */
const NEAR = 0.89125;
/** Share of all sounding windows whose peak stands within 0.1 dB of the largest. */
const NOTE_SHARE = 0.12;
const WARN_SHARE = 0.3;
/** Free music thins out towards its largest peak; limited music piles up there: 0.1 dB of the last 1 dB would hold a tenth. */
const PILED_UP = 0.35;
const LEAST_WINDOWS = 40;
const AUDIBLE = 0.003;
/** A constant or a square wave never leaves its peak: no limiter has been at work. */
const MOVING = 0.5;

class LimitingDetector implements Detector {
  private readonly windowFrames: number;
  private readonly peaks: number[] = [];
  private inWindow = 0;
  private peak = 0;
  /** Size of the window's first sample, and whether any window ever stood away from its peak. */
  private first = 0;
  private moves = false;

  private readonly tops: FlatTops;
  private readonly swings: Swings;

  constructor(tops: FlatTops, swings: Swings) {
    this.tops = tops;
    this.swings = swings;
    this.windowFrames = WINDOW_STEPS * swings.stepFrames;
  }

  push(block: Block): void {
    const { swings } = this;
    let start = 0;
    for (let p = 0; p < swings.pieces; p++) {
      const end = swings.ends[p]!;
      if (this.inWindow === 0) this.first = Math.abs(block.channels[0]?.[start] ?? 0);
      this.peak = Math.max(this.peak, swings.peakOf(p));
      this.inWindow += end - start;
      if (this.inWindow === this.windowFrames) this.closeWindow();
      start = end;
    }
  }

  private closeWindow(): void {
    if (this.peak > AUDIBLE) this.peaks.push(this.peak);
    if (this.first < MOVING * this.peak) this.moves = true;
    this.peak = 0;
    this.inWindow = 0;
  }

  result(): Finding[] {
    const count = this.peaks.length;
    const top = this.peaks.reduce((max, peak) => Math.max(max, peak), 0);
    const near = this.peaks.filter((peak) => peak >= NEAR * top).length;
    const pressed = this.peaks.filter((peak) => peak >= PRESSED * top).length;
    const share = pressed / Math.max(1, count);
    if (!this.moves || count < LEAST_WINDOWS || share < NOTE_SHARE || pressed < PILED_UP * near) return [];
    return [
      {
        code: 'over-limited',
        severity:
          share >= WARN_SHARE && !this.tops.channels.some(({ ceilings }) => ceilings.isCut())
            ? 'warning'
            : 'note',
        confidence: Math.min(0.95, 0.5 + share),
        channel: 'both',
        startS: null,
        endS: null,
        value: 100 * share,
        unit: '%',
      },
    ];
  }
}

/** An earlier limiter: peaks of many moments stand at the very same height. */
export const LIMITING: DetectorKind = {
  id: 'limiting',
  codes: ['over-limited'],
  create: (hearing) => new LimitingDetector(hearing.stream(flatTops), hearing.stream(swings)),
};
