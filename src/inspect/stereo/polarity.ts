// Polarity: stretches where left and right pull against each other and vanish in mono.
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { clusterSpans, type Span } from '../spans.ts';

const WINDOW_S = 0.4;
/** A window counts as sounding above -60 dBFS in both channels. */
const LEAST_POWER = 1e-6;
/** Wide music seldom stays under -0.2; an inverted channel of ordinary music lies near -0.5 to -1. */
const INVERTED = -0.5;
const LEAST_S = 0.8;
const MOST_FINDINGS = 50;

class PolarityDetector implements Detector {
  private readonly rate: number;
  private readonly windowFrames: number;
  private readonly inverted: (Span & { correlation: number })[] = [];
  private sounding = 0;
  private at = 0;
  private inWindow = 0;
  private left = 0;
  private right = 0;
  private cross = 0;

  constructor(format: SignalFormat) {
    this.rate = format.sampleRateHz;
    this.windowFrames = Math.max(1, Math.round(WINDOW_S * format.sampleRateHz));
  }

  push(block: Block): void {
    const [l, r] = block.channels;
    if (l === undefined || r === undefined || block.channels.length !== 2) return;
    let start = 0;
    while (start < block.frames) {
      const end = Math.min(block.frames, start + this.windowFrames - this.inWindow);
      this.sum(l, r, start, end);
      if (this.inWindow === this.windowFrames) this.closeWindow();
      start = end;
    }
  }

  private sum(l: Float64Array, r: Float64Array, start: number, end: number): void {
    let { left, right, cross } = this;
    for (let i = start; i < end; i++) {
      const a = l[i]!;
      const b = r[i]!;
      left += a * a;
      right += b * b;
      cross += a * b;
    }
    this.left = left;
    this.right = right;
    this.cross = cross;
    this.inWindow += end - start;
  }

  private closeWindow(): void {
    const floor = LEAST_POWER * this.windowFrames;
    if (this.left > floor && this.right > floor) {
      this.sounding++;
      const correlation = this.cross / Math.sqrt(this.left * this.right);
      if (correlation < INVERTED)
        this.inverted.push({ start: this.at, end: this.at + this.windowFrames, correlation });
    }
    this.at += this.windowFrames;
    this.inWindow = 0;
    this.left = 0;
    this.right = 0;
    this.cross = 0;
  }

  result(): Finding[] {
    const whole = this.sounding > 0 && this.inverted.length / this.sounding > 0.7;
    const clusters = clusterSpans(this.inverted, this.windowFrames)
      .filter((cluster) => (cluster.end - cluster.start) / this.rate >= LEAST_S || whole)
      .slice(0, MOST_FINDINGS);
    return clusters.map((cluster) => ({
      code: 'polarity',
      severity: whole ? 'error' : 'warning',
      confidence: whole ? 0.9 : 0.7,
      channel: 'both',
      startS: cluster.start / this.rate,
      endS: cluster.end / this.rate,
      value: cluster.members.reduce((sum, span) => sum + span.correlation, 0) / cluster.members.length,
      unit: 'correlation',
    }));
  }
}

/** One channel upside down against the other, throughout or for a stretch. */
export const POLARITY: DetectorKind = {
  id: 'polarity',
  codes: ['polarity'],
  create: ({ format }) => new PolarityDetector(format),
};
