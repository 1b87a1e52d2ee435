// Hiss: noise that never falls below one level, in whatever part of the treble the music leaves free.
import { dbFromPower } from '../../dsp/decibel.ts';
import type { Block } from '../../signal/signal.ts';
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { shortSpectra, type Spectra } from '../heard/spectra.ts';

const BAND_HZ = 1000;
const HIGHEST_HZ = 22000;
const LEAST_LOOKS = 80;
/** Levels are counted in steps, as power in a hertz. */
const STEP_DB = 0.25;
const FLOOR_DB = -170;
const STEPS = 560;
/** A twentieth of the song may lie lower (the fades); from the tenth to the quarter noise of a band rises by some 0.4 dB. */
const LOW_SHARES = [0.05, 0.1, 0.25] as const;
const MOST_TO_TENTH_DB = 1.5;
const MOST_TO_QUARTER_DB = 0.9;
/** At least two bands must show the noise alone; dense distorted music comes within 0.9 dB. */
const PURE_DB = 0.72;
const LEAST_PURE = 2;
/** Well above the dither of 16 bits (-140 dB), which is no fault. */
const LEAST_DB = -119;
/** Dither that is shaped to be unheard piles up above 14 kHz, and steeply; hiss is flat from band to band. */
const SHAPED_FROM_HZ = 14000;
const SHAPED_LEAST_DB = -117;
const STEEPEST_DB = 2.5;
const LEAST_RUN = 3;
const WHOLE_BAND_HZ = 20000;
/** Coloured noise that is this much stronger at the low end of what is seen is a room or a preamplifier rather than hiss. */
const DARK_DB = 5;
const DARK_BELOW_HZ = 2500;
const WARN_DBFS = -62;
const WARN_UNDER_MUSIC_DB = 46;
/** 11 bits. */
const COARSE_STEPS = 1024;
/** Where the noise is nearly all there is, it is the music. */
const LEAST_UNDER_MUSIC_DB = 24;

interface SteadyBand {
  readonly hz: number;
  readonly level: number;
  /** Rise from the tenth to the quarter percentile. */
  readonly unrest: number;
}

class HissDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly channels: number;
  /** First bin of each band, and one behind the last. */
  private readonly edges: readonly number[];
  private readonly counts: readonly Float64Array[];
  private readonly levels: Float64Array;
  /** Every sample so far is a whole step of 11 bits: its noise comes from the steps, and they have words of their own. */
  private coarse = true;
  private looks = 0;
  private total = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    const top = Math.min(HIGHEST_HZ, hearing.format.sampleRateHz / 2 - BAND_HZ / 2);
    const bands = Math.max(0, Math.floor(top / BAND_HZ) - 1);
    this.spectra = spectra;
    this.channels = hearing.format.channels;
    this.edges = Array.from({ length: bands + 1 }, (_, j) => Math.ceil(((j + 1) * BAND_HZ) / spectra.binHz));
    this.counts = Array.from({ length: bands }, () => new Float64Array(STEPS));
    this.levels = new Float64Array(bands);
    spectra.listen(({ frames, power }) => {
      if (frames === spectra.size) this.look(power);
    });
  }

  push(block: Block): void {
    for (const samples of block.channels) {
      for (let i = 0; i < block.frames && this.coarse; i++) this.coarse = isWhole(samples[i]! * COARSE_STEPS);
    }
  }

  private look(power: readonly Float64Array[]): void {
    const { levels, edges } = this;
    let sounds = false;
    let total = sumOf(power, 1, edges[0]!);
    for (let j = 0; j < levels.length; j++) {
      const sum = sumOf(power, edges[j]!, edges[j + 1]!);
      total += sum;
      levels[j] = dbFromPower(sum / (this.channels * (edges[j + 1]! - edges[j]!) * this.spectra.binHz));
      if (levels[j]! > FLOOR_DB) sounds = true;
    }
    if (!sounds) return;
    this.looks++;
    this.total += total / this.channels;
    for (let j = 0; j < levels.length; j++) {
      const step = Math.floor((levels[j]! - FLOOR_DB) / STEP_DB);
      this.counts[j]![Math.max(0, Math.min(STEPS - 1, step))]!++;
    }
  }

  result(): Finding[] {
    if (this.looks < LEAST_LOOKS) return [];
    const run = this.longestRun();
    if (run.length < LEAST_RUN || run.filter(({ unrest }) => unrest <= PURE_DB).length < LEAST_PURE)
      return [];
    const levels = run.map(({ level }) => level).sort((a, b) => a - b);
    const noise =
      levels[levels.length >> 1]! +
      dbFromPower(Math.min(WHOLE_BAND_HZ, this.edges.at(-1)! * this.spectra.binHz));
    const underMusic = dbFromPower(this.total / this.looks) - noise;
    const first = run[0]!;
    const dark = first.hz < DARK_BELOW_HZ && first.level - run.at(-1)!.level >= DARK_DB;
    return [
      {
        code: dark ? 'noise-floor' : 'hiss',
        severity: this.coarse ? 'note' : severityOf(noise, underMusic),
        confidence: Math.min(0.95, 0.55 + 0.04 * run.length),
        channel: null,
        startS: null,
        endS: null,
        value: noise,
        unit: 'dBFS',
        facts: { fromHz: first.hz, underMusicDb: underMusic },
      },
    ];
  }

  /** The longest stretch of neighbouring bands that stand on noise of about one level. */
  private longestRun(): SteadyBand[] {
    let best: SteadyBand[] = [];
    let run: SteadyBand[] = [];
    this.counts.forEach((counts, j) => {
      const hz = (j + 1) * BAND_HZ;
      const { level, unrest } = this.floorOf(counts);
      const counted = level >= (hz >= SHAPED_FROM_HZ ? SHAPED_LEAST_DB : LEAST_DB);
      const joins = run.length === 0 || Math.abs(level - run.at(-1)!.level) <= STEEPEST_DB;
      const band = { hz, level, unrest };
      run = !counted ? [] : joins ? [...run, band] : [band];
      if (run.length > best.length) best = run;
    });
    return best;
  }

  /** The level the band never falls below, in dB a hertz; -Infinity where it has none. */
  private floorOf(counts: Float64Array): Pick<SteadyBand, 'level' | 'unrest'> {
    const [low, tenth, quarter] = LOW_SHARES.map((share) => this.levelAt(counts, share));
    const steady = tenth! - low! <= MOST_TO_TENTH_DB && quarter! - tenth! <= MOST_TO_QUARTER_DB;
    return { level: steady ? tenth! : -Infinity, unrest: quarter! - tenth! };
  }

  private levelAt(counts: Float64Array, share: number): number {
    let left = share * this.looks;
    for (let step = 0; step < STEPS; step++) {
      const count = counts[step]!;
      if (left <= count && count > 0) return FLOOR_DB + (step + left / count) * STEP_DB;
      left -= count;
    }
    return FLOOR_DB + STEPS * STEP_DB;
  }
}

function isWhole(value: number): boolean {
  return value === Math.floor(value);
}

/** Bins of odd and even place apart, so that no addition waits for the one before. */
function sumOf(power: readonly Float64Array[], from: number, to: number): number {
  let sum = 0;
  let other = 0;
  for (const bins of power) {
    let k = from;
    for (; k + 1 < to; k += 2) {
      sum += bins[k]!;
      other += bins[k + 1]!;
    }
    if (k < to) sum += bins[k]!;
  }
  return sum + other;
}

function severityOf(noise: number, underMusic: number): Severity {
  const heard = noise >= WARN_DBFS && underMusic <= WARN_UNDER_MUSIC_DB;
  return heard && underMusic >= LEAST_UNDER_MUSIC_DB ? 'warning' : 'note';
}

/** Steady noise under the music: tape, preamplifiers, rooms. */
export const HISS: DetectorKind = {
  id: 'hiss',
  codes: ['hiss', 'noise-floor'],
  create: (hearing) => new HissDetector(hearing),
};
