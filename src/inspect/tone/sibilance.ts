// Sibilance: single bursts of s-like noise between 5 and 10 kHz that stand far out of the song.
import { dbFromPower } from '../../dsp/decibel.ts';
import { CompactHistory, History } from '../../measure/history.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { shortSpectra, type Spectra, type SpectraFrame } from '../heard/spectra.ts';

const S_HZ = [5000, 10000] as const;
/** Where its middle is looked for. */
const MIDDLE_HZ = [3500, 13000] as const;
/** Where the voice itself, and the body of a snare, would rise along. */
const VOICE_HZ = [1000, 3500] as const;
/** An s is judged against the second before and after it. */
const AROUND_S = 1.2;
/** An s lasts 50 to 200 ms; two of them seldom come closer than this. */
const APART_S = 0.15;
const LONGEST_S = 0.24;
/** A burst ends where it has fallen by this much. */
const EDGE = 0.125;
/** From look to look (23 ms) a mouth adds no more than 11 dB; a struck cymbal is there at once. */
const FASTEST_RISE = 12;
/** Over two looks a mouth opens as fast as it closes; what is struck is there sooner than it goes, by this much. */
const STRUCK_RISE_DB = 18;
const STRUCK_LEAN_DB = 12;
/** Two looks within 3 dB share the top. */
const FLAT_TOP = 0.5;
/** (mean |X|)² / mean |X|²: 0.79 for noise that fills the band, 0.4 where it fills half of it, under 0.1 for a tone. */
const LEAST_NOISE = 0.3;
/** A burst that lifts the voice band along is a drum, unless it still stands this far above it. */
const MOST_VOICE_RISE_DB = 8;
const CLEARLY_OVER_VOICE_DB = 8;
/** Over its surroundings, over the mean power of the whole song, over the voice band at that moment. */
const NOTE = { riseDb: 8, overSongDb: -8, overVoiceDb: -5 };
const WARN = { riseDb: 13, overSongDb: -3, overVoiceDb: 8 };
/** -100 dBFS. */
const LEAST_POWER = 1e-10;
const MOST_FINDINGS = 50;

interface Burst {
  readonly first: number;
  readonly peak: number;
  readonly last: number;
  readonly riseDb: number;
  readonly overSongDb: number;
  readonly overVoiceDb: number;
  /** Middle of its power. */
  readonly hz: number;
}

class SibilanceDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly rate: number;
  private readonly sBins: readonly [number, number];
  private readonly voiceBins: readonly [number, number];
  private readonly middleBins: readonly [number, number];
  /** Looks. */
  private readonly apart: number;
  private readonly hiss = new History();
  private readonly voice = new History();
  private readonly noisiness = new History();
  /** Middle of the power of each peak, Hz; 0 elsewhere. */
  private readonly middles = new CompactHistory();
  private total = 0;
  private frames = 0;

  constructor(hearing: Hearing) {
    this.spectra = hearing.stream(shortSpectra);
    this.rate = hearing.format.sampleRateHz;
    const { binHz } = this.spectra;
    this.sBins = [Math.round(S_HZ[0] / binHz), Math.round(S_HZ[1] / binHz)];
    this.apart = Math.round((APART_S * this.rate) / this.spectra.hopFrames);
    this.voiceBins = [Math.round(VOICE_HZ[0] / binHz), Math.round(VOICE_HZ[1] / binHz)];
    this.middleBins = [
      Math.round(MIDDLE_HZ[0] / binHz),
      Math.min(Math.round(MIDDLE_HZ[1] / binHz), this.spectra.size / 2),
    ];
    if (this.rate > 2 * S_HZ[1]) this.spectra.listen((frame) => this.look(frame));
  }

  push(): void {}

  private look({ power, start, frames, total }: SpectraFrame): void {
    let hiss = 0;
    let voice = 0;
    for (let c = 0; c < power.length; c++) {
      hiss += sumOf(power[c]!, this.sBins);
      voice += sumOf(power[c]!, this.voiceBins);
      this.total += Math.max(0, total(c) - power[c]![0]!);
    }
    this.frames = start + frames;
    this.hiss.push(hiss);
    this.voice.push(voice);
    const mayBePeak = this.mayBePeak(hiss);
    this.noisiness.push(mayBePeak ? this.noiseOf(power) : 0);
    this.middles.push(mayBePeak ? middleOf(power, this.middleBins) * this.spectra.binHz : 0);
  }

  /** Only of peaks is it asked how noisy they are. */
  private mayBePeak(hiss: number): boolean {
    return hiss > LEAST_POWER && isPeak(this.hiss.values(), this.hiss.length - 1, this.apart);
  }

  /** Of the noisier channel. */
  private noiseOf(power: readonly Float64Array[]): number {
    let noisiness = 0;
    for (const own of power) noisiness = Math.max(noisiness, noiseLike(own, this.sBins));
    return noisiness;
  }

  result(): Finding[] {
    return this.bursts()
      .slice(0, MOST_FINDINGS)
      .map((burst) => {
        const sure = reaches(burst, WARN);
        const hop = this.spectra.hopFrames;
        return {
          code: 'sibilance',
          severity: sure ? 'warning' : 'note',
          confidence: sure ? 0.8 : 0.45,
          channel: 'both',
          startS: (burst.first * hop + hop / 2) / this.rate,
          endS: Math.min(this.frames, burst.last * hop + 1.5 * hop) / this.rate,
          value: Math.round(10 * burst.riseDb) / 10,
          unit: 'dB',
          facts: { hz: Math.round(burst.hz), overSongDb: Math.round(10 * burst.overSongDb) / 10 },
        };
      });
  }

  private bursts(): Burst[] {
    const hiss = this.hiss.values();
    const { apart } = this;
    const mean = this.total / Math.max(1, hiss.length);
    const bursts: Burst[] = [];
    for (let i = 1; i + 1 < hiss.length; i++) {
      if (!(hiss[i]! > LEAST_POWER) || !isPeak(hiss, i, apart)) continue;
      if (dbFromPower(hiss[i]! / mean) < NOTE.overSongDb) continue;
      const burst = this.burstAt(i, mean);
      if (burst !== null && reaches(burst, NOTE)) bursts.push(burst);
    }
    return bursts;
  }

  /** The burst around peak `i`, where it has the shape of an s. */
  private burstAt(i: number, mean: number): Burst | null {
    const hiss = this.hiss.values();
    const voice = this.voice.values();
    const around = Math.round((AROUND_S * this.rate) / this.spectra.hopFrames);
    const [from, to] = [Math.max(0, i - around), Math.min(hiss.length, i + around)];
    let first = i;
    let last = i;
    while (first > 0 && hiss[first - 1]! > EDGE * hiss[i]!) first--;
    while (last + 1 < hiss.length && hiss[last + 1]! > EDGE * hiss[i]!) last++;
    const lengthS = ((last - first + 1) * this.spectra.hopFrames) / this.rate;
    const slow = first < i && hiss[i]! < FASTEST_RISE * hiss[i - 1]! && last > i;
    const voiceRise = levelOver(voice[i]!, median(voice.subarray(from, to)));
    const overVoiceDb = levelOver(hiss[i]!, voice[i]!);
    if (voiceRise > MOST_VOICE_RISE_DB && overVoiceDb < CLEARLY_OVER_VOICE_DB) return null;
    if (!slow || lengthS > LONGEST_S || isStruck(hiss, i)) return null;
    if (this.noisiness.values()[i]! < LEAST_NOISE) return null;
    return {
      first,
      peak: i,
      last,
      riseDb: levelOver(hiss[i]!, median(hiss.subarray(from, to))),
      overSongDb: levelOver(hiss[i]!, mean),
      overVoiceDb,
      hz: this.middles.values()[i]!,
    };
  }
}

