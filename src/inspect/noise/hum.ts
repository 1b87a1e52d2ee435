// Hum: lines at whole multiples of the mains frequency that never move and never pause.
import { dbFromPower } from '../../dsp/decibel.ts';
import { log } from '../../dsp/math.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lowBand, type LowBand } from '../heard/low-band.ts';
import {
  bestAside,
  bestComb,
  DRIFT_HZ,
  DRIFT_STEP_HZ,
  HARMONICS,
  lineAt,
  type Neighbourhood,
  NOTE_LEAD,
  REACH,
  scoresOf,
  STEP_HZ,
} from '../heard/mains-comb.ts';
import { clusterSpans, type Span } from '../spans.ts';
import { Spectra } from '../heard/spectra.ts';
import { SteadyLines, type Steadiness } from '../heard/steady-lines.ts';

const MAINS_HZ = [50, 60] as const;
/** Looks of 0.19 s fit between most notes and still part lines 50 Hz from each other. */
const LOOK_S = 0.15;
/** About 6 s: a line is then 0.16 Hz wide, and the mains stays inside that. */
const MOMENTS = 64;
/** Shorter sound than 2 s cannot tell a hum from a note; a rest shorter than 4 s adds nothing to a longer song. */
const LEAST_MOMENTS = 20;
const LEAST_REST_MOMENTS = 40;
const LINE_SCORE = 2.5;
const LEAST_LINES = 2;
/** Of the overlapping moments a little more than half are their own. */
const EVIDENCE_A_MOMENT = 0.6;
const MOST_COHERENCE = 0.9999;
const CERTAIN_LEAD = 16;
/** One mains leads the other by this factor. */
const CLEARLY = 2;
/** Chance gives a coherence of about 0.05 in 6 s. */
const LEAST_COHERENCE = 0.12;
/** One line as faithful as this promises a hum, or four that are fainter. */
const PROMISING_COHERENCE = 0.18;
const PROMISING_LINES = 4;
/** Under this level a hum is not heard even in a pause at a usual listening level. */
const WARN_DBFS = -62;
const FAINTEST_DBFS = -90;
const LEAST_SHARE = 0.2;
const WHOLE_SHARE = 0.6;

interface Comb extends Span {
  readonly mainsHz: number;
  readonly lead: number;
  readonly power: number;
}

class HumDetector implements Detector {
  private readonly low: LowBand;
  private readonly spectra: Spectra;
  private readonly lines: SteadyLines;
  private readonly channels: number;
  /** Tones this far apart turn alike from look to look; leakage carries them into each other's bins. */
  private readonly aliasHz: number;
  private readonly room: readonly Steadiness[];
  private readonly combs: Comb[] = [];
  private sections = 0;
  private start = 0;
  private end = 0;

  constructor(hearing: Hearing) {
    this.low = hearing.stream(lowBand);
    this.channels = this.low.format.channels;
    this.spectra = new Spectra(this.low.format, LOOK_S);
    this.aliasHz = this.low.format.sampleRateHz / this.spectra.hopFrames;
    this.lines = new SteadyLines(this.spectra, this.channels, MOMENTS);
    this.room = steadinessRow();
    this.low.listen((block) => this.spectra.push(block));
    this.spectra.listen((frame) => {
      if (frame.frames < this.spectra.size) return;
      if (this.lines.filled === 0) this.start = frame.start;
      this.end = frame.start + frame.frames;
      this.lines.add(frame);
      if (this.lines.filled === MOMENTS) this.closeSection();
    });
  }

  push(): void {}

  private closeSection(): void {
    this.sections++;
    const [first, second] = MAINS_HZ.map((hz) => this.comb(hz))
      .filter((comb) => comb !== null)
      .sort((a, b) => b.lead - a.lead);
    // A loop whose beat divides both shows both alike.
    if (first !== undefined && first.lead >= CLEARLY * (second?.lead ?? 0)) this.combs.push(first);
    this.lines.clear();
  }

  private comb(mainsHz: number): Comb | null {
    if (!this.promises(mainsHz)) return null;
    const near = Array.from({ length: HARMONICS }, (_, k) => this.neighbourhood((k + 1) * mainsHz));
    const own = bestComb(near);
    const lines = near
      .map((one, k) => lineAt(one, (k + 1) * own.driftHz))
      .filter((line) => line.score >= LINE_SCORE);
    const coherence = lines.reduce((most, line) => Math.max(most, line.coherence), 0);
    if (lines.length < LEAST_LINES || coherence < LEAST_COHERENCE) return null;
    const lead = own.score - bestAside(near, own, this.aliasHz);
    if (lead < NOTE_LEAD) return null;
    const power = lines.reduce((sum, line) => sum + (line.amplitude * line.amplitude) / 2, 0);
    return { start: this.start, end: this.end, mainsHz, lead, power };
  }

