// DC steps: the middle of the wave moves up or down at once and stays there for a while, as a bad contact or converter does.
import { cos } from '../../dsp/math.ts';
import { History } from '../../measure/history.ts';
import type { Block } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lowBand } from '../heard/low-band.ts';
import { acrossChannels, type Span } from '../spans.ts';

/** The middle is the mean under a Hann window of 0.1 s, which hears nothing from 20 Hz on; one every 0.05 s. */
const HOP_S = 0.05;
/** A step is told by the middles of 0.4 s before and after it; the two that hear the step itself are left out. */
const SIDE_HOPS = 8;
const SKIP_HOPS = 1;
const LEAST_STEP = 0.004;
/** Over the spread (mean distance from the median) of both sides. */
const LEAST_CONTRAST = 1.8;
const SURE_CONTRAST = 4;
/** The step back is as large as the step there. */
const MOST_UNEQUAL = 0.35;
const LEAST_HOPS = 6;
const MOST_HOPS = 600;
const MOST_FINDINGS = 20;
/** More of them a minute are the way the instruments are made. */
const MOST_A_MINUTE = 8;

interface Edge {
  readonly hop: number;
  readonly step: number;
  readonly contrast: number;
}

interface Step extends Span {
  readonly offset: number;
  readonly contrast: number;
}

/** The middle of the wave of one channel, every 0.05 s. */
class Middles {
  readonly history = new History();
  private readonly rise: Float64Array;
  private at = 0;
  /** Weighed sums of the window that ends with this hop, and of the one that begins with it. */
  private ending = 0;
  private beginning = 0;

  constructor(hopFrames: number) {
    this.rise = Float64Array.from(
      { length: hopFrames },
      (_, n) => 0.5 - 0.5 * cos((Math.PI * (n + 0.5)) / hopFrames),
    );
  }

  push(x: Float64Array, frames: number): void {
    const { rise } = this;
    for (let i = 0; i < frames; i++) {
      const weighed = rise[this.at]! * x[i]!;
      this.beginning += weighed;
      this.ending += x[i]! - weighed;
      if (++this.at === rise.length) this.close();
    }
  }

  private close(): void {
    this.history.push(this.ending / this.rise.length);
    this.ending = this.beginning;
    this.beginning = 0;
    this.at = 0;
  }
}

interface Side {
  readonly median: number;
  readonly spread: number;
}

function sideOf(values: Float64Array): Side {
  const sorted = values.slice().sort();
  const median = (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
  let spread = 0;
  for (const value of sorted) spread += Math.abs(value - median);
  return { median, spread: spread / sorted.length };
}

/** Where the middle moves: the best of every run of hops that all hear the same move. */
function edgesOf(middles: Float64Array): Edge[] {
  const edges: Edge[] = [];
  for (let hop = SIDE_HOPS + SKIP_HOPS; hop + SIDE_HOPS + SKIP_HOPS <= middles.length; hop++) {
    const before = sideOf(middles.subarray(hop - SKIP_HOPS - SIDE_HOPS, hop - SKIP_HOPS));
    const after = sideOf(middles.subarray(hop + SKIP_HOPS, hop + SKIP_HOPS + SIDE_HOPS));
    const step = after.median - before.median;
    const contrast = Math.abs(step) / (before.spread + after.spread + 1e-9);
    if (Math.abs(step) < LEAST_STEP || contrast < LEAST_CONTRAST) continue;
    const last = edges.at(-1);
    const same = last !== undefined && hop - last.hop <= SIDE_HOPS && last.step > 0 === step > 0;
    if (!same) edges.push({ hop, step, contrast });
    else if (contrast > last.contrast) edges[edges.length - 1] = { hop, step, contrast };
  }
  return edges;
}

/** Each move there with the next move back. */
function stepsOf(middles: Float64Array): Step[] {
  const edges = edgesOf(middles);
  return edges.flatMap((there, i) => {
    const back = edges
      .slice(i + 1)
      .find(
        ({ hop, step }) =>
          hop - there.hop >= LEAST_HOPS &&
          hop - there.hop <= MOST_HOPS &&
          Math.abs(step + there.step) <= MOST_UNEQUAL * Math.abs(there.step),
      );
    if (back === undefined) return [];
    const contrast = Math.min(there.contrast, back.contrast);
    return [{ start: there.hop, end: back.hop, offset: (there.step - back.step) / 2, contrast }];
  });
}

class DcStepDetector implements Detector {
  private readonly hopS: number;
  private readonly lateS: number;
  private readonly middles: readonly Middles[];

  constructor(hearing: Hearing) {
    const low = hearing.stream(lowBand);
    const { sampleRateHz, channels } = low.format;
    const hopFrames = Math.max(1, Math.round(HOP_S * sampleRateHz));
    this.hopS = hopFrames / sampleRateHz;
    this.lateS = low.delayFrames / low.factor / sampleRateHz;
    this.middles = Array.from({ length: channels }, () => new Middles(hopFrames));
    low.listen((block) => this.hear(block));
  }

  push(): void {}

  private hear(block: Block): void {
    this.middles.forEach((middles, c) => middles.push(block.channels[c]!, block.frames));
  }

  result(): Finding[] {
    const perChannel = this.middles.map(({ history }) => stepsOf(history.values()));
    const lengthS = this.hopS * (this.middles[0]?.history.length ?? 0);
    const places = acrossChannels(perChannel);
    const natural = places.length > Math.max(3, (MOST_A_MINUTE * lengthS) / 60);
    return places.slice(0, MOST_FINDINGS).map(({ start, end, channel }) => {
      const here = perChannel.flat().filter((step) => step.start < end && step.end > start);
      const surest = here.reduce((best, step) => (step.contrast > best.contrast ? step : best));
      return this.finding({ ...surest, start, end }, channel, natural);
    });
  }

  private finding(step: Step, channel: Finding['channel'], natural: boolean): Finding {
    const sure = step.contrast >= SURE_CONTRAST && !natural;
    return {
      code: 'dc-step',
      severity: sure ? 'warning' : 'note',
      confidence: sure ? 0.9 : 0.5,
      channel,
      startS: Math.max(0, step.start * this.hopS - this.lateS),
      endS: Math.max(0, step.end * this.hopS - this.lateS),
      value: 100 * step.offset,
      unit: '%',
    };
  }
}

/** Stretches whose middle lies elsewhere. */
export const DC_STEPS: DetectorKind = {
  id: 'dc-steps',
  codes: ['dc-step'],
  create: (hearing) => new DcStepDetector(hearing),
};
