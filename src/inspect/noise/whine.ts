// Whine: a thin tone above the notes that keeps its phase through everything that is played.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { FaithfulLines } from '../heard/faithful-lines.ts';
import { clusterSpans, type Span } from '../spans.ts';
import { shortSpectra, type Spectra, type SpectraFrame } from '../heard/spectra.ts';

/** Below, held notes are as steady as any whine. */
const LOWEST_HZ = 700;
const SECTION_S = 8;
const LEAST_SECTION_S = 3;
/** A sustained chord holds many lines; a whine stands alone by this much more faithfulness. */
const NOTE_LEAD = 0.25;
/** Or by less, where all else is far from steady. */
const LONE_LEAD = 0.18;
const LONE_RATIO = 2.2;
const SURE_LEAD = 0.35;
const SURE_FAITH = 0.6;
/** A tone this faithful is no note, whatever else is steady (a whine may bring its own multiples). */
const CERTAIN_FAITH = 0.9;
/** -100 dBFS; nobody hears less. */
const FAINTEST = 1e-5;
/** A tone that holds more of all the power than this is what is played. */
const MUSIC_SHARE = 0.8;
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
  private readonly lines: FaithfulLines;
  private readonly tones: Tone[] = [];
  private frame = 0;
  private sections = 0;
  private start = 0;
  private end = 0;

  constructor(hearing: Hearing) {
    const spectra = hearing.stream(shortSpectra);
    this.spectra = spectra;
    this.rate = hearing.format.sampleRateHz;
    this.lines = new FaithfulLines(spectra, hearing.format.channels, LOWEST_HZ);
    spectra.listen((frame) => {
      if (this.frame++ % 2 === 0 && frame.frames === spectra.size) this.look(frame);
    });
  }

  push(): void {}

  private look(frame: SpectraFrame): void {
    if (this.lines.compared === 0) this.start = frame.start;
    this.end = frame.start + frame.frames;
    this.lines.look(frame);
    if (this.sectionS() >= SECTION_S) this.closeSection();
  }

  private sectionS(): number {
    return (this.lines.compared * this.spectra.size) / this.rate;
  }

  private closeSection(): void {
    const tone = this.tone();
    if (tone !== null) this.tones.push(tone);
    this.sections++;
    this.lines.clear();
  }

  private tone(): Tone | null {
    const { lines } = this;
    const best = lines.mostFaithful(-Infinity);
    const next = lines.faith(lines.mostFaithful(best));
    const faith = lines.faith(best);
    const lead = faith - next;
    const alone = lead >= LONE_LEAD && faith >= LONE_RATIO * next;
    if (lead < NOTE_LEAD && !alone && faith < CERTAIN_FAITH) return null;
    const amplitude = lines.amplitude(best);
    const isTheMusic = (amplitude * amplitude) / 2 > MUSIC_SHARE * lines.meanPower();
    if (isTheMusic || amplitude < FAINTEST) return null;
    return { start: this.start, end: this.end, hz: lines.hertz(best), faith, lead, amplitude };
  }

  result(): Finding[] {
    if (this.sectionS() >= LEAST_SECTION_S) this.closeSection();
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
