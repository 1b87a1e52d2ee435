// Resonance: one narrow range that stands out of everything that is played, of its notes and of what lies between them.
import { dbFromPower } from '../../dsp/decibel.ts';
import { pow } from '../../dsp/math.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { longSpectra, type Spectra } from '../heard/spectra.ts';

const FIRST_HZ = 300;
const LAST_HZ = 9000;
/** Below, single notes of the melody stand out as much as any resonance. */
const LOWEST_TOLD_HZ = 700;
const BANDS_AN_OCTAVE = 12;
const LEAST_LOOKS = 6;
/** From a minute on looks that overlap tell nothing new. */
const SETTLED_S = 60;
/** Silence is nobody's spectrum. */
const SILENT = 1e-12;
/** Three bins are averaged before their inverse is, else single zeros of the noise would be all the floor. */
const SMOOTH = 3;
/** Bands aside that a band is compared with: a quarter to three quarters of an octave, either way. */
const NEAR = 3;
const FAR = 9;
/** Above the middle of those, and above nine tenths of those. */
const NOTES_OVER_DB = 6.5;
/** More than any resonance: a tone alone. */
const MOST_OVER_DB = 35;
const NOTES_OVER_HIGH_DB = 3;
const FLOOR_OVER_DB = 5;
const FLOOR_OVER_HIGH_DB = 2.2;
/** A resonance lifts the semitones beside it too; a note that is played often lifts itself alone. */
const LEAST_FLANK = 0.02;
const MOST_FINDINGS = 2;

interface Prominence {
  readonly overMiddle: number;
  readonly overHigh: number;
}

class ResonanceDetector implements Detector {
  private readonly edges: readonly number[];
  private readonly centres: readonly number[];
  private readonly mixed: Float64Array;
  private readonly smooth: Float64Array;
  /** Sums over the looks of dB by band: of the power (the notes), and of its harmonic mean (what lies between). */
  private readonly notes: Float64Array;
  private readonly floor: Float64Array;
  private looks = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(longSpectra);
    const top = Math.min(LAST_HZ, 0.4 * hearing.format.sampleRateHz);
    this.centres = bandCentres(top);
    this.edges = [...this.centres, (this.centres.at(-1) ?? FIRST_HZ) * pow(2, 1 / BANDS_AN_OCTAVE)].map(
      (hz) => Math.round((hz * pow(2, -0.5 / BANDS_AN_OCTAVE)) / spectra.binHz),
    );
    this.mixed = new Float64Array(spectra.size / 2 + 1);
    this.smooth = new Float64Array(spectra.size / 2 + 1);
    this.notes = new Float64Array(this.centres.length);
    this.floor = new Float64Array(this.centres.length);
    const settledFrom = SETTLED_S * hearing.format.sampleRateHz;
    spectra.listen(({ start, frames, power }) => {
      const overlaps = (start / spectra.hopFrames) % 2 === 1;
      if (frames === spectra.size && !(overlaps && start > settledFrom)) this.look(spectra, power);
    });
  }

  push(): void {}

  private look(spectra: Spectra, power: readonly Float64Array[]): void {
    const first = this.edges[0]! - SMOOTH;
    const last = Math.min(this.edges.at(-1)! + SMOOTH, spectra.size / 2);
    this.mix(power, first, last);
    let total = 0;
    for (let k = first; k < last; k++) total += this.mixed[k]!;
    if (total < SILENT) return;
    this.looks++;
    for (let i = 0; i < this.centres.length; i++) this.addBand(i, SILENT / spectra.size);
  }

  /** All channels together; and each bin with its two neighbours. */
  private mix(power: readonly Float64Array[], first: number, last: number): void {
    const { mixed, smooth } = this;
    mixed.set(power[0]!);
    for (let c = 1; c < power.length; c++) {
      const bins = power[c]!;
      for (let k = first; k < last; k++) mixed[k]! += bins[k]!;
    }
    for (let k = first + 1; k < last - 1; k++) smooth[k] = mixed[k - 1]! + mixed[k]! + mixed[k + 1]!;
  }

  private addBand(i: number, least: number): void {
    const from = this.edges[i]!;
    const to = Math.max(from + 1, this.edges[i + 1]!);
    let sum = 0;
    let inverse = 0;
    for (let k = from; k < to; k++) {
      sum += this.mixed[k]!;
      inverse += 1 / (this.smooth[k]! + least);
    }
    this.notes[i]! += dbFromPower(sum / (to - from) + least);
    this.floor[i]! += dbFromPower((to - from) / (SMOOTH * inverse));
  }

  result(): Finding[] {
    if (this.looks < LEAST_LOOKS) return [];
    const notes = this.notes.map((sum) => sum / this.looks);
    const floor = this.floor.map((sum) => sum / this.looks);
    return this.centres
      .map((hz, i) => ({ hz, i, inNotes: prominence(notes, i), inFloor: prominence(floor, i) }))
      .filter(
        ({ hz, i, inNotes, inFloor }) =>
          hz >= LOWEST_TOLD_HZ && isPeak(notes, i) && hasFlanks(notes, i) && rings(inNotes, inFloor),
      )
      .sort((a, b) => b.inNotes.overMiddle - a.inNotes.overMiddle)
      .slice(0, MOST_FINDINGS)
      .map(({ hz, inNotes, inFloor }) => finding(hz, inNotes, inFloor));
  }
}

