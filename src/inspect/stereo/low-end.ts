// Low end: bass whose channels work against each other or differ widely while the rest of the song does not.
import { dbFromPower } from '../../dsp/decibel.ts';
import { History } from '../../measure/history.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lateness } from '../heard/lateness.ts';
import { panorama, type Panorama } from '../heard/panorama.ts';
import { clusterSpans, type Span } from '../spans.ts';
import { longSpectra, type Spectra, type SpectraFrame } from '../heard/spectra.ts';

/** Half octaves from the lowest note of a bass to the top of its fundamentals. */
const EDGES_HZ = [22, 31, 44, 63, 88, 125, 177, 250];
/** Bands up to here are the low end; those above are the rest it is compared with, together with REST_TO_HZ. */
const LOW_BANDS = 6;
const REST_TO_HZ = 2000;
/** A band counts that is no more than this under the strongest low band. */
const SPEAKING_SHARE = 0.01;
/** And whose mean square is over -70 dBFS. */
const LEAST_POWER = 1e-7;
const AGAINST = -0.3;
/** Lows less opposed than this against the rest are the way the whole song is: polarity and antiphase tell that. */
const LEAST_CONTRAST = 0.4;
/** Opposed bands hold at least this share of the low end's power; less is a note. */
const WARN_SHARE = 0.1;
/** Below, there is rumble rather than bass. */
const SUBSONIC_HZ = 32;
/** Side over mid: a bass in the middle lies under -15 dB; at -4 dB two channels share little. */
const WIDE_DB = -4;
const MOST_PLACES = 50;

interface Band {
  readonly lowHz: number;
  readonly highHz: number;
  readonly first: number;
  readonly last: number;
  left: number;
  right: number;
  cross: number;
}

class LowEndDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly panorama: Panorama;
  private readonly rate: number;
  private readonly bands: Band[];
  private readonly rest: Band;
  /** Of every look, the correlation of the low end; 2 where it does not sound. */
  private readonly correlations = new History();
  private looks = 0;
  private frames = 0;

  constructor(hearing: Hearing) {
    this.spectra = hearing.stream(longSpectra);
    this.panorama = hearing.stream(panorama);
    this.rate = hearing.format.sampleRateHz;
    this.bands = EDGES_HZ.slice(1).map((highHz, b) => this.band(EDGES_HZ[b]!, highHz));
    this.rest = this.band(EDGES_HZ.at(-1)!, REST_TO_HZ);
    if (hearing.format.channels === 2) this.spectra.listen((frame) => this.look(frame));
  }

  push(): void {}

  private band(lowHz: number, highHz: number): Band {
    const { binHz, size } = this.spectra;
    const at = (hz: number): number => Math.min(size / 2, Math.ceil(hz / binHz));
    return { lowHz, highHz, first: at(lowHz), last: at(highHz), left: 0, right: 0, cross: 0 };
  }

  private look(frame: SpectraFrame): void {
    this.looks++;
    this.frames = frame.start + frame.frames;
    let [left, right, cross] = [0, 0, 0];
    for (let b = 0; b < this.bands.length; b++) {
      const band = this.bands[b]!;
      const before = { left: band.left, right: band.right, cross: band.cross };
      this.add(band, frame);
      if (b >= LOW_BANDS) continue;
      left += band.left - before.left;
      right += band.right - before.right;
      cross += band.cross - before.cross;
    }
    this.add(this.rest, frame);
    this.correlations.push(left + right > LEAST_POWER ? correlation({ left, right, cross }) : 2);
  }

  private add(band: Band, frame: SpectraFrame): void {
    const [lp, rp] = frame.power as [Float64Array, Float64Array];
    const [lr, rr] = frame.re as [Float64Array, Float64Array];
    const [li, ri] = frame.im as [Float64Array, Float64Array];
    let [left, right, cross] = [0, 0, 0];
    for (let k = band.first; k < band.last; k++) {
      left += lp[k]!;
      right += rp[k]!;
      cross += lr[k]! * rr[k]! + li[k]! * ri[k]!;
    }
    band.left += left;
    band.right += right;
    band.cross += this.spectra.scale * cross;
  }

  result(): Finding[] {
    if (this.looks === 0 || lateness(this.panorama)?.sure === true) return [];
    const lows = this.bands.slice(0, LOW_BANDS);
    const strongest = Math.max(...lows.map(powerOf));
    const speaking = lows.filter(
      (band) => powerOf(band) > Math.max(SPEAKING_SHARE * strongest, LEAST_POWER * this.looks),
    );
    if (speaking.length === 0) return [];
    const rest = [this.bands.at(-1)!, this.rest];
    const against = speaking.filter((band) => correlation(band) < AGAINST);
    const opposed =
      against.length > 0 && correlation(together(rest)) - correlation(together(against)) > LEAST_CONTRAST;
    if (opposed) return this.opposedLows(against, together(speaking));
    return this.wideLows(together(speaking), together(rest));
  }

  private opposedLows(against: readonly Band[], all: Sums): Finding[] {
    const sums = together(against);
    const value = correlation(sums);
    const share = powerOf(sums) / powerOf(all);
    const warn = share >= WARN_SHARE && against.at(-1)!.highHz > SUBSONIC_HZ;
    const facts = { lowHz: against[0]!.lowHz, highHz: against.at(-1)!.highHz };
    const base = { code: 'low-antiphase', channel: 'both', unit: 'correlation', facts } as const;
    const severity = warn ? 'warning' : 'note';
    const confidence = warn ? 0.9 : 0.6;
    const places = this.places();
    if (places.length === 0) return [{ ...base, severity, confidence, startS: null, endS: null, value }];
    return places.map(({ startS, endS }) => ({ ...base, severity, confidence, startS, endS, value }));
  }

  /** Where the low end as a whole is opposed; nothing when that is everywhere or nowhere. */
  private places(): { startS: number; endS: number }[] {
    const hop = this.spectra.hopFrames;
    const opposed: Span[] = [];
    let sounding = 0;
    this.correlations.values().forEach((value, i) => {
      if (value > 1) return;
      sounding++;
      if (value < AGAINST) opposed.push({ start: i * hop, end: (i + 2) * hop });
    });
    if (opposed.length < 3 || opposed.length > sounding / 2) return [];
    return clusterSpans(opposed, 2 * hop)
      .slice(0, MOST_PLACES)
      .map(({ start, end }) => ({ startS: start / this.rate, endS: Math.min(end, this.frames) / this.rate }));
  }

  private wideLows(lows: Sums, rest: Sums): Finding[] {
    const wide = sideToMidDb(lows);
    if (wide < WIDE_DB || correlation(lows) < 0 || correlation(rest) < correlation(lows)) return [];
    const value = Math.round(10 * wide) / 10;
    const place = { channel: 'both', startS: null, endS: null } as const;
    return [{ code: 'wide-bass', severity: 'note', confidence: 0.7, ...place, value, unit: 'dB' }];
  }
}

type Sums = Pick<Band, 'left' | 'right' | 'cross'>;

function together(bands: readonly Sums[]): Sums {
  const sum = (key: keyof Sums): number => bands.reduce((all, band) => all + band[key], 0);
  return { left: sum('left'), right: sum('right'), cross: sum('cross') };
}

function powerOf({ left, right }: Sums): number {
  return left + right;
}

/** 0 where a channel is silent. */
function correlation({ left, right, cross }: Sums): number {
  const scale = Math.sqrt(left) * Math.sqrt(right);
  return scale > 0 ? Math.max(-1, Math.min(1, cross / scale)) : 0;
}

function sideToMidDb({ left, right, cross }: Sums): number {
  const mid = Math.max(left + right + 2 * cross, 1e-30);
  return dbFromPower(Math.max(left + right - 2 * cross, 1e-30) / mid);
}

/** Bass that cancels in mono, or that leaves the middle. */
export const LOW_END: DetectorKind = {
  id: 'low-end',
  codes: ['low-antiphase', 'wide-bass'],
  create: (hearing) => new LowEndDetector(hearing),
};
