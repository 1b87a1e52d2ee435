// Forecast: how loud the master gets and what the limiter costs at any drive, reckoned from a sketch without rendering.
import { dbFromGain, gainFromDb } from '../../dsp/decibel.ts';
import { sin } from '../../dsp/math.ts';
import { edgeFrame, HOPS_PER_SECOND } from '../../measure/hops.ts';
import { gatedLoudness } from '../../measure/loudness.ts';
import type { ClipCurve } from '../../process/peaks/clip-curve.ts';
import { GainEase } from '../../process/peaks/gain-ease.ts';
import { CHARACTERS, clipCurveOf } from '../../process/peaks/limiter-character.ts';
import { STEPS_PER_HOP, STEPS_PER_SECOND, type LoudnessSketch } from './loudness-sketch.ts';

/** Loudness against cost at one drive. Reductions in dB, 0 or more, over the loud parts. */
export interface ForecastPoint {
  /** Gain in front of the limiter. */
  readonly driveDb: number;
  /** null for what is too short or too quiet to have a loudness. */
  readonly integratedLufs: number | null;
  readonly meanReductionDb: number;
  /** Share 0…1 of the loud time with more than 1 dB. */
  readonly shareOver1Db: number;
  /** What 1 % of the loud time exceeds. */
  readonly deepReductionDb: number;
  readonly mostReductionDb: number;
}

export interface LimiterSetting {
  readonly ceilingDbtp: number;
  readonly lookAheadMs: number;
  /** One of CHARACTERS. */
  readonly character: string;
}

/** The limiter's own slow gain law runs in hops of eight frames; at this rate a hop is a step of the sketch. */
const LAW_FRAMES_PER_STEP = 8;
const LAW_RATE_HZ = LAW_FRAMES_PER_STEP * STEPS_PER_SECOND;
/** Loud parts: 400 ms blocks within 10 dB of the loudest. */
const LOUD_SHARE = 0.1;
const BLOCK_HOPS = 4;
/** Histogram of reductions: 0.1 dB a bin up to 40 dB. */
const BINS_PER_DB = 10;
const BINS = 400;
/** A quarter of a sine at evenly spaced times, the middles of eight parts; their squares sum to four. */
const SINE_HEIGHTS = Array.from({ length: 8 }, (_, i) => sin(((i + 0.5) * Math.PI) / 16));
/** Less than 0.01 dB is no reduction. */
const ALMOST_ONE = 0.99885;

/** Reckons any drive over one sketch; what does not depend on the drive is prepared once. */
export class Forecaster {
  /** Largest true peak of the sketch, linear. */
  readonly peak: number;
  private readonly sketch: LoudnessSketch;
  private readonly hopEnergies: Float64Array;
  private readonly hopFrames: Float64Array;
  private readonly loud: Uint8Array;
  private readonly loudSteps: number;
  private readonly known = new Map<string, ForecastPoint>();
  /** What the last run of the limiter turned down: `turnedDown` steps and their gains. */
  private readonly steps: Int32Array;
  private readonly gains: Float32Array;
  private turnedDown = 0;

  constructor(sketch: LoudnessSketch) {
    this.sketch = sketch;
    const hops = Math.ceil(sketch.energies.length / STEPS_PER_HOP);
    this.hopEnergies = new Float64Array(hops);
    for (let step = 0; step < sketch.energies.length; step++)
      this.hopEnergies[Math.floor(step / STEPS_PER_HOP)]! += sketch.energies[step]!;
    this.steps = new Int32Array(sketch.peaks.length);
    this.gains = new Float32Array(sketch.peaks.length);
    this.hopFrames = new Float64Array(hops).map((_, hop) => hopEdge(hop + 1, sketch) - hopEdge(hop, sketch));
    this.loud = loudHops(this.hopEnergies);
    this.loudSteps = STEPS_PER_HOP * this.loud.reduce((sum, is) => sum + is, 0);
    this.peak = sketch.peaks.reduce((most, peak) => Math.max(most, peak), 0);
  }

  /** Asked twice for the same, it reckons once. */
  at(driveDb: number, limiter: LimiterSetting): ForecastPoint {
    const key = `${driveDb} ${limiter.ceilingDbtp} ${limiter.lookAheadMs} ${limiter.character}`;
    const point = this.known.get(key) ?? this.reckon(driveDb, limiter);
    this.known.set(key, point);
    return point;
  }

  private reckon(driveDb: number, limiter: LimiterSetting): ForecastPoint {
    const drive = gainFromDb(driveDb);
    this.limit(drive, limiter);
    const { energies } = this.sketch;
    const limited = this.hopEnergies.slice();
    const tally = new ReductionTally(this.loud);
    for (let i = 0; i < this.turnedDown; i++) {
      const step = this.steps[i]!;
      const gain = this.gains[i]!;
      const hop = Math.floor(step / STEPS_PER_HOP);
      limited[hop]! -= energies[step]! * (1 - gain * gain);
      tally.take(hop, -dbFromGain(gain));
    }
    return {
      driveDb,
      integratedLufs: gatedLoudness(this.blockPowers(limited, drive * drive)),
      ...tally.result(this.loudSteps),
    };
  }

