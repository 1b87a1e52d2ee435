// Pumping: long notes that duck whenever something loud comes in, as under a compressor that works too hard.
import { dbFromPower } from '../../dsp/decibel.ts';
import { History } from '../../measure/history.ts';
import type { Block } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { SlowLevel } from '../heard/slow-level.ts';
import { shortSpectra, type SpectraFrame } from '../heard/spectra.ts';

/** Looks that a partial is followed for, before the onset and behind it (0.1 s each), and looks left out on either side. */
const FOLLOWED = 5;
const SKIPPED = 1;
/** Looks held: the onset in the middle. */
const HELD = 2 * (FOLLOWED + SKIPPED) + 1;
const ONSET = FOLLOWED + SKIPPED;
/** The whole level rises by this within two looks, in power: 2 dB. */
const ONSET_RISE = 1.6;
/** Partials are looked for up to here, 65 dB below the strongest bin and above, and 1 dB over their neighbours. */
const HIGHEST_HZ = 8000;
const LEAST_SHARE = 10 ** -6.5;
const STANDS_OUT = 1.26;
/** A partial dies away or swells evenly: its level keeps this close to a straight line. */
const MOST_UNEVEN_DB = 1;
const LEAST_PARTIALS = 2;
/** Counted over the whole song they may be rougher, for many are counted: those that step down, and those that hold. */
const ROUGH_UNEVEN_DB = 1.5;
const COUNTED_DB = [-10, 4] as const;
const DOWN_DB = -1.2;
const HOLD_DB = -0.6;
const LEAST_COUNTED = 12;
/** Free music adds to a partial at an onset (+2 dB in the middle); a compressor takes away from all that sounds. */
const DIP_DB = -1;
const LEAST_MEDIAN_DB = -0.8;
const LEAST_SHARE_OF_ONSETS = 0.5;
const LEAST_ONSETS = 6;
/**
 * A slow compressor also levels the song as it hears it: its envelope, up in 4 ms and down in 0.3 s, stays close under
 * its height (0.9 decile less median). Excess of partials that step down, less so many times this, in dB.
 */
const SPREAD_WEIGHT = 3;
const LEAST_SCORE = -4.5;
const LEAST_EXCESS = -3;
const CLEAR_EXCESS = 1;

class PumpingDetector implements Detector {
  private readonly level: SlowLevel;
  /** Partials that stepped down at an onset, and by how much; and how many held their level. */
  private readonly downs = new History();
  private holds = 0;
  private counted = 0;
  private readonly rows: Float64Array[];
  private readonly totals = new Float64Array(HELD);
  private readonly steps = new History();
  private readonly found: number[] = [];
  private strongest = 0;
  private looks = 0;
  private lastOnset = -HELD;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    this.level = new SlowLevel(hearing.format.sampleRateHz);
    const bins = Math.min(spectra.size / 2, Math.floor(HIGHEST_HZ / spectra.binHz));
    this.rows = Array.from({ length: HELD }, () => new Float64Array(bins));
    spectra.listen((frame) => this.look(frame));
  }

  push(block: Block): void {
    this.level.push(block);
  }

  private look({ power }: SpectraFrame): void {
    const row = this.rows.shift()!;
    this.rows.push(row);
    this.totals.copyWithin(0, 1);
    this.totals[HELD - 1] = sumInto(row, power);
    let { strongest } = this;
    for (let k = 0; k < row.length; k++) if (row[k]! > strongest) strongest = row[k]!;
    this.strongest = strongest;
    this.looks++;
    if (this.looks >= HELD && this.isOnset() && this.looks - this.lastOnset > 2) this.measure();
  }

  /** The level rises most at the look in the middle. */
  private isOnset(): boolean {
    const rise = (at: number): number => this.totals[at]! / (this.totals[at - 2]! + Number.MIN_VALUE);
    const here = rise(ONSET);
    return here > ONSET_RISE && here >= rise(ONSET - 1) && here >= rise(ONSET + 1);
  }

  private measure(): void {
    this.lastOnset = this.looks;
    this.found.length = 0;
    const before = sumOver(this.rows, 0);
    const after = sumOver(this.rows, HELD - FOLLOWED);
    const least = FOLLOWED * LEAST_SHARE * this.strongest;
    for (let k = 3; k < before.length - 1; k++) {
      const level = before[k]!;
      if (level < least || level < STANDS_OUT * before[k - 1]! || level < STANDS_OUT * before[k + 1]!)
        continue;
      if (after[k]! <= after[k - 1]! || after[k]! < after[k + 1]!) continue;
      const step = this.stepOf(k);
      if (step !== null) this.found.push(step);
    }
    if (this.found.length >= LEAST_PARTIALS) this.steps.push(median(this.found));
  }

  /** By how many dB bin `k` stands over where its own course before the onset leads; null where either course is uneven. */
  private stepOf(k: number): number | null {
    const before = courseOf(this.rows, 0, k);
    const after = courseOf(this.rows, HELD - FOLLOWED, k);
    const unevenDb = Math.max(before.unevenDb, after.unevenDb);
    if (unevenDb > ROUGH_UNEVEN_DB) return null;
    const half = (FOLLOWED - 1) / 2;
    const led = before.middleDb + before.slopeDb * (half + 2 * (SKIPPED + 1));
    const step = after.middleDb - half * after.slopeDb - led;
    this.count(step);
    return unevenDb > MOST_UNEVEN_DB ? null : step;
  }

  private count(step: number): void {
    if (step <= COUNTED_DB[0] || step >= COUNTED_DB[1]) return;
    this.counted++;
    if (step < DOWN_DB) this.downs.push(step);
    else if (step > HOLD_DB) this.holds++;
  }

  /** By how many standard deviations partials that step down outnumber those that hold. */
  private excess(): number {
    const { holds } = this;
    const downs = this.downs.length;
    return this.counted < LEAST_COUNTED ? 0 : (downs - holds) / Math.sqrt(downs + holds + LEAST_COUNTED);
  }

  private isLevelled(): boolean {
    if (this.counted < LEAST_COUNTED) return false;
    return Math.max(LEAST_EXCESS, this.excess()) - SPREAD_WEIGHT * this.level.spreadDb() > LEAST_SCORE;
  }

  result(): Finding[] {
    const steps = this.steps.values();
    const dips = steps.filter((step) => step <= DIP_DB).length;
    const depth = steps.length === 0 ? 0 : median(Array.from(steps));
    const often = steps.length >= LEAST_ONSETS && dips >= LEAST_SHARE_OF_ONSETS * steps.length;
    if (often && depth <= LEAST_MEDIAN_DB && this.excess() >= CLEAR_EXCESS)
      return [finding(depth, Math.min(0.7, 0.3 + 0.02 * steps.length))];
    if (this.downs.length === 0 || !this.isLevelled()) return [];
    return [finding(median(Array.from(this.downs.values())), 0.35)];
  }
}

