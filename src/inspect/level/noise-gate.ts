// Noise gate: sound that is shut off whenever it grows soft, instead of dying away.
import { dbFromGain } from '../../dsp/decibel.ts';
import { largestMagnitude } from '../../dsp/magnitude.ts';
import { History } from '../../measure/history.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import { swings, type Swings } from '../heard/swings.ts';

/** Two and a half steps of 16 bits, -82 dBFS: nothing, but for dither. */
const SHUT = 2.5 / 32768;
/** As many hops, which are steps of the swings, of nothing are a closed gate: 8 ms. */
const SHUT_HOPS = 4;
/** Hops remembered: the sound up to 24 ms before the gate is known to be closed. */
const MEMORY = 12;
/** 12 to 6 ms before the nothing, the sound of a gate still stands this high over it; a tail has sunk. */
const FALL_DB = 25;
const FALL_HOPS = 6;
const FALL_PAST_HOPS = 3;
/** The level that the gate closed at is read 20 to 8 ms before. */
const LEVEL_HOPS = 8;
/** Levels in 1 dB steps, 0 dBFS down to -120. */
const LEVELS = 121;
const LEAST_CLOSINGS = 3;
/** Share of all closings that are sudden. */
const LEAST_SUDDEN = 0.7;
/** A few closings may be holes: then their mean level must lie low among all sounding levels (0 softest, 1 loudest). */
const MOST_RANK_OF_FEW = 0.25;
const MANY_CLOSINGS = 8;
/** Hops that sound a closing: less than 60 ms is a row of ticks, each with its own end. */
const LEAST_OPEN_HOPS = 30;
/** Closed from less than this under the loudest, many times: that is heard. Cut ends of samples lie lower. */
const WARN_DEPTH_DB = 25;

class NoiseGateDetector implements Detector {
  private readonly rate: number;
  private readonly swings: Swings;
  private readonly hopFrames: number;
  private readonly recent = new Float64Array(MEMORY); // peaks of the last hops, newest last
  private readonly levels = new Float64Array(LEVELS);
  private readonly closings = new History();
  private readonly closingLevels = new History();
  private readonly openings = new History();
  private allClosings = 0;
  private shutHops = 0;
  private hops = 0;
  private inHop = 0;
  private peak = 0;
  private sounded = false;

  constructor({ sampleRateHz }: SignalFormat, swings: Swings) {
    this.rate = sampleRateHz;
    this.swings = swings;
    this.hopFrames = swings.stepFrames;
  }

  push(): void {
    const { swings } = this;
    let start = 0;
    for (let p = 0; p < swings.pieces; p++) {
      const end = swings.ends[p]!;
      this.peak = Math.max(this.peak, swings.peakOf(p));
      this.inHop += end - start;
      if (this.inHop === this.hopFrames) this.endHop();
      start = end;
    }
  }

  private endHop(): void {
    const { recent, peak } = this;
    recent.copyWithin(0, 1);
    recent[MEMORY - 1] = peak;
    this.hops++;
    if (peak > SHUT) this.sound(peak);
    else if (++this.shutHops === SHUT_HOPS && this.sounded) this.close();
    this.peak = 0;
    this.inHop = 0;
  }

  private sound(peak: number): void {
    if (this.shutHops >= SHUT_HOPS && this.openings.length < this.closings.length)
      this.openings.push(this.hops - 1);
    this.shutHops = 0;
    this.sounded = true;
    this.levels[levelOf(peak)]! += 1;
  }

  private close(): void {
    const shut = MEMORY - SHUT_HOPS;
    this.allClosings++;
    const falling = this.loudest(shut - FALL_HOPS, shut - FALL_PAST_HOPS);
    if (dbFromGain(falling / SHUT) < FALL_DB) return;
    this.closings.push(this.hops - SHUT_HOPS);
    this.closingLevels.push(levelOf(this.loudest(0, LEVEL_HOPS - 2)));
  }

  private loudest(from: number, past: number): number {
    return largestMagnitude(this.recent, from, past, 0);
  }

  result(): Finding[] {
    const count = this.closings.length;
    const rank = this.meanRank();
    const sounding = this.levels.reduce((sum, hops) => sum + hops, 0);
    if (count < LEAST_CLOSINGS || count < LEAST_SUDDEN * this.allClosings) return [];
    if (count < MANY_CLOSINGS ? rank > MOST_RANK_OF_FEW : sounding < LEAST_OPEN_HOPS * count) return [];
    const scale = this.hopFrames / this.rate;
    const starts = this.closings.values();
    const last = starts[count - 1]!;
    return [
      {
        code: 'noise-gate',
        severity: count >= MANY_CLOSINGS && this.meanDepthDb() < WARN_DEPTH_DB ? 'warning' : 'note',
        confidence: Math.min(0.9, 0.4 + 0.1 * count),
        channel: 'both',
        startS: starts[0]! * scale,
        endS: (this.openings.length === count ? this.openings.values()[count - 1]! : last) * scale,
        value: count,
        unit: 'times',
      },
    ];
  }

  /** How far under the loudest hop it closed, on average. */
  private meanDepthDb(): number {
    const levels = this.closingLevels.values();
    const loudest = this.levels.findIndex((count) => count > 0);
    return levels.reduce((sum, level) => sum + level - loudest, 0) / Math.max(1, levels.length);
  }

  /** Mean place (0 softest, 1 loudest) of the levels it closed at among all sounding hops. */
  private meanRank(): number {
    const softer = new Float64Array(LEVELS);
    let sum = 0;
    for (let level = LEVELS - 1; level >= 0; level--) {
      softer[level] = sum + 0.5 * this.levels[level]!;
      sum += this.levels[level]!;
    }
    const ranks = Array.from(this.closingLevels.values(), (level) => softer[level]! / Math.max(1, sum));
    return ranks.reduce((total, rank) => total + rank, 0) / Math.max(1, ranks.length);
  }
}

/** Decibels under full scale, whole. */
function levelOf(peak: number): number {
  return Math.max(0, Math.min(LEVELS - 1, Math.round(-dbFromGain(peak))));
}

/** A gate set too high, on a track or on the whole mix. */
export const NOISE_GATE: DetectorKind = {
  id: 'noise-gate',
  codes: ['noise-gate'],
  create: (hearing) => new NoiseGateDetector(hearing.format, hearing.stream(swings)),
};