function bandCentres(topHz: number): number[] {
  const count = Math.max(0, Math.floor(BANDS_AN_OCTAVE * octaves(topHz)));
  return Array.from({ length: count }, (_, i) => FIRST_HZ * pow(2, i / BANDS_AN_OCTAVE));
}

/** From the first band up to `hz`. */
function octaves(hz: number): number {
  return dbFromPower(hz / FIRST_HZ) / dbFromPower(2);
}

function isPeak(levels: Float64Array, i: number): boolean {
  return levels[i]! >= (levels[i - 1] ?? -Infinity) && levels[i]! > (levels[i + 1] ?? -Infinity);
}

function hasFlanks(levels: Float64Array, i: number): boolean {
  const { overMiddle } = prominence(levels, i);
  const lower = Math.min(levels[i - 1] ?? -Infinity, levels[i + 1] ?? -Infinity);
  return overMiddle - (levels[i]! - lower) >= LEAST_FLANK * overMiddle;
}

function prominence(levels: Float64Array, i: number): Prominence {
  const aside: number[] = [];
  for (let d = NEAR; d <= FAR; d++) {
    if (i - d >= 0) aside.push(levels[i - d]!);
    if (i + d < levels.length) aside.push(levels[i + d]!);
  }
  aside.sort((a, b) => a - b);
  const share = (part: number) => aside[Math.floor(part * (aside.length - 1))] ?? levels[i]!;
  return { overMiddle: levels[i]! - share(0.5), overHigh: levels[i]! - share(0.9) };
}

function rings(inNotes: Prominence, inFloor: Prominence): boolean {
  return (
    inNotes.overMiddle >= NOTES_OVER_DB &&
    inNotes.overMiddle <= MOST_OVER_DB &&
    inNotes.overHigh >= NOTES_OVER_HIGH_DB &&
    inFloor.overMiddle >= FLOOR_OVER_DB &&
    inFloor.overHigh >= FLOOR_OVER_HIGH_DB
  );
}

/** Always a note: an instrument whose one pitch is heard most does the same. */
function finding(hz: number, inNotes: Prominence, inFloor: Prominence): Finding {
  return {
    code: 'resonance',
    severity: 'note',
    confidence: Math.min(0.8, 0.3 + Math.min(inNotes.overMiddle, inFloor.overMiddle) / 30),
    channel: null,
    startS: null,
    endS: null,
    value: inNotes.overMiddle,
    unit: 'dB',
    facts: { hz: Math.round(hz) },
  };
}

/** A narrow range that rings out of the mix. */
export const RESONANCE: DetectorKind = {
  id: 'resonance',
  codes: ['resonance'],
  create: (hearing) => new ResonanceDetector(hearing),
};
