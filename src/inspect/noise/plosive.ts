// Plosive: a thump of air on the microphone: deep, sudden, short, and without the click of a drum.
import { dbFromPower } from '../../dsp/decibel.ts';
import { History } from '../../measure/history.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { shortSpectra, type Spectra } from '../spectra.ts';

/** The thump; the body of notes and drums above it; and the range of clicks, sticks and strings. */
const THUMP_HZ = [20, 95] as const;
const BODY_HZ = [130, 1000] as const;
const CLICK_HZ = [1000, 8000] as const;
const SILENT_DB = -120;
/** Looks before the thump that it is compared with: the two before overlap its beginning. */
const BEFORE = [2, 3, 4, 5] as const;
const LEAST_RISE_DB = 9;
/** How far the rest may rise with it: a mouth makes its thump without a click. */
const MOST_BODY_RISE_DB = 6;
const MOST_CLICK_RISE_DB = 6;
/** The thump stands above the body, or at least beside it where such lows are not heard else. */
const OVER_BODY_DB = 3;
const BESIDE_BODY_DB = -3;
const UNHEARD_OVER_DB = 12;
const LONGEST_S = 0.2;
const FALL_DB = 12;
/** Above nine tenths of the song's other lows: bass drums and bass notes come often, thumps seldom. */
const ORDINARY = 0.92;
const NOTE_OVER_DB = 6;
const WARN_OVER_DB = 18;
/** More than this is a beat, and no mistake. */
const MOST_A_SECOND = 1;
const APART = 4;
const MOST_FINDINGS = 50;

interface Thump {
  readonly at: number;
  readonly end: number;
  readonly level: number;
  readonly overBody: number;
}

class PlosiveDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly rate: number;
  private readonly thump = new History();
  private readonly body = new History();
  private readonly click = new History();

  constructor(hearing: Hearing) {
    this.spectra = hearing.stream(shortSpectra);
    this.rate = hearing.format.sampleRateHz;
    const channels = hearing.format.channels;
    this.spectra.listen(({ power }) => {
      this.thump.push(this.levelOf(power, THUMP_HZ, channels));
      this.body.push(this.levelOf(power, BODY_HZ, channels));
      this.click.push(this.levelOf(power, CLICK_HZ, channels));
    });
  }

  push(): void {}

  /** dBFS, mean of the channels. */
  private levelOf(
    power: readonly Float64Array[],
    [fromHz, toHz]: readonly [number, number],
    channels: number,
  ): number {
    const { binHz, size } = this.spectra;
    const first = Math.ceil(fromHz / binHz);
    const last = Math.min(size / 2, Math.floor(toHz / binHz));
    let sum = 0;
    for (const bins of power) for (let k = first; k <= last; k++) sum += bins[k]!;
    return Math.max(SILENT_DB, dbFromPower(sum / channels));
  }

  result(): Finding[] {
    const lows = this.thump.values();
    const thumps: Thump[] = [];
    for (let t = 3; t < lows.length - 1; t++) {
      const thump = this.thumpAt(lows, t);
      if (thump !== null && (thumps.length === 0 || t - thumps.at(-1)!.at > APART)) thumps.push(thump);
    }
    return this.findings(lows, thumps);
  }

  private thumpAt(lows: Float64Array, t: number): Thump | null {
    const level = lows[t]!;
    if (level < lows[t - 1]! || level < lows[t + 1]!) return null;
    if (level - highestOf(lows, t, BEFORE) < LEAST_RISE_DB) return null;
    if (level - this.body.values()[t]! < BESIDE_BODY_DB) return null;
    if (rise(this.body.values(), t) > MOST_BODY_RISE_DB) return null;
    if (rise(this.click.values(), t) > MOST_CLICK_RISE_DB) return null;
    let end = t + 1;
    while (end < lows.length && lows[end]! > level - FALL_DB) end++;
    if ((end - t) * this.hopS() > LONGEST_S) return null;
    return { at: t, end, level, overBody: level - this.body.values()[t]! };
  }

  private findings(lows: Float64Array, thumps: readonly Thump[]): Finding[] {
    const ordinary = this.ordinaryLevel(lows, thumps);
    const outstanding = thumps.filter(
      ({ level, overBody }) =>
        level - ordinary >= (overBody >= OVER_BODY_DB ? NOTE_OVER_DB : UNHEARD_OVER_DB),
    );
    if (outstanding.length > MOST_A_SECOND * lows.length * this.hopS()) return [];
    return outstanding.slice(0, MOST_FINDINGS).map(({ at, end, level }) => ({
      code: 'plosive',
      severity: level - ordinary >= WARN_OVER_DB ? 'warning' : 'note',
      confidence: Math.min(0.9, 0.4 + (level - ordinary) / 40),
      channel: null,
      startS: Math.max(0, at - 0.5) * this.hopS(),
      endS: end * this.hopS(),
      value: level - ordinary,
      unit: 'dB',
    }));
  }

  /** What the lows reach without the thumps. */
  private ordinaryLevel(lows: Float64Array, thumps: readonly Thump[]): number {
    const kept = lows.filter((_, t) => !thumps.some(({ at, end }) => t >= at - 2 && t <= end));
    kept.sort();
    return kept[Math.floor(ORDINARY * (kept.length - 1))] ?? SILENT_DB;
  }

  private hopS(): number {
    return this.spectra.hopFrames / this.rate;
  }
}

function highestOf(levels: Float64Array, t: number, back: readonly number[]): number {
  return back.reduce((most, d) => Math.max(most, levels[t - d] ?? SILENT_DB), SILENT_DB);
}

/** From the two looks before the onset to the two at it. */
function rise(levels: Float64Array, t: number): number {
  return Math.max(levels[t]!, levels[t - 1]!) - highestOf(levels, t, [2, 3]);
}

/** Thumps of “p” and “b” on a microphone, wind and handling. */
export const PLOSIVE: DetectorKind = {
  id: 'plosive',
  codes: ['plosive'],
  create: (hearing) => new PlosiveDetector(hearing),
};
