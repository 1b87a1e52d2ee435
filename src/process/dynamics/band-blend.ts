// Band blend: sound split into bands that get gains of their own: the delayed sound, and what the gains add to it.
import { delayedSplit } from '../../dsp/delayed-split.ts';
import { PairCascade } from '../../dsp/pair-cascade.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import { hopFrames } from '../control/gain-rider.ts';
import type { Processor } from '../processor.ts';
import { blendThree, heldRing, type HeldRing, SpanDelay, squaresOf } from './held-bands.ts';

/** Frames worked on at a time: few enough to stay in the cache. */
const SPAN_FRAMES = 1024;
/** Frames between two gain decisions, in the hops of a single gain: 0.7 ms, so that three bands cost little. */
const HOPS = 2;
/** Of the squares every second is summed, of a low band, which moves slowly, every eighth: their mean is the same. */
const STRIDE = 2;
const LOW_STRIDE = 8;
/** The gain may begin to move so many decisions before the sound: 2 ms. */
const AHEAD_HOPS = 3;

/** Frames between two decisions of a band law. */
export function bandHopFrames(sampleRateHz: number): number {
  return HOPS * hopFrames(sampleRateHz);
}

/** What decides the gains of the bands, once a hop, for all channels alike. */
export interface BandLaw {
  /** One a band, from the lowest; 1 when newborn. */
  readonly gains: Float64Array;
  /** How many bands, from the lowest, it wants to hear. */
  readonly heardBands: number;
  /** `powers`: of each heard band in the hop, all channels added; in proportion to its mean square. */
  decide(powers: Float64Array): void;
  reset(): void;
}

/**
 * Output = g·x + Σ (g_b - g_b+1)·low_b, where x is the delayed sound, g the highest band's gain and low_b what is below
 * crossover b: with all gains 1 it is x to the last bit. The bands are of a delayed split, so their sum is x anyhow.
 */
export class BandBlend implements Processor {
  readonly latencyFrames: number;
  readonly preRingFrames: number;
  readonly tailFrames: number;
  private readonly hop: number;
  private readonly law: BandLaw;
  /** By crossover and pair of channels. */
  private readonly filters: PairCascade[][];
  /** By crossover and channel: what each low band waits for the slowest. */
  private readonly waits: SpanDelay[][];
  private readonly delays: SpanDelay[];
  /** By channel: the sound itself, then the low bands. */
  private readonly held: HeldRing[][];
  /** By crossover and channel. */
  private readonly lows: Float64Array[][];
  private readonly none = new Float64Array(SPAN_FRAMES);
  private readonly powers: Float64Array;
  /** Of the hop under way: squares by channel and heard band. */
  private readonly sums: Float64Array;
  private readonly from: Float64Array;
  private readonly to: Float64Array;
  /** Of the sound and of each low band: the weight at the begin of the hop, and its step a frame. */
  private readonly weights: Float64Array;
  private at = 0;

  /** `crossoversHz` from low to high, one fewer than the law has gains. */
  constructor(crossoversHz: readonly number[], law: BandLaw, { sampleRateHz, channels }: SignalFormat) {
    const splits = crossoversHz.map((hz) => delayedSplit(hz, sampleRateHz));
    const delay = Math.max(0, ...splits.map(({ delayFrames }) => delayFrames));
    const each = <T>(make: () => T): T[] => Array.from({ length: channels }, make);
    this.hop = bandHopFrames(sampleRateHz);
    this.law = law;
    this.filters = splits.map(({ low }) =>
      Array.from({ length: Math.ceil(channels / 2) }, () => new PairCascade(low, low)),
    );
    this.waits = splits.map(({ delayFrames }) => each(() => new SpanDelay(delay - delayFrames, SPAN_FRAMES)));
    this.delays = each(() => new SpanDelay(delay, SPAN_FRAMES));
    this.held = each(() =>
      Array.from({ length: splits.length + 1 }, () => heldRing(this.hop, 1 + AHEAD_HOPS)),
    );
    this.lows = splits.map(() => each(() => new Float64Array(SPAN_FRAMES)));
    this.powers = new Float64Array(law.heardBands);
    this.sums = new Float64Array(law.heardBands * channels);
    this.from = new Float64Array(law.gains.length);
    this.to = new Float64Array(law.gains.length);
    this.weights = new Float64Array(2 * law.gains.length);
    this.latencyFrames = delay + (1 + AHEAD_HOPS) * this.hop;
    this.preRingFrames = delay;
    this.tailFrames = Math.max(0, ...splits.map(({ ringFrames }) => ringFrames));
    this.reset();
  }