/** Partials duck by `stepDb`, negative. */
function finding(stepDb: number, confidence: number): Finding {
  const whole = { channel: 'both', startS: null, endS: null } as const;
  return { code: 'pumping', severity: 'note', confidence, ...whole, value: -stepDb, unit: 'dB' };
}

/** All channels' power into `row`; the sum of it. */
function sumInto(row: Float64Array, power: readonly Float64Array[]): number {
  row.fill(0);
  for (let c = 0; c < power.length; c++) {
    const one = power[c]!;
    for (let k = 0; k < row.length; k++) row[k]! += one[k]!;
  }
  let total = 0;
  for (let k = 0; k < row.length; k++) total += row[k]!;
  return total;
}

function sumOver(rows: readonly Float64Array[], first: number): Float64Array {
  const sums = new Float64Array(rows[0]!.length);
  for (let i = first; i < first + FOLLOWED; i++) {
    const row = rows[i]!;
    for (let k = 0; k < sums.length; k++) sums[k]! += row[k]!;
  }
  return sums;
}

/** The straight line through the levels of bin `k` in FOLLOWED looks: middle, slope a look, and mean distance from it. */
function courseOf(
  rows: readonly Float64Array[],
  first: number,
  k: number,
): { middleDb: number; slopeDb: number; unevenDb: number } {
  const levels = Array.from({ length: FOLLOWED }, (_, i) => dbFromPower(rows[first + i]![k]! + 1e-30));
  const half = (FOLLOWED - 1) / 2;
  const middleDb = levels.reduce((sum, level) => sum + level, 0) / FOLLOWED;
  const spread = levels.reduce((sum, _, i) => sum + (i - half) * (i - half), 0);
  const slopeDb = levels.reduce((sum, level, i) => sum + (i - half) * level, 0) / spread;
  const square = levels.reduce((sum, level, i) => sum + (level - middleDb - slopeDb * (i - half)) ** 2, 0);
  return { middleDb, slopeDb, unevenDb: Math.sqrt(square / FOLLOWED) };
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : 0.5 * (sorted[middle - 1]! + sorted[middle]!);
}

/** What every loud moment does to the notes that already sound; it may be meant, as in dance music, hence a note. */
export const PUMPING: DetectorKind = {
  id: 'pumping',
  codes: ['pumping'],
  create: (hearing) => new PumpingDetector(hearing),
};
