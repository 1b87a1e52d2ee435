// Band track: power and stereo of half octaves through the song, for all who judge how a mix is balanced from moment to moment.
import { dbFromPower } from '../../dsp/decibel.ts';
import { History } from '../../measure/history.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import type { Hearing, Stream } from '../hearing.ts';
import { recordPower } from './record-tone.ts';
import { longSpectra, type Spectra, type SpectraFrame } from './spectra.ts';

/** Half octaves around 1 kHz: 22 Hz to 16 kHz. */
const EDGES_HZ = [
  31.25, 44.2, 62.5, 88.4, 125, 176.8, 250, 353.6, 500, 707.1, 1000, 1414.2, 2000, 2828.4, 4000, 5656.9, 8000,
  11313.7, 16000,
];
const BANDS = EDGES_HZ.length - 1;
/** -70 dBFS: fainter looks say nothing of a mix. */
const LEAST_POWER = 1e-7;
/** The loud parts lie within this of the level that a tenth of the looks exceed. */
const LOUD_WITHIN_DB = 10;
const LOUD_QUANTILE = 0.9;
/** A moment that agrees with those on both sides but for this many looks belongs to them. */
const BRIDGED_LOOKS = 2;

/** Bands from `first` to `last`, inclusive. */
export interface Region {
  readonly first: number;
  readonly last: number;
}

/** The bands whose middles lie between the two. */
export function region(lowHz: number, highHz: number): Region {
  const first = EDGES_HZ.findIndex((edge, b) => b < BANDS && edge * 1.19 >= lowHz);
  let last = BANDS - 1;
  while (last > first && EDGES_HZ[last]! * 1.19 > highHz) last--;
  return { first, last };
}

export interface Stretch {
  readonly startS: number;
  readonly endS: number;
  readonly looks: readonly number[];
}

export class BandTrack implements Stream {
  readonly stereo: boolean;
  looks = 0;
  private readonly spectra: Spectra;
  private readonly rate: number;
  private readonly bins: Int32Array;
  /** Of the band at hand: power of both channels, and Re(L·R*). */
  private readonly pair = new Float64Array(2);
  /** Mean over the channels, look after look, band by band. */
  private readonly powers = new History();
  /** Re(L·R*) of the same; empty but for two channels. */
  private readonly crosses = new History();
  private frames = 0;
  /** What regions do on records, by region: asked for at every look. */
  private readonly onRecords = new Map<number, number>();

  constructor(format: SignalFormat, spectra: Spectra) {
    this.spectra = spectra;
    this.rate = format.sampleRateHz;
    this.stereo = format.channels === 2;
    this.bins = Int32Array.from(EDGES_HZ, (hz) => Math.min(spectra.size / 2, Math.round(hz / spectra.binHz)));
    spectra.listen((frame) => this.look(frame));
  }

  push(): void {}

  finish(): void {}

  private look(frame: SpectraFrame): void {
    this.looks++;
    this.frames = frame.start + frame.frames;
    for (let b = 0; b < BANDS; b++) {
      if (this.stereo) this.pushPair(frame, this.bins[b]!, this.bins[b + 1]!);
      else this.pushPower(frame, this.bins[b]!, this.bins[b + 1]!);
    }
  }

  private pushPower({ power }: SpectraFrame, from: number, to: number): void {
    let sum = 0;
    for (const one of power) for (let k = from; k < to; k++) sum += one[k]!;
    this.powers.push(sum / power.length);
  }

  private pushPair(frame: SpectraFrame, from: number, to: number): void {
    sumPair(frame, from, to, this.pair);
    this.powers.push(this.pair[0]! / 2);
    this.crosses.push(this.spectra.scale * this.pair[1]!);
  }

  /** Mean square of the region in a look, channels averaged. */
  power(look: number, { first, last }: Region): number {
    return sumOf(this.powers.values(), look * BANDS + first, look * BANDS + last);
  }