  /** A cheap first look, at the harmonics' own places only: much music ends here. */
  private promises(mainsHz: number): boolean {
    const rows = Array.from({ length: HARMONICS }, (_, k) => this.ownPlaces(k + 1, mainsHz));
    const faithful = LINE_SCORE / (EVIDENCE_A_MOMENT * this.lines.filled);
    const steps = Math.round(DRIFT_HZ / DRIFT_STEP_HZ);
    for (let step = -steps; step <= steps; step++) {
      let lines = 0;
      let most = 0;
      rows.forEach((row, k) => {
        const middle = (row.length - 1) / 2 + Math.round(((k + 1) * step * DRIFT_STEP_HZ) / STEP_HZ);
        const coherence = Math.max(row[middle - 1]!, row[middle]!, row[middle + 1]!);
        if (coherence >= faithful) lines++;
        most = Math.max(most, coherence);
      });
      if (lines >= PROMISING_LINES || (lines >= LEAST_LINES && most >= PROMISING_COHERENCE)) return true;
    }
    return false;
  }

  /** Coherence in steps of 0.08 Hz where harmonic `k` may lie, and one step further. */
  private ownPlaces(k: number, mainsHz: number): Float64Array {
    const reach = Math.ceil((k * DRIFT_HZ) / STEP_HZ) + 2;
    const best = new Float64Array(2 * reach + 1);
    const row = this.room.slice(0, best.length);
    for (let c = 0; c < this.channels; c++) {
      this.lines.measure(c, k * mainsHz - reach * STEP_HZ, STEP_HZ, row);
      row.forEach(({ coherence }, i) => (best[i] = Math.max(best[i]!, coherence)));
    }
    return best;
  }

  private neighbourhood(hz: number): Neighbourhood {
    const steadiness = steadinessRow();
    const evidence = new Float64Array(steadiness.length);
    const from = hz - REACH * STEP_HZ;
    for (let c = 0; c < this.channels; c++) {
      this.lines.measure(c, from, STEP_HZ, this.room);
      this.room.forEach(({ coherence, amplitude }, i) => {
        evidence[i]! -= EVIDENCE_A_MOMENT * this.lines.filled * log(1 - Math.min(MOST_COHERENCE, coherence));
        if (coherence <= steadiness[i]!.coherence) return;
        steadiness[i]!.coherence = coherence;
        steadiness[i]!.amplitude = amplitude;
      });
    }
    return { scores: scoresOf(evidence), steadiness };
  }

  result(): Finding[] {
    this.spectra.finish();
    if (this.lines.filled >= (this.sections === 0 ? LEAST_MOMENTS : LEAST_REST_MOMENTS)) this.closeSection();
    return MAINS_HZ.flatMap((hz) => this.findings(this.combs.filter((comb) => comb.mainsHz === hz)));
  }

  private findings(combs: readonly Comb[]): Finding[] {
    if (combs.length === 0 || combs.length < LEAST_SHARE * this.sections) return [];
    if (combs.length >= WHOLE_SHARE * this.sections) return [finding(combs, null, null)];
    return clusterSpans(combs, 2 * MOMENTS * this.spectra.hopFrames).map((cluster) =>
      finding(cluster.members, this.low.secondsAt(cluster.start), this.low.secondsAt(cluster.end)),
    );
  }
}

function finding(combs: readonly Comb[], startS: number | null, endS: number | null): Finding {
  const lead = combs.reduce((most, comb) => Math.max(most, comb.lead), 0);
  const level = dbFromPower(combs.reduce((sum, comb) => sum + comb.power, 0) / combs.length);
  return {
    code: 'hum',
    severity: lead >= CERTAIN_LEAD && level >= WARN_DBFS ? 'warning' : 'note',
    confidence: Math.min(0.98, 0.5 + lead / 60),
    channel: null,
    startS,
    endS,
    value: Math.max(FAINTEST_DBFS, level),
    unit: 'dBFS',
    facts: { hz: combs[0]!.mainsHz },
  };
}

function steadinessRow(): Steadiness[] {
  return Array.from({ length: 2 * REACH + 1 }, () => ({ coherence: 0, amplitude: 0 }));
}

/** Mains hum of 50 or 60 Hz with its harmonics, also under music. */
export const HUM: DetectorKind = {
  id: 'hum',
  codes: ['hum'],
  create: (hearing) => new HumDetector(hearing),
};
