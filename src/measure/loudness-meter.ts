// Loudness meter: integrated, momentary and short-term loudness and loudness range in one streaming pass.
import type { SignalFormat } from '../signal/signal.ts';
import { History } from './history.ts';
import { HopSums, STEPS_PER_SECOND } from './hop-sums.ts';
import { edgeFrame, HOPS_PER_SECOND, meterOfHops, type HopListener } from './hops.ts';
import { channelWeights } from './layout.ts';
import {
  ABSOLUTE_GATE_LUFS,
  audibleLoudness,
  gatedLoudness,
  loudnessRange,
  powerFromLoudness,
} from './loudness.ts';
import type { LoudnessResult } from './measurements.ts';
import type { Meter } from './meter.ts';

const STEPS_PER_HOP = STEPS_PER_SECOND / HOPS_PER_SECOND;
const MOMENTARY_STEPS = 40;
/** A short-term window is the last 3 s. */
export const SHORT_TERM_HOPS = 30;

/** Gathers K-weighted power: 10 ms steps for the momentary loudness, 100 ms hops for all else. */
export class LoudnessListener implements HopListener {
  /** Weighted mean power of every 400 ms block, 100 ms apart. */
  readonly blockPowers = new History();
  /** Weighted mean power of every 3 s window, 100 ms apart; the first ends at 3 s. */
  readonly shortTermPowers = new History();
  /** K-weighted Σ y² a channel, and Σ y_left·y_right, over all the sound. */
  readonly channelEnergies: Float64Array;
  crossEnergy = 0;
  maxMomentaryPower = 0;
  /** Of the loudest momentary window that ends within each hop, the windows moving by 10 ms; 0 before the first. */
  readonly hopMomentaryPowers = new History();
  private hopMomentaryPower = 0;
  /** Of the step and the hop under way. */
  private stepEnergy = 0;
  private hopEnergy = 0;
  private readonly sampleRateHz: number;
  private readonly weights: readonly number[];
  private readonly sums: HopSums;
  private readonly recentSteps = new Float64Array(MOMENTARY_STEPS);
  private readonly hopEnergies = new Float64Array(SHORT_TERM_HOPS);
  private steps = 0;
  private hops = 0;

  /** `sums` must hear each hop before this does; `weights`: of the channels, by `layoutOf`. */
  constructor(sums: HopSums, weights: readonly number[] = channelWeights(sums.format.channels)) {
    this.sampleRateHz = sums.format.sampleRateHz;
    this.sums = sums;
    this.weights = weights;
    this.channelEnergies = new Float64Array(sums.format.channels);
  }

  hop(_: readonly Float64Array[], frames: number): void {
    const { count, ends, start } = this.sums;
    for (let i = 0; i < count; i++) {
      this.stepEnergy += this.stretchEnergy(i);
      const end = start + ends[i]!;
      if (end === edgeFrame(this.steps + 1, STEPS_PER_SECOND, this.sampleRateHz)) this.endStep();
    }
    // The end of the song, within a hop.
    if (start + frames !== edgeFrame(this.hops, HOPS_PER_SECOND, this.sampleRateHz)) this.keepMomentary();
  }

  result(): LoudnessResult {
    const shortTerms = this.shortTermPowers.values();
    return {
      integratedLufs: gatedLoudness(this.blockPowers.values()),
      rangeLu: loudnessRange(shortTerms),
      maxMomentaryLufs: audibleLoudness(this.maxMomentaryPower),
      maxShortTermLufs: audibleLoudness(largest(shortTerms)),
      shortTermPerSecondLufs: everySecond(shortTerms),
    };
  }

  /** Of the loudest 3 s window; null when the sound is shorter. */
  maxShortTermPower(): number | null {
    return this.shortTermPowers.length === 0 ? null : largest(this.shortTermPowers.values());
  }

  private stretchEnergy(i: number): number {
    const { weights, channelEnergies } = this;
    const { power } = this.sums;
    let energy = 0;
    for (let c = 0; c < weights.length; c++) {
      const heard = power.heard(i, c);
      energy += weights[c]! * heard;
      channelEnergies[c]! += heard;
    }
    this.crossEnergy += power.heardCross(i);
    return energy;
  }

  private endStep(): void {
    this.recentSteps[this.steps % MOMENTARY_STEPS] = this.stepEnergy;
    this.hopEnergy += this.stepEnergy;
    this.stepEnergy = 0;
    this.steps++;
    if (this.steps >= MOMENTARY_STEPS) this.takeMomentary();
    if (this.steps % STEPS_PER_HOP === 0) this.endHop();
  }

  private takeMomentary(): void {
    const power = this.windowPower(this.recentSteps, this.steps, STEPS_PER_SECOND);
    if (power > this.maxMomentaryPower) this.maxMomentaryPower = power;
    if (power > this.hopMomentaryPower) this.hopMomentaryPower = power;
    if (this.steps % STEPS_PER_HOP === 0) this.blockPowers.push(power);
  }

  private endHop(): void {
    this.keepMomentary();
    this.hopEnergies[this.hops % SHORT_TERM_HOPS] = this.hopEnergy;
    this.hopEnergy = 0;
    this.hops++;
    if (this.hops < SHORT_TERM_HOPS) return;
    this.shortTermPowers.push(this.windowPower(this.hopEnergies, this.hops, HOPS_PER_SECOND));
  }

  private keepMomentary(): void {
    this.hopMomentaryPowers.push(this.hopMomentaryPower);
    this.hopMomentaryPower = 0;
  }

  /** Mean power of the last `ring.length` pieces, the newest being number `count`. Summed afresh: no drift. */
  private windowPower(ring: Float64Array, count: number, perSecond: number): number {
    let energy = 0;
    for (let i = 0; i < ring.length; i++) energy += ring[i]!;
    const first = edgeFrame(count - ring.length, perSecond, this.sampleRateHz);
    return energy / (edgeFrame(count, perSecond, this.sampleRateHz) - first);
  }
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Of a value every 100 ms, the first at 3 s: those at whole seconds. */
function everySecond(shortTerms: Float64Array): (number | null)[] {
  const gate = powerFromLoudness(ABSOLUTE_GATE_LUFS);
  const seconds: (number | null)[] = [];
  for (let i = 0; i < shortTerms.length; i += HOPS_PER_SECOND) {
    seconds.push(shortTerms[i]! > gate ? audibleLoudness(shortTerms[i]!) : null);
  }
  return seconds;
}

/** Loudness alone. */
export function createLoudnessMeter(format: SignalFormat): Meter<LoudnessResult> {
  const sums = new HopSums(format);
  const listener = new LoudnessListener(sums);
  return meterOfHops(format, [sums, listener], () => listener.result());
}