function reaches(burst: Burst, least: { riseDb: number; overSongDb: number; overVoiceDb: number }): boolean {
  return (
    burst.riseDb >= least.riseDb &&
    burst.overSongDb >= least.overSongDb &&
    burst.overVoiceDb >= least.overVoiceDb
  );
}

/** Up at once and down slowly, over two looks on either side of the top. */
function isStruck(hiss: Float64Array, i: number): boolean {
  const top = hiss[i + 1]! > FLAT_TOP * hiss[i]! ? i + 1 : i;
  const rise = levelOver(hiss[i]!, hiss[i - 2] ?? 0);
  const fall = levelOver(hiss[top]!, hiss[top + 2] ?? 0);
  return rise > STRUCK_RISE_DB && rise - fall > STRUCK_LEAN_DB;
}

function isPeak(values: Float64Array, i: number, apart: number): boolean {
  const end = Math.min(values.length, i + apart + 1);
  for (let j = Math.max(0, i - apart); j < end; j++) if (values[j]! > values[i]!) return false;
  return true;
}

function sumOf(power: Float64Array, [first, last]: readonly [number, number]): number {
  let sum = 0;
  for (let k = first; k < last; k++) sum += power[k]!;
  return sum;
}

/** Bin in the middle of the power of all channels. */
function middleOf(power: readonly Float64Array[], [first, last]: readonly [number, number]): number {
  let sum = 0;
  let weighted = 0;
  for (const own of power) {
    for (let k = first; k < last; k++) {
      sum += own[k]!;
      weighted += k * own[k]!;
    }
  }
  return sum > 0 ? weighted / sum : first;
}

function noiseLike(power: Float64Array, [first, last]: readonly [number, number]): number {
  let roots = 0;
  let sum = 0;
  for (let k = first; k < last; k++) {
    roots += Math.sqrt(power[k]!);
    sum += power[k]!;
  }
  return sum > 0 ? (roots * roots) / (sum * (last - first)) : 0;
}

function median(values: Float64Array): number {
  return values.length === 0 ? 0 : values.toSorted()[values.length >> 1]!;
}

function levelOver(power: number, other: number): number {
  return dbFromPower(Math.max(power, LEAST_POWER) / Math.max(other, LEAST_POWER));
}

/** S sounds that sting, each with its place. */
export const SIBILANCE: DetectorKind = {
  id: 'sibilance',
  codes: ['sibilance'],
  create: (hearing) => new SibilanceDetector(hearing),
};
