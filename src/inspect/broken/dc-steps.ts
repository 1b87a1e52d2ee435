// DC steps: the middle of the wave moves up or down at once and stays there for a while, as a bad contact or converter does.
import { dbFromPower } from '../../dsp/decibel.ts';
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
const REACH_HOPS = SIDE_HOPS + SKIP_HOPS;
const LEAST_STEP = 0.004;
/** Over the spread (mean distance from the median) of both sides. */
const LEAST_CONTRAST = 1.8;
const SURE_CONTRAST = 4;
/** A drum or a bass moves the middle all the time: a step is this many times what 70 % of the moves of the 10 s around it are. */
const LEAST_OVER_REST = 5;
const REST_SHARE = 0.7;
const REST_HOPS = 200;
/**
 * A bass that leans to one side takes the middle along, no further than its own RMS: its level comes and goes with it, dB.
 * A fault leaves the music alone.
 */
const LEVEL_WITH_IT_DB = 8;
const SILENCE_POWER = 1e-9;
/** The step back is as large as the step there. */
const MOST_UNEQUAL = 0.25;
const LEAST_HOPS = 6;
const MOST_HOPS = 600;
/** More of them a minute are the way the instruments are made. */
const MOST_A_MINUTE = 8;
const MOST_ANYWAY = 3;
const MOST_FINDINGS = 20;

/** What moves at one hop: how far, over the spread of its sides; and the low end about it, RMS of the louder side. */
interface Edge {
  readonly hop: number;
  readonly step: number;
  readonly contrast: number;
  readonly lowRms: number;
  /** By how much the low end is louder behind than before. */
  readonly risesDb: number;
}

interface Step extends Span {
  readonly offset: number;
  readonly contrast: number;
}

/** The middle of the wave of one channel, and the power of what moves about it, every 0.05 s. */
class Middles {
  readonly history = new History();
  readonly power = new History();
  private readonly rise: Float64Array;
  private at = 0;
  /** Weighed sums of the window that ends with this hop, and of the one that begins with it. */
  private ending = 0;
  private beginning = 0;
  private squares = 0;

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
      this.squares += x[i]! * x[i]!;
      if (++this.at === rise.length) this.close();
    }
  }

  private close(): void {
    this.history.push(this.ending / this.rise.length);
    this.power.push(this.squares / this.rise.length);
    this.squares = 0;
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

/** Mean power about the middle over a side from hop `first` on. */
function powerAbout(power: Float64Array, first: number, middle: number): number {
  let sum = 0;
  for (let hop = first; hop < first + SIDE_HOPS; hop++) sum += power[hop]!;
  return Math.max(0, sum / SIDE_HOPS - middle * middle) + SILENCE_POWER;
}

/** The move at every hop that has two whole sides; the first is at hop `REACH_HOPS`. */
function movesOf(middles: Float64Array, power: Float64Array): Edge[] {
  const moves: Edge[] = [];
  for (let hop = REACH_HOPS; hop + REACH_HOPS <= middles.length; hop++) {
    const [first, second] = [hop - REACH_HOPS, hop + SKIP_HOPS];
    const before = sideOf(middles.subarray(first, first + SIDE_HOPS));
    const after = sideOf(middles.subarray(second, second + SIDE_HOPS));
    const step = after.median - before.median;
    const contrast = Math.abs(step) / (before.spread + after.spread + 1e-9);
    const powerBefore = powerAbout(power, first, before.median);
    const powerAfter = powerAbout(power, second, after.median);
    const lowRms = Math.sqrt(Math.max(powerBefore, powerAfter));
    moves.push({ hop, step, contrast, lowRms, risesDb: dbFromPower(powerAfter / powerBefore) });
  }
  return moves;
}

/** Where the middle, at rest otherwise, moves: the best of every run of hops that all hear the same move. */
function edgesOf(moves: readonly Edge[]): Edge[] {
  const edges: Edge[] = [];
  for (const move of moves) {
    if (Math.abs(move.step) < LEAST_STEP || move.contrast < LEAST_CONTRAST) continue;
    const last = edges.at(-1);
    const same = last !== undefined && move.hop - last.hop <= SIDE_HOPS && last.step > 0 === move.step > 0;
    if (!same) edges.push(move);
    else if (move.contrast > last.contrast) edges[edges.length - 1] = move;
  }
  return edges.filter((edge) => Math.abs(edge.step) >= LEAST_OVER_REST * restAround(edge, moves));
}

/** How far the middle moves by itself in the 10 s before and behind an edge; the edge itself is left out. */
function restAround({ hop }: Edge, moves: readonly Edge[]): number {
  const at = hop - REACH_HOPS;
  const around = [
    ...moves.slice(Math.max(0, at - REST_HOPS), Math.max(0, at - REACH_HOPS)),
    ...moves.slice(at + REACH_HOPS + 1, at + REST_HOPS + 1),
  ];
  const sizes = Float64Array.from(around, ({ step }) => Math.abs(step)).sort();
  return sizes[Math.floor(REST_SHARE * sizes.length)] ?? 0;
}

/** Each move there with the next move back; the next step begins behind it. */
function stepsOf({ history, power }: Middles): Step[] {
  const edges = edgesOf(movesOf(history.values(), power.values()));
  const steps: Step[] = [];
  for (let i = 0; i < edges.length; i++) {
    const there = edges[i]!;
    const end = edges.findIndex((back, k) => k > i && isWayBack(there, back));
    if (end < 0) continue;
    const back = edges[end]!;
    const contrast = Math.min(there.contrast, back.contrast);
    steps.push({ start: there.hop, end: back.hop, offset: (there.step - back.step) / 2, contrast });
    i = end;
  }
  return steps;
}

function isWayBack(there: Edge, back: Edge): boolean {
  const hops = back.hop - there.hop;
  if (hops < LEAST_HOPS || hops > MOST_HOPS) return false;
  if (Math.abs(back.step + there.step) > MOST_UNEQUAL * Math.abs(there.step)) return false;
  return !movesWithLows(there, back);
}

/** Whether the low end could have moved the middle, being louder, or softer, while it lies elsewhere. */
function movesWithLows(there: Edge, back: Edge): boolean {
  if (Math.abs(there.step) > there.lowRms || Math.abs(back.step) > back.lowRms) return false;
  const louderWithin = Math.min(there.risesDb, -back.risesDb);
  const softerWithin = Math.min(-there.risesDb, back.risesDb);
  return Math.max(louderWithin, softerWithin) >= LEVEL_WITH_IT_DB;
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
    const perChannel = this.middles.map(stepsOf);
    const lengthS = this.hopS * (this.middles[0]?.history.length ?? 0);
    const places = acrossChannels(perChannel);
    if (places.length > Math.max(MOST_ANYWAY, (MOST_A_MINUTE * lengthS) / 60)) return [];
    return places.slice(0, MOST_FINDINGS).map(({ start, end, channel }) => {
      const here = perChannel.flat().filter((step) => step.start < end && step.end > start);
      const surest = here.reduce((best, step) => (step.contrast > best.contrast ? step : best));
      return this.finding({ ...surest, start, end }, channel);
    });
  }

  private finding(step: Step, channel: Finding['channel']): Finding {
    const sure = step.contrast >= SURE_CONTRAST;
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