  /** Leaves in `steps` and `gains` every step that the limiter turns down, and by how much. */
  private limit(drive: number, limiter: LimiterSetting): void {
    const { peaks } = this.sketch;
    const { steps, gains } = this;
    const ceiling = gainFromDb(limiter.ceilingDbtp) / drive;
    this.turnedDown = 0;
    if (this.peak <= ceiling) return;
    const character = CHARACTERS[limiter.character]!;
    const { window, ease } = character;
    const curve = clipCurveOf(character, ceiling);
    const clipped = (peak: number): number => (curve === null ? peak : peak - curve.excess(peak));
    const law = new GainEase(window * limiter.lookAheadMs, LAW_RATE_HZ, ease);
    const lag = Math.floor(law.latencyFrames / LAW_FRAMES_PER_STEP);
    // At rest the law gives nothing but rest, so it is not asked. All of its windows have passed after this many steps.
    const memory = Math.ceil(4 * limiter.lookAheadMs) + 64;
    const around = new Float64Array(LAW_FRAMES_PER_STEP);
    const eased = new Float64Array(LAW_FRAMES_PER_STEP);
    let left = 0;
    let found = 0;
    for (let step = 0; step < peaks.length + lag; step++) {
      const peak = step < peaks.length ? clipped(peaks[step]!) : 0;
      if (peak > ceiling) left = memory;
      else if (left === 0) continue;
      left--;
      // The law looks for the highest of a step, wherever it stands.
      around[0] = peak;
      law.process(around, LAW_FRAMES_PER_STEP, ceiling, eased);
      const at = step - lag;
      if (at < 0) continue;
      // What the slow gain leaves, a short dip takes, whose area is that of one step.
      const slow = 1 - 0.5 * (eased[0]! + eased[LAW_FRAMES_PER_STEP - 1]!);
      const above = clipped(peaks[at]!);
      const limited = above * slow > ceiling ? ceiling / above : slow;
      const gain = curve === null ? limited : limited * clipGain(curve, peaks[at]!);
      if (gain > ALMOST_ONE) continue;
      steps[found] = at;
      gains[found++] = gain;
    }
    this.turnedDown = found;
  }

  /** Mean K-weighted powers of the 400 ms blocks, 100 ms apart; only whole ones. */
  private blockPowers(energies: Float64Array, scale: number): Float64Array {
    const whole = this.hopFrames.length - (this.lastHopIsWhole() ? 0 : 1);
    const powers = new Float64Array(Math.max(0, whole - BLOCK_HOPS + 1));
    for (let block = 0; block < powers.length; block++) {
      let sum = 0;
      let frames = 0;
      for (let hop = block; hop < block + BLOCK_HOPS; hop++) {
        sum += Math.max(0, energies[hop]!);
        frames += this.hopFrames[hop]!;
      }
      powers[block] = (scale * sum) / frames;
    }
    return powers;
  }

  private lastHopIsWhole(): boolean {
    return this.sketch.energies.length % STEPS_PER_HOP === 0;
  }
}

function hopEdge(hop: number, sketch: LoudnessSketch): number {
  return edgeFrame(hop, HOPS_PER_SECOND, sketch.sampleRateHz);
}

/** What a clip stage leaves of the level of a wave with this peak, taken for a sine. */
function clipGain(curve: ClipCurve, peak: number): number {
  if (peak <= curve.from) return 1;
  let left = 0;
  for (const height of SINE_HEIGHTS) {
    const value = height * peak;
    left += (value - curve.excess(value)) ** 2;
  }
  return Math.sqrt((2 * left) / SINE_HEIGHTS.length) / peak;
}

/** 1 for every hop that belongs to a loud block; level-invariant. */
function loudHops(energies: Float64Array): Uint8Array {
  const blockAt = (hop: number): number => {
    let sum = 0;
    for (let i = hop; i < Math.min(energies.length, hop + BLOCK_HOPS); i++) sum += energies[i]!;
    return sum;
  };
  const blocks = energies.map((_, hop) => blockAt(hop));
  const gate = LOUD_SHARE * blocks.reduce((most, energy) => Math.max(most, energy), 0);
  const loud = new Uint8Array(energies.length);
  blocks.forEach((energy, hop) => {
    if (energy >= gate && energy > 0) loud.fill(1, hop, hop + BLOCK_HOPS);
  });
  return loud;
}

/** Counts reductions over the loud hops. */
class ReductionTally {
  private readonly loud: Uint8Array;
  private readonly bins = new Float64Array(BINS);
  private sum = 0;
  private most = 0;

  constructor(loud: Uint8Array) {
    this.loud = loud;
  }

  take(hop: number, db: number): void {
    if (db > this.most) this.most = db;
    if (this.loud[hop] === 0) return;
    this.sum += db;
    this.bins[Math.min(BINS - 1, Math.floor(db * BINS_PER_DB))]!++;
  }

  result(steps: number): Omit<ForecastPoint, 'driveDb' | 'integratedLufs'> {
    const over = this.bins.subarray(BINS_PER_DB).reduce((sum, count) => sum + count, 0);
    return {
      meanReductionDb: steps > 0 ? this.sum / steps : 0,
      shareOver1Db: steps > 0 ? over / steps : 0,
      deepReductionDb: this.exceededBy(0.01 * steps),
      mostReductionDb: this.most,
    };
  }

  /** The reduction that `steps` steps exceed, read between the bins, so that it moves with the drive without jumps. */
  private exceededBy(steps: number): number {
    let above = 0;
    for (let bin = BINS - 1; bin >= 0; bin--) {
      const count = this.bins[bin]!;
      if (above + count > steps) return (bin + 1 - (steps - above) / count) / BINS_PER_DB;
      above += count;
    }
    return 0;
  }
}
