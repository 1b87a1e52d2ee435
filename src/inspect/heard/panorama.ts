// Panorama: where the sounds of a stereo song stand and how the channels lie in time, gathered bin by bin for all who judge it.
import { createRealFft } from '../../dsp/fft.ts';
import type { SignalFormat } from '../../signal/signal.ts';
import { History } from '../../measure/history.ts';
import type { Hearing, Stream } from '../hearing.ts';
import { shortSpectra, type Spectra, type SpectraFrame } from './spectra.ts';

/** Looks whose mean square is under -80 dBFS are no sound. */
const LEAST_POWER = 1e-8;
/** Bins this far under all the sound of their look (80 dB) carry rounding rather than music. */
const FAINTEST_SHARE = 1e-8;
/** A bin whose channels agree to within 13 degrees (cos² 0.95) belongs to one source, panned by level alone. */
const ONE_SOURCE = 0.95;
/** After so many looks with sound (half a minute and more) relations in time are read from one in four. */
const ALL_OF = 1000;
const THEN_EVERY = 4;
const LOWEST_HZ = 100;
const HIGHEST_HZ = 10000;
const LOWS_HZ = 200;
/** The K weighting in two steps: 4 dB more from 1.5 kHz on. */
const BRIGHT_HZ = 1500;
const BRIGHT_GAIN = 2.5;
/** Cells over the pan ratio (L² - R²)/(L² + R²), -1…1: 0.04 dB each near the middle. */
export const PAN_CELLS = 401;

/** Two channels only: for others it hears nothing. */
export class Panorama implements Stream {
  readonly rate: number;
  readonly size: number;
  /** Σ of (L·R*)/|L·R| by bin: what remains long is a steady relation in time. */
  readonly phaseRe: Float64Array;
  readonly phaseIm: Float64Array;
  /** How many looks counted a bin. */
  readonly counts: Float64Array;
  /** Amplitude of single-source bins by pan, the loudness of the look left out: cell 0 hard right, the last hard left. */
  readonly pans = new Float64Array(PAN_CELLS);
  /** Of every look taken: Σ|L|², Σ|R|², Σ Re(L·R*) over all bins; 0 without sound. */
  readonly left = new History();
  readonly right = new History();
  readonly cross = new History();
  /** Σ|L|² + Σ|R|², and Σ Re(L·R*), below 200 Hz. */
  readonly lows = new History();
  readonly lowCross = new History();
  /** Of every look taken: amplitude in bins whose channels move together, and in those that move against each other. */
  readonly together = new History();
  readonly against = new History();
  /** Frames from one look taken to the next. */
  readonly stepFrames: number;
  /** Σ|L|² and Σ|R|² between 100 Hz and 10 kHz, where the ear places sounds, roughly as loud as it hears them. */
  placedLeft = 0;
  placedRight = 0;
  /** Length of the song. */
  frames = 0;
  /** Looks with sound, and those of them whose phases were read. */
  looks = 0;
  private phaseLooks = 0;
  private readonly scale: number;
  private readonly first: number;
  private readonly last: number;
  private readonly bright: number;
  private readonly lowest: number;
  private turn = 0;

  constructor(format: SignalFormat, spectra: Spectra) {
    const bins = spectra.size / 2 + 1;
    this.rate = format.sampleRateHz;
    this.size = spectra.size;
    this.scale = spectra.scale;
    this.stepFrames = 2 * spectra.hopFrames;
    this.phaseRe = new Float64Array(bins);
    this.phaseIm = new Float64Array(bins);
    this.counts = new Float64Array(bins);
    this.first = Math.max(1, Math.ceil(LOWEST_HZ / spectra.binHz));
    this.last = Math.min(bins - 2, Math.floor(HIGHEST_HZ / spectra.binHz));
    this.lowest = Math.max(1, Math.round(LOWS_HZ / spectra.binHz));
    this.bright = Math.round(BRIGHT_HZ / spectra.binHz);
    if (format.channels === 2) spectra.listen((frame) => this.look(frame));
  }

  push(): void {}

  finish(): void {}

  /** Every other look: neighbours show half of the same sound. */
  private look(frame: SpectraFrame): void {
    this.frames = frame.start + frame.frames;
    this.turn = 1 - this.turn;
    if (this.turn === 0) return;
    const [left, right] = frame.power as [Float64Array, Float64Array];
    const sumLeft = frame.total(0);
    const sumRight = frame.total(1);
    const all = sumLeft + sumRight;
    const sounds = all > LEAST_POWER;
    this.left.push(sounds ? sumLeft : 0);
    this.right.push(sounds ? sumRight : 0);
    if (!sounds) return this.passSilence();
    this.looks++;
    this.cross.push(this.scale * crossOf(frame));
    if (this.looks <= ALL_OF || this.looks % THEN_EVERY === 0)
      this.addPhases(frame, left, right, all * FAINTEST_SHARE);
    this.addPans(frame, left, right, all);
    this.addLows(frame, left, right);
  }

