// Whine: a thin tone above the notes that keeps its phase through everything that is played.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { clusterSpans, type Span } from '../spans.ts';
import { shortSpectra, type Spectra, type SpectraFrame } from '../spectra.ts';

/** Below, held notes are as steady as any whine. */
const LOWEST_HZ = 700;
/** Longer than nearly all notes are held; a tone from a machine is still in step. */
const LAG_S = 0.92;
const SECTION_S = 8;
const LEAST_SECTION_S = 3;
/** Three bins from its middle a Hann window hides the tone itself. */
const NEAR = 3;
const NEXT = 4;
/** Below the noise of 24-bit dither there is nothing to hear. */
const FAINTEST_POWER = 1e-15;
/** A sustained chord holds many lines; a whine stands alone by this much more faithfulness. */
const NOTE_LEAD = 0.25;
/** Or by less, where all else is far from steady. */
const LONE_LEAD = 0.18;
const LONE_RATIO = 2.2;
const SURE_LEAD = 0.35;
const SURE_FAITH = 0.6;
/** A tone this faithful is no note, whatever else is steady (a whine may bring its own multiples). */
const CERTAIN_FAITH = 0.9;
/** Threshold of hearing at a usual level, roughly. */
const WARN_DBFS = -75;
const HEARD_HZ = 17000;
const LEAST_SHARE = 0.2;
const WHOLE_SHARE = 0.6;
const MOST_FINDINGS = 5;

interface Tone extends Span {
  readonly hz: number;
  readonly faith: number;
  readonly lead: number;
  readonly amplitude: number;
}

class WhineDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly rate: number;
  private readonly channels: number;
  private readonly firstBin: number;
  private readonly bins: number;
  private readonly lag: number;
  private readonly sectionLooks: number;
  /** The last `lag` looks, each divided by the root of the power it met: re and im. */
  private readonly heldRe: Float64Array;
  private readonly heldIm: Float64Array;
  private readonly heldScale: Float64Array;
  private readonly re: Float64Array;
  private readonly im: Float64Array;
  private readonly power: Float64Array;
  /** Sums over the section by bin. */
  private readonly crossRe: Float64Array;
  private readonly crossIm: Float64Array;
  private readonly weight: Float64Array;
  private readonly tones: Tone[] = [];
  private frame = 0;
  private looks = 0;
  private inSection = 0;
  private sections = 0;
  private start = 0;
  private end = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    const row = () => new Float64Array(this.bins);
    this.spectra = spectra;
    this.rate = hearing.format.sampleRateHz;
    this.channels = hearing.format.channels;
    this.bins = spectra.size / 2 + 1;
    this.firstBin = Math.max(NEXT, Math.ceil(LOWEST_HZ / spectra.binHz));
    // Every second look: they do not overlap, so that noise has no memory.
    this.lag = Math.max(1, Math.round((LAG_S * this.rate) / spectra.size));
    this.sectionLooks = Math.round((SECTION_S * this.rate) / spectra.size);
    this.heldRe = new Float64Array(this.lag * this.bins);
    this.heldIm = new Float64Array(this.lag * this.bins);
    this.heldScale = new Float64Array(this.lag * this.bins);
    [this.re, this.im, this.power] = [row(), row(), row()];
    [this.crossRe, this.crossIm, this.weight] = [row(), row(), row()];
    spectra.listen((frame) => {
      if (this.frame++ % 2 === 0 && frame.frames === spectra.size) this.look(frame);
    });
  }

  push(): void {}

  private look(frame: SpectraFrame): void {
    if (this.inSection === 0) this.start = frame.start;
    this.end = frame.start + frame.frames;
    this.mix(frame);
    this.compare((this.looks % this.lag) * this.bins);
    this.looks++;
    if (this.looks > this.lag) this.inSection++;
    if (this.inSection === this.sectionLooks) this.closeSection();
  }

  /** The middle of all channels. */
  private mix(frame: SpectraFrame): void {
    const { re, im, power } = this;
    re.set(frame.re[0]!);
    im.set(frame.im[0]!);
    for (let c = 1; c < this.channels; c++) {
      const otherRe = frame.re[c]!;
      const otherIm = frame.im[c]!;
      for (let k = 0; k < re.length; k++) {
        re[k]! += otherRe[k]!;
        im[k]! += otherIm[k]!;
      }
    }
    for (let k = 0; k < re.length; k++) power[k] = re[k]! * re[k]! + im[k]! * im[k]!;
  }

  /** Kernel loop: multiplies each bin by its conjugate of `lag` looks ago, both divided by what they met, and keeps it. */
  private compare(at: number): void {
    const { re, im, power, heldRe, heldIm, heldScale, crossRe, crossIm, weight } = this;
    const floor = FAINTEST_POWER * this.spectra.size * this.spectra.size;
    for (let k = this.firstBin; k < this.bins - NEXT; k++) {
      const around = power[k - NEXT]! + power[k - NEAR]! + power[k + NEAR]! + power[k + NEXT]!;
      const scale = 1 / Math.sqrt(power[k]! + 0.25 * around + floor);
      const a = re[k]! * scale;
      const b = im[k]! * scale;
      const c = heldRe[at + k]!;
      const d = heldIm[at + k]!;
      crossRe[k]! += a * c + b * d;
      crossIm[k]! += b * c - a * d;
      weight[k]! += scale * heldScale[at + k]!;
      heldRe[at + k] = a;
      heldIm[at + k] = b;
      heldScale[at + k] = scale;
    }
  }

  private closeSection(): void {
    const best = this.mostFaithful(-2 * NEXT);
    const next = this.faith(this.mostFaithful(best));
    const faith = this.faith(best);
    const lead = faith - next;
    const alone = lead >= LONE_LEAD && faith >= LONE_RATIO * next;
    if (lead >= NOTE_LEAD || alone || faith >= CERTAIN_FAITH) {
      this.tones.push({
        start: this.start,
        end: this.end,
        hz: this.hertz(best),
        faith,
        lead,
        amplitude: this.amplitude(best),
      });
    }
    this.sections++;
    this.inSection = 0;
    this.crossRe.fill(0);
    this.crossIm.fill(0);
    this.weight.fill(0);
  }

  /** Not within a window's width of bin `apart`. */
  private mostFaithful(apart: number): number {
    let best = this.firstBin;
    let most = -1;
    for (let k = this.firstBin; k < this.bins - NEXT; k++) {
      if (Math.abs(k - apart) <= NEXT || this.faith(k) <= most) continue;
      most = this.faith(k);
      best = k;
    }
    return best;
  }

  /** 0 … 1: 1 for a tone alone, 0 for noise and for notes that are gone or changed after the lag. */
  private faith(k: number): number {
    return this.cross(k) / Math.max(1, this.inSection);
  }

  private cross(k: number): number {
    return Math.sqrt(this.crossRe[k]! * this.crossRe[k]! + this.crossIm[k]! * this.crossIm[k]!);
  }

  private amplitude(k: number): number {
    const power = this.weight[k]! > 0 ? this.cross(k) / this.weight[k]! : 0;
    return (4 * Math.sqrt(power)) / (this.spectra.size * this.channels);
  }

  /** Between two bins by the ratio of their amplitudes, as the Hann window gives it. */
  private hertz(k: number): number {
    const up = this.amplitude(k + 1) >= this.amplitude(k - 1) ? 1 : -1;
    const own = this.amplitude(k);
    const ratio = own > 0 ? Math.min(1, this.amplitude(k + up) / own) : 0;
    return (k + (up * Math.max(0, 2 * ratio - 1)) / (1 + ratio)) * this.spectra.binHz;
  }

  result(): Finding[] {
    if (this.inSection * this.spectra.size >= LEAST_SECTION_S * this.rate) this.closeSection();
    return this.groups()
      .filter((tones) => tones.length >= LEAST_SHARE * this.sections)
      .flatMap((tones) => this.findings(tones))
      .slice(0, MOST_FINDINGS);
  }

  /** Tones of one pitch. */
  private groups(): Tone[][] {
    const groups: Tone[][] = [];
    for (const tone of this.tones) {
      const group = groups.find(([first]) => Math.abs(first!.hz - tone.hz) < 2 * this.spectra.binHz);
      if (group === undefined) groups.push([tone]);
      else group.push(tone);
    }
    return groups;
  }

  private findings(tones: readonly Tone[]): Finding[] {
    if (tones.length >= WHOLE_SHARE * this.sections) return [finding(tones, null, null)];
    return clusterSpans(tones, SECTION_S * this.rate).map((cluster) =>
      finding(cluster.members, cluster.start / this.rate, cluster.end / this.rate),
    );
  }
}

function finding(tones: readonly Tone[], startS: number | null, endS: number | null): Finding {
  const mean = (of: (tone: Tone) => number) => tones.reduce((sum, tone) => sum + of(tone), 0) / tones.length;
  const level = dbFromGain(mean((tone) => tone.amplitude));
  const [faith, lead, hz] = [mean((tone) => tone.faith), mean((tone) => tone.lead), mean((tone) => tone.hz)];
  return {
    code: 'whine',
    severity: severityOf(faith, lead, level, hz),
    confidence: Math.min(0.98, 0.4 + 0.6 * faith),
    channel: null,
    startS,
    endS,
    value: level,
    unit: 'dBFS',
    facts: { hz: Math.round(hz) },
  };
}

function severityOf(faith: number, lead: number, level: number, hz: number): Severity {
  return faith >= SURE_FAITH && lead >= SURE_LEAD && level >= WARN_DBFS && hz <= HEARD_HZ
    ? 'warning'
    : 'note';
}

/** A steady thin tone: a computer, a screen, a switching supply. */
export const WHINE: DetectorKind = {
  id: 'whine',
  codes: ['whine'],
  create: (hearing) => new WhineDetector(hearing),
};