  /** Side over mid power of the region in a look, dB; -100 for mono. */
  sideToMidDb(look: number, { first, last }: Region): number {
    if (!this.stereo) return -100;
    const own = sumOf(this.powers.values(), look * BANDS + first, look * BANDS + last);
    const cross = sumOf(this.crosses.values(), look * BANDS + first, look * BANDS + last);
    if (!(own > 0)) return -100;
    return Math.max(
      -100,
      Math.min(100, dbFromPower(Math.max(0, own - cross) / Math.max(own + cross, 1e-30))),
    );
  }

  /** How the region stands to `other`, over what it does on records: 0 as there, 6 twice as strong in amplitude. */
  overRecordsDb(look: number, region: Region, other: Region): number {
    const here = Math.max(this.power(look, region), 1e-20) / Math.max(this.power(look, other), 1e-20);
    return dbFromPower((here * this.recordPowerOf(other)) / this.recordPowerOf(region));
  }

  private recordPowerOf({ first, last }: Region): number {
    const key = first * BANDS + last;
    let power = this.onRecords.get(key);
    if (power === undefined) {
      power = recordPower(EDGES_HZ[first]!, EDGES_HZ[last + 1]!);
      this.onRecords.set(key, power);
    }
    return power;
  }

  /** True for the looks of the loud parts. */
  loud(): boolean[] {
    const all = { first: 0, last: BANDS - 1 };
    const powers = Array.from({ length: this.looks }, (_, look) => this.power(look, all));
    const sorted = powers.toSorted((a, b) => a - b);
    const level = sorted[Math.floor(LOUD_QUANTILE * (sorted.length - 1))] ?? 0;
    return powers.map((power) => power > LEAST_POWER && dbFromPower(power / level) > -LOUD_WITHIN_DB);
  }

  /** Runs of looks for which `holds`, at least `leastS` long, in order of time. */
  stretches(holds: (look: number) => boolean, leastS: number): Stretch[] {
    const found: Stretch[] = [];
    let looks: number[] = [];
    const close = (): void => {
      const stretch = this.stretchOf(looks);
      if (stretch !== null && stretch.endS - stretch.startS >= leastS) found.push(stretch);
      looks = [];
    };
    for (let look = 0; look < this.looks; look++) {
      if (!holds(look)) continue;
      if (looks.length > 0 && look - looks.at(-1)! > BRIDGED_LOOKS + 1) close();
      looks.push(look);
    }
    close();
    return found;
  }

  /** A look speaks mostly for the middle half of its frames. */
  private stretchOf(looks: readonly number[]): Stretch | null {
    if (looks.length === 0) return null;
    const { hopFrames } = this.spectra;
    const start = looks[0]! * hopFrames + (looks[0] === 0 ? 0 : hopFrames / 2);
    const end = Math.min(this.frames, looks.at(-1)! * hopFrames + 1.5 * hopFrames);
    return { startS: start / this.rate, endS: Math.max(start, end) / this.rate, looks };
  }
}

/** Every sum on its own, so that no addition waits for another. */
function sumPair({ power, re, im }: SpectraFrame, from: number, to: number, into: Float64Array): void {
  const [left, right] = power as [Float64Array, Float64Array];
  const [lr, rr] = re as [Float64Array, Float64Array];
  const [li, ri] = im as [Float64Array, Float64Array];
  let a = 0;
  let b = 0;
  let real = 0;
  let imaginary = 0;
  for (let k = from; k < to; k++) {
    a += left[k]!;
    b += right[k]!;
    real += lr[k]! * rr[k]!;
    imaginary += li[k]! * ri[k]!;
  }
  into[0] = a + b;
  into[1] = real + imaginary;
}

function sumOf(values: Float64Array, first: number, last: number): number {
  let sum = 0;
  for (let i = first; i <= last; i++) sum += values[i]!;
  return sum;
}

/** Made once a song, upon the long spectra. */
export function bandTrack(format: SignalFormat, hearing: Hearing): BandTrack {
  return new BandTrack(format, hearing.stream(longSpectra));
}
