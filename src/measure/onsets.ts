// Onsets: how suddenly sound begins, hundred times a second, heard in bass, middle and treble apart.
import { exp, log } from '../dsp/math.ts';
import type { SignalFormat } from '../signal/signal.ts';
import { CompactHistory } from './history.ts';
import { edgeFrame, HOPS_PER_SECOND, type HopListener } from './hops.ts';

export const ONSETS_PER_SECOND = 100;
const STEPS_PER_HOP = ONSETS_PER_SECOND / HOPS_PER_SECOND;
/** Drum and bass below, cymbals and consonants above. */
const BASS_TO_HZ = 200;
const TREBLE_FROM_HZ = 2000;
const BANDS = 3;
/** Energies are summed over four steps: two periods of a 50 Hz drum. */
const SMOOTH_STEPS = 4;
/** A rise is counted over 20 ms. */
const RISE_STEPS = 2;
/** -30 dB of a band's mean: what rises below it is no onset of this song. */
const FLOOR_SHARE = 1e-3;
/** Onsets stand out from the second around them. */
const LOCAL_STEPS = 50;

/** Sums the energy of the mono sum in three bands (first-order splits), step by step of 10 ms. */
export class OnsetListener implements HopListener {
  private readonly sampleRateHz: number;
  /** What stands in for the second channel of mono. */
  private readonly silence: Float64Array;
  private readonly energies = Array.from({ length: BANDS }, () => new CompactHistory());
  private readonly bassShare: number;
  private readonly trebleShare: number;
  private bass = 0;
  private dark = 0;
  private steps = 0;

  constructor(format: SignalFormat) {
    this.sampleRateHz = format.sampleRateHz;
    this.silence = new Float64Array(Math.ceil(format.sampleRateHz / HOPS_PER_SECOND) + 1);
    this.bassShare = exp((-2 * Math.PI * BASS_TO_HZ) / format.sampleRateHz);
    this.trebleShare = exp((-2 * Math.PI * TREBLE_FROM_HZ) / format.sampleRateHz);
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    const rate = this.sampleRateHz;
    const first = channels[0]!;
    const second = channels[1] ?? this.silence;
    const hopStart = edgeFrame(this.steps, ONSETS_PER_SECOND, rate);
    let start = 0;
    for (let step = 0; step < STEPS_PER_HOP && start < frames; step++) {
      this.steps++;
      const end = edgeFrame(this.steps, ONSETS_PER_SECOND, rate) - hopStart;
      if (end > frames) return;
      this.addStep(first, second, start, end);
      start = end;
    }
  }

  /** How much each step begins something: rises of the bands' levels over what is usual around it; 0 and more. */
  strengths(): Float64Array {
    const count = this.energies[0]!.length;
    const rises = new Float64Array(count);
    for (const band of this.energies) addRises(band.values(), rises);
    return standingOut(rises);
  }

  private addStep(first: Float64Array, second: Float64Array, start: number, end: number): void {
    const { bassShare, trebleShare } = this;
    let { bass, dark } = this;
    let low = 0;
    let middle = 0;
    let high = 0;
    for (let n = start; n < end; n++) {
      const x = first[n]! + second[n]!;
      bass = bassShare * bass + (1 - bassShare) * x;
      dark = trebleShare * dark + (1 - trebleShare) * x;
      const rest = dark - bass;
      const bright = x - dark;
      low += bass * bass;
      middle += rest * rest;
      high += bright * bright;
    }
    this.bass = settled(bass);
    this.dark = settled(dark);
    this.energies[0]!.push(low);
    this.energies[1]!.push(middle);
    this.energies[2]!.push(high);
  }
}

/** Filter memory far under any sound becomes silence: denormals are slow. */
function settled(value: number): number {
  return Math.abs(value) < 1e-100 ? 0 : value;
}

function addRises(energies: Float32Array, rises: Float64Array): void {
  const count = energies.length;
  let total = 0;
  for (const energy of energies) total += energy;
  const floor = (FLOOR_SHARE * SMOOTH_STEPS * total) / Math.max(1, count);
  if (!(floor > 0)) return;
  const level = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = floor;
    for (let k = Math.max(0, i - SMOOTH_STEPS + 1); k <= i; k++) sum += energies[k]!;
    level[i] = log(sum);
  }
  for (let i = RISE_STEPS; i < count; i++) rises[i]! += Math.max(0, level[i]! - level[i - RISE_STEPS]!);
}

/** What is over the mean of the steps around it. */
function standingOut(rises: Float64Array): Float64Array {
  const sums = new Float64Array(rises.length + 1);
  for (let i = 0; i < rises.length; i++) sums[i + 1] = sums[i]! + rises[i]!;
  return rises.map((rise, i) => {
    const from = Math.max(0, i - LOCAL_STEPS);
    const to = Math.min(rises.length, i + LOCAL_STEPS + 1);
    return Math.max(0, rise - (sums[to]! - sums[from]!) / (to - from));
  });
}