  private passSilence(): void {
    for (const history of [this.cross, this.lows, this.lowCross, this.together, this.against])
      history.push(0);
  }

  private addLows(frame: SpectraFrame, left: Float64Array, right: Float64Array): void {
    const [lr, rr] = frame.re as [Float64Array, Float64Array];
    const [li, ri] = frame.im as [Float64Array, Float64Array];
    let power = 0;
    let cross = 0;
    for (let k = 1; k <= this.lowest; k++) {
      power += left[k]! + right[k]!;
      cross += lr[k]! * rr[k]! + li[k]! * ri[k]!;
    }
    this.lows.push(power);
    this.lowCross.push(this.scale * cross);
  }

  private addPhases(frame: SpectraFrame, left: Float64Array, right: Float64Array, floor: number): void {
    const { phaseRe, phaseIm, counts } = this;
    const [lr, rr] = frame.re as [Float64Array, Float64Array];
    const [li, ri] = frame.im as [Float64Array, Float64Array];
    const top = left.length - 1;
    this.phaseLooks++;
    for (let k = 1; k < top; k++) {
      if (left[k]! < floor || right[k]! < floor) continue;
      const re = lr[k]! * rr[k]! + li[k]! * ri[k]!;
      const im = li[k]! * rr[k]! - lr[k]! * ri[k]!;
      const size = Math.sqrt(re * re + im * im);
      if (!(size > 0)) continue;
      const turn = 1 / size;
      phaseRe[k]! += re * turn;
      phaseIm[k]! += im * turn;
      counts[k]!++;
    }
  }

  private addPans(frame: SpectraFrame, left: Float64Array, right: Float64Array, all: number): void {
    const { pans, first, last, bright } = this;
    const [lr, rr] = frame.re as [Float64Array, Float64Array];
    const [li, ri] = frame.im as [Float64Array, Float64Array];
    const floor = all * FAINTEST_SHARE;
    const share = 1 / Math.sqrt(all);
    let together = 0;
    let against = 0;
    let placedLeft = 0;
    let placedRight = 0;
    for (let k = first; k <= last; k++) {
      const both = left[k]! + right[k]!;
      const ear = k < bright ? 1 : BRIGHT_GAIN;
      placedLeft += ear * left[k]!;
      placedRight += ear * right[k]!;
      if (both < floor) continue;
      const re = lr[k]! * rr[k]! + li[k]! * ri[k]!;
      const im = li[k]! * rr[k]! - lr[k]! * ri[k]!;
      if (re * re < ONE_SOURCE * (re * re + im * im)) continue;
      const weight = Math.sqrt(both) * share;
      if (re < 0) {
        against += weight;
        continue;
      }
      together += weight;
      const cell = Math.floor((0.5 + (0.5 * (left[k]! - right[k]!)) / both) * PAN_CELLS);
      pans[Math.min(PAN_CELLS - 1, Math.max(0, cell))]! += weight;
    }
    this.together.push(together);
    this.against.push(against);
    this.placedLeft += placedLeft;
    this.placedRight += placedRight;
  }

  /**
   * Cross-correlation of the channels with all bins of `fromHz` and above weighed alike (PHAT), -1…1. Index n is a
   * lag of n frames of the right channel behind the left; negative lags count from the end.
   */
  lags(fromHz = 0): Float64Array {
    const { size, phaseRe, phaseIm, counts, phaseLooks } = this;
    const re = new Float64Array(phaseRe.length);
    const im = new Float64Array(phaseRe.length);
    let used = 0;
    for (let k = Math.ceil((fromHz * size) / this.rate); k < re.length; k++) {
      if (counts[k]! * 2 < phaseLooks || counts[k] === 0) continue;
      re[k] = phaseRe[k]! / counts[k]!;
      im[k] = -phaseIm[k]! / counts[k]!;
      used++;
    }
    const lags = new Float64Array(size);
    createRealFft(size).inverse(re, im, lags);
    const scale = used > 0 ? size / (2 * used) : 0;
    return lags.map((value) => value * scale);
  }
}

/** Σ Re(L·R*), not scaled. */
function crossOf({ re, im }: SpectraFrame): number {
  const [lr, rr] = re as [Float64Array, Float64Array];
  const [li, ri] = im as [Float64Array, Float64Array];
  let real = 0;
  let imaginary = 0;
  for (let k = 0; k < lr.length; k++) {
    real += lr[k]! * rr[k]!;
    imaginary += li[k]! * ri[k]!;
  }
  return real + imaginary;
}

/** Made once a song, upon the short spectra. */
export function panorama(format: SignalFormat, hearing: Hearing): Panorama {
  return new Panorama(format, hearing.stream(shortSpectra));
}