  reset(): void {
    for (const part of [...this.filters.flat(), ...this.waits.flat(), ...this.delays]) part.reset();
    for (const ring of this.held.flat()) ring.samples.fill(0);
    this.law.reset();
    this.sums.fill(0);
    this.from.set(this.law.gains);
    this.to.set(this.law.gains);
    this.weigh();
    this.at = 0;
  }

  process({ channels, frames }: Block): void {
    for (let start = 0; start < frames; start += SPAN_FRAMES) {
      const end = Math.min(frames, start + SPAN_FRAMES);
      this.split(channels, start, end);
      for (let at = start; at < end; ) {
        const count = Math.min(end - at, this.hop - (this.at % this.hop));
        this.blend(channels, at, at - start, count);
        at += count;
      }
    }
  }

  /** The low bands of the span, and the sound delayed in step with them. */
  private split(channels: readonly Float64Array[], start: number, end: number): void {
    const { filters, lows, waits, delays } = this;
    const frames = end - start;
    for (let c = 0; c < delays.length; c++) {
      const samples = channels[c]!;
      const span = start === 0 && end === samples.length ? samples : samples.subarray(start, end);
      for (let i = 0; i < lows.length; i++) lows[i]![c]!.set(span);
      delays[c]!.process(span);
    }
    for (let i = 0; i < lows.length; i++) {
      const low = lows[i]!;
      for (let c = 0; c < low.length; c += 2)
        filters[i]![c >> 1]!.process(low[c]!, low[c + 1] ?? null, frames);
      for (let c = 0; c < low.length; c++)
        waits[i]![c]!.process(frames < SPAN_FRAMES ? low[c]!.subarray(0, frames) : low[c]!);
    }
  }

  /** `count` frames of one hop: hears them, and gives those of some hops ago with their gains. */
  private blend(channels: readonly Float64Array[], at: number, inSpan: number, count: number): void {
    const { held, lows, law, sums, weights, hop, none } = this;
    const phase = this.at % hop;
    const top = lows.length;
    for (let c = 0; c < held.length; c++) {
      const samples = channels[c]!;
      for (let b = 0; b < law.heardBands; b++) {
        const upper = b < top ? lows[b]![c]! : samples;
        const lower = b > 0 ? lows[b - 1]![c]! : none;
        const s = c * law.heardBands + b;
        const stride = b === 0 && top > 0 ? LOW_STRIDE : STRIDE;
        const skip = (stride - (phase % stride)) % stride;
        const first = b < top ? inSpan + skip : at + skip;
        sums[s] = squaresOf(sums[s]!, upper, first, lower, inSpan + skip, count - skip, stride);
      }
      if (top === 2) {
        const [low, mid] = lows as [Float64Array[], Float64Array[]];
        blendThree(held[c]!, samples, at, low[c]!, mid[c]!, inSpan, count, this.at, phase, weights);
        continue;
      }
      const rings = held[c]!;
      rings[0]!.turn(samples, at, count, this.at, weights[0]!, weights[1]!, phase);
      for (let i = 0; i < top; i++) {
        const [base, step] = [weights[2 * i + 2]!, weights[2 * i + 3]!];
        rings[i + 1]!.add(lows[i]![c]!, inSpan, samples, at, count, this.at, base, step, phase);
      }
    }
    this.at += count;
    if (this.at % hop === 0) this.advance();
  }

  private advance(): void {
    const { law, powers, sums, hop, held } = this;
    if (this.at === held[0]![0]!.samples.length) this.at = 0;
    powers.fill(0);
    for (let s = 0; s < sums.length; s++) powers[s % powers.length]! += sums[s]! / hop;
    law.decide(powers);
    sums.fill(0);
    this.from.set(this.to);
    this.to.set(law.gains);
    this.weigh();
  }

  /** Weights of the sound and of each low band in the next hop, from the gains of the bands at its two ends. */
  private weigh(): void {
    const { weights, from, to, hop } = this;
    const top = from.length - 1;
    weights[0] = from[top]!;
    weights[1] = (to[top]! - from[top]!) / hop;
    for (let i = 0; i < top; i++) {
      const base = from[i]! - from[i + 1]!;
      weights[2 * i + 2] = base;
      weights[2 * i + 3] = (to[i]! - to[i + 1]! - base) / hop;
    }
  }
}
