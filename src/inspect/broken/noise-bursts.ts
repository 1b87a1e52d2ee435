// Noise bursts: white noise that is there at once, stays as it is, and is gone at once: data played as sound, a bad cable.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Block, SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';

/** Steps of 1.45 ms (64 frames at 44.1 kHz). */
const HOPS_A_SECOND = 689;
const RIGHT_WEIGHT = 0.7071;
/** Comes and goes by 10 dB and more within two steps. */
const LEAST_RATIO = 10;
/** In between no step is off the mean by more than 4 dB: a drum decays, a cymbal swells. */
const MOST_UNEVEN = 2.5;
const LEAST_HOPS = 5;
const MOST_S = 0.5;
/** Mean square of the differences from sample to sample: -60 dBFS. */
const LEAST_POWER = 1e-6;
/**
 * White noise: samples one apart differ as much as samples two apart; in music the latter differ two to four times as
 * much. And it is no whisper beside what else sounds: the differences of white noise have twice its power.
 */
const LEAST_WHITE = 0.75;
const MOST_WHITE = 1.3;
const LEAST_SHARE = 0.5;
const MOST_FINDINGS = 50;

interface Burst {
  readonly start: number;
  readonly end: number;
  readonly ratio: number;
}

interface Sums {
  hops: number;
  power: number;
  near: number;
  far: number;
}

class NoiseBurstDetector implements Detector {
  private readonly rate: number;
  private readonly hop: number;
  private readonly bursts: Burst[] = [];
  private at = 0;
  private last = 0;
  private older = 0;
  /** Of the open step: power of the sound, of its differences to the last and to the last but one. */
  private power = 0;
  private near = 0;
  private far = 0;
  /** Difference powers of the last three steps, the newest last. */
  private readonly past = new Float64Array(3);
  /** The burst that may be under way: sums over its steps, what was before it. */
  private startHop = -1;
  /** The last step was below the burst's, perhaps on its way down. */
  private fallen = false;
  private before = 0;
  private sums: Sums = { hops: 0, power: 0, near: 0, far: 0 };

  constructor(format: SignalFormat) {
    this.rate = format.sampleRateHz;
    this.hop = Math.max(8, Math.round(format.sampleRateHz / HOPS_A_SECOND));
  }

  push(block: Block): void {
    const left = block.channels[0]!;
    const right = block.channels[1] ?? null;
    for (let start = 0; start < block.frames; ) {
      const end = Math.min(block.frames, start + this.hop - (this.at % this.hop));
      this.gather(left, right, start, end);
      this.at += end - start;
      start = end;
      if (this.at % this.hop === 0) this.closeHop(this.at / this.hop - 1);
    }
  }

  private gather(left: Float64Array, right: Float64Array | null, start: number, end: number): void {
    let { last, older, power, near, far } = this;
    for (let i = start; i < end; i++) {
      const x = right === null ? left[i]! : left[i]! + RIGHT_WEIGHT * right[i]!;
      power += x * x;
      near += (x - last) * (x - last);
      far += (x - older) * (x - older);
      older = last;
      last = x;
    }
    this.last = last;
    this.older = older;
    this.power = power;
    this.near = near;
    this.far = far;
  }

  private closeHop(hop: number): void {
    const { past, near } = this;
    if (this.startHop >= 0) this.follow(hop);
    if (this.startHop < 0) this.mayBegin(hop);
    past[0] = past[1]!;
    past[1] = past[2]!;
    past[2] = near;
    this.power = 0;
    this.near = 0;
    this.far = 0;
  }

  /** The step may begin in the midst of a hop: what was before is two hops back. */
  private mayBegin(hop: number): void {
    const before = Math.max(this.past[0]!, this.past[1]!);
    if (this.near < LEAST_POWER * this.hop || this.near < LEAST_RATIO * before || hop < 3) return;
    this.startHop = hop;
    this.fallen = false;
    this.before = before;
    this.beginSums();
  }

  private beginSums(): void {
    this.sums = { hops: 1, power: this.power, near: this.near, far: this.far };
  }

  private follow(hop: number): void {
    const { sums, near } = this;
    const mean = sums.near / sums.hops;
    const gone = near * LEAST_RATIO < mean;
    const onlyPartly = sums.hops === 1 && hop === this.startHop + 1;
    if (gone) this.end(hop, mean);
    if (onlyPartly && near > MOST_UNEVEN * mean) {
      this.beginSums();
    } else if (gone || this.fallen || near > MOST_UNEVEN * mean || sums.hops > MOST_S * HOPS_A_SECOND) {
      this.startHop = -1;
    } else if (near * MOST_UNEVEN < mean) {
      this.fallen = true;
    } else {
      sums.hops++;
      sums.power += this.power;
      sums.near += near;
      sums.far += this.far;
    }
  }

  private end(hop: number, mean: number): void {
    const { sums, startHop, before } = this;
    if (sums.hops < LEAST_HOPS || !isWhite(sums) || this.bursts.length >= MOST_FINDINGS) return;
    const ratio = mean / Math.max(before, LEAST_POWER);
    this.bursts.push({ start: startHop * this.hop, end: hop * this.hop, ratio });
  }

  result(): Finding[] {
    return this.bursts.map(({ start, end, ratio }) => ({
      code: 'noise-burst',
      severity: 'note',
      confidence: 0.6,
      channel: null,
      startS: start / this.rate,
      endS: end / this.rate,
      value: dbFromPower(ratio),
      unit: 'dB',
    }));
  }
}

function isWhite({ power, near, far }: Sums): boolean {
  return near >= LEAST_SHARE * power && far >= LEAST_WHITE * near && far <= MOST_WHITE * near;
}

/** Bursts of white noise with sharp edges; drum machines make them too, so that they are notes. */
export const NOISE_BURSTS: DetectorKind = {
  id: 'noise-bursts',
  codes: ['noise-burst'],
  create: ({ format }) => new NoiseBurstDetector(format),
};
