// Word length: how many bits the samples really use, how many of the finest levels occur, and how the quietest sound moves.
import type { SignalFormat } from '../signal/signal.ts';
import { meterOfHops, type HopListener } from './hops.ts';
import type { WordLengthResult } from './measurements.ts';
import type { Meter } from './meter.ts';

/** The longest word we tell from a float: steps of 2⁻²³. */
const LONGEST_BITS = 24;
const STEPS = 8388608;
/** Steps of a 16-bit word, in steps of a 24-bit one. */
const PER_CD_STEP = 256;
/** Levels of a 16-bit word about zero that are looked at, and how many samples, silence apart, must have met them. */
const LEVELS = 512;
const LEAST_SAMPLES = 50 * LEVELS;
/** More would tell nothing new. */
const MOST_SAMPLES = 4000 * LEVELS;
/** A hop that stays under 4 steps of 16 bits is a tail about to end. */
const QUIET_STEPS = 4 * PER_CD_STEP;

/** Reads samples as whole numbers of 24-bit steps. */
export class WordLengthListener implements HopListener {
  private readonly rate: number;
  /** The last bit there can be, in steps; 0 where that is not known. */
  private readonly lastBit: number;
  /** All steps of all samples, ored. */
  private mask = 0;
  private fractions = false;
  /** By level: 1 where a sample met it. */
  private readonly seen = new Uint8Array(LEVELS);
  private counted = 0;
  /** Levels that occurred. */
  private occupied = 0;
  private quietFrames = 0;
  private quietPairs = 0;
  private quietRepeats = 0;

  /** `bits`, 1 to 24: every sample surely stands in so many bits, as it does in a file of our own making. */
  constructor(format: SignalFormat, bits: number | null = null) {
    this.rate = format.sampleRateHz;
    this.lastBit = bits === null ? 0 : 2 ** (LONGEST_BITS - bits);
  }

  hop(channels: readonly Float64Array[], frames: number): void {
    let quiet = channels.length > 0;
    for (const samples of channels) {
      if (!this.settled()) this.count(samples, frames);
      if (this.isRead()) quiet &&= isQuiet(samples, frames);
      else if (this.read(samples, frames) >= QUIET_STEPS) quiet = false;
    }
    if (quiet) this.readQuiet(channels, frames);
  }

  result(): WordLengthResult {
    return {
      bits: this.bits(),
      fractions: this.fractions,
      levelsUsed: this.counted < LEAST_SAMPLES ? null : this.occupied / LEVELS,
      quietS: this.quietFrames / this.rate,
      quietRepeats: this.quietPairs === 0 ? null : this.quietRepeats / this.quietPairs,
    };
  }

  /** Once all levels occurred, nothing more can be learnt. */
  private settled(): boolean {
    if (this.counted >= MOST_SAMPLES) return true;
    return this.occupied === LEVELS && this.counted >= LEAST_SAMPLES;
  }

  /** Where the last bit there can be was met, no further sample can tell more. */
  private isRead(): boolean {
    return (this.mask & this.lastBit) !== 0;
  }

  private bits(): number | null {
    if (this.fractions || this.mask === 0) return null;
    let bits = LONGEST_BITS;
    for (let mask = this.mask; mask % 2 === 0 && bits > 1; mask /= 2) bits--;
    return bits;
  }

  /** Gives all magnitudes in steps, ored: under a power of two where all of them are. Two at a time, so that none waits. */
  private read(samples: Float64Array, frames: number): number {
    let { mask } = this;
    let reach = 0;
    let fractions = 0;
    let others = 0;
    for (let n = 0; n < frames; n += 2) {
      const steps = samples[n]! * STEPS;
      const next = n + 1 < frames ? samples[n + 1]! * STEPS : 0;
      const word = steps | 0;
      const nextWord = next | 0;
      const rest = steps - word;
      const nextRest = next - nextWord;
      fractions += rest * rest;
      others += nextRest * nextRest;
      mask |= word | nextWord;
      reach |= (word ^ (word >> 31)) | (nextWord ^ (nextWord >> 31));
    }
    if (fractions + others > 0) this.fractions = true;
    this.mask = mask;
    return reach;
  }

  private count(samples: Float64Array, frames: number): void {
    const { seen } = this;
    let { counted, occupied } = this;
    for (let n = 0; n < frames; n++) {
      const word = (samples[n]! * STEPS) | 0;
      const level = (word >> 8) + LEVELS / 2;
      if (level < 0 || level >= LEVELS || word === 0) continue;
      occupied += 1 - seen[level]!;
      seen[level] = 1;
      counted++;
    }
    this.counted = counted;
    this.occupied = occupied;
  }

  private readQuiet(channels: readonly Float64Array[], frames: number): void {
    let moves = 0;
    for (const samples of channels) {
      for (let n = 1; n < frames; n++) if (samples[n] !== samples[n - 1]) moves++;
    }
    if (moves === 0) return;
    const pairs = channels.length * (frames - 1);
    this.quietFrames += frames;
    this.quietPairs += pairs;
    this.quietRepeats += pairs - moves;
  }
}

/** Whole steps only, as `read` takes them; music is soon louder. */
function isQuiet(samples: Float64Array, frames: number): boolean {
  for (let n = 0; n < frames; n++) {
    const steps = samples[n]! * STEPS;
    if (steps >= QUIET_STEPS || steps < -QUIET_STEPS) return false;
  }
  return true;
}

/** The word length alone. */
export function createWordLengthMeter(format: SignalFormat): Meter<WordLengthResult> {
  const listener = new WordLengthListener(format);
  return meterOfHops(format, [listener], () => listener.result());
}
