// Polarity: one channel upside down, for a stretch or throughout: what should push in both pulls in one.
import type { Detector, DetectorKind, Finding, Severity } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { lateness } from '../heard/lateness.ts';
import { panorama, type Panorama } from '../heard/panorama.ts';
import { clusterSpans, type Span } from '../spans.ts';

/** Judged over this long around every look: several notes, fewer than a phrase. */
const WINDOW_S = 0.4;
/** In mixes of all kinds at most 0.6 of the single-source sound moves against itself; upside down, 0.75 and more. */
const OPPOSED_SHARE = 0.75;
/** Wide music seldom stays under -0.2 for half a second. */
const OPPOSED_CORRELATION = -0.2;
/** Even without single sources: nothing but an inverted channel or a widener turned to the end stays here. */
const INVERTED_CORRELATION = -0.5;
/** Throughout: wide music is pulled apart as far as the second, seldom as far as the first. */
const SURELY_INVERTED_CORRELATION = -0.8;
const MAYBE_INVERTED_CORRELATION = -0.6;
/** A song whose other looks are opposed this much (median share) is wide by nature: a stretch of it proves little. */
const WIDE_SHARE = 0.35;
/** Lows that hold this share of the power speak: above this they stand in the middle, below its negative they oppose. */
const BASS_SHARE = 1e-3;
const BASS_TOGETHER = 0.2;
const LEAST_S = 0.25;
/** Shorter, and a dying tail or one odd note may be all there is. */
const LEAST_SURE_S = 0.5;
/** Opposed for this share of the sounding time is a property of the song. */
const WHOLE_SHARE = 0.7;
const CERTAIN_SHARE = 0.9;
/** Balance of a look (60 dB): with one channel all but silent there is no picture. */
const LEAST_BALANCE = 1e-6;
const MOST_FINDINGS = 50;

interface Opposed extends Span {
  readonly correlation: number;
  /** Index of the look. */
  readonly look: number;
  /** The single sources say so too. */
  readonly certain: boolean;
}

class PolarityDetector implements Detector {
  private readonly panorama: Panorama;

  constructor(hearing: Hearing) {
    this.panorama = hearing.stream(panorama);
  }

  push(): void {}

  result(): Finding[] {
    const shares = this.shares();
    const opposed = this.opposed(shares);
    if (opposed.length === 0 || lateness(this.panorama)?.sure === true) return [];
    const sounding = shares.filter((share) => share >= 0);
    if (opposed.length > WHOLE_SHARE * sounding.length) return [this.throughout(opposed, median(sounding))];
    const others = shares.slice();
    for (const { look } of opposed) others[look] = -1;
    return this.stretches(opposed, median(others.filter((share) => share >= 0)) < WIDE_SHARE);
  }

  /** Of every look, the share of single-source amplitude that moves against itself around it; -1 without sound. */
  private shares(): Float64Array {
    const { together, against } = this.panorama;
    const reach = this.reach();
    const shares = new Float64Array(together.length);
    const plus = slidingSums(together.values(), reach);
    const minus = slidingSums(against.values(), reach);
    for (let i = 0; i < shares.length; i++) {
      const all = plus[i]! + minus[i]!;
      shares[i] = all > 0 ? minus[i]! / all : -1;
    }
    return shares;
  }

  private opposed(shares: Float64Array): Opposed[] {
    const { left, right, cross, stepFrames } = this.panorama;
    const reach = this.reach();
    const lefts = slidingSums(left.values(), reach);
    const rights = slidingSums(right.values(), reach);
    const crosses = slidingSums(cross.values(), reach);
    const looks: Opposed[] = [];
    for (let i = 0; i < shares.length; i++) {
      const l = lefts[i]!;
      const r = rights[i]!;
      if (!(l > LEAST_BALANCE * r && r > LEAST_BALANCE * l)) continue;
      const correlation = Math.max(-1, crosses[i]! / Math.sqrt(l * r));
      const certain = shares[i]! >= OPPOSED_SHARE && correlation < OPPOSED_CORRELATION;
      if (certain || correlation < INVERTED_CORRELATION)
        looks.push({ start: i * stepFrames, end: (i + 1) * stepFrames, look: i, correlation, certain });
    }
    return looks;
  }

  /** `contrast`: the rest of the song is not opposed. */
  private stretches(opposed: readonly Opposed[], contrast: boolean): Finding[] {
    const { rate, stepFrames, frames } = this.panorama;
    return clusterSpans(opposed, 2 * stepFrames)
      .filter((cluster) => cluster.end - cluster.start >= LEAST_S * rate)
      .slice(0, MOST_FINDINGS)
      .map(({ start, end, members }) => {
        const bass = this.bassCorrelation(members);
        const plain = bass === null ? meanCorrelation(members) < INVERTED_CORRELATION : bass < -BASS_TOGETHER;
        const single = members.filter((look) => look.certain).length;
        const long = Math.min(end, frames) - start >= LEAST_SURE_S * rate;
        const sure = contrast && plain && long && 2 * single > members.length;
        return this.finding(sure ? 'warning' : 'note', sure ? 0.85 : 0.4, start, end, members);
      });
  }

  private throughout(opposed: readonly Opposed[], share: number): Finding {
    const first = opposed[0]!.start;
    const last = opposed.at(-1)!.end;
    const correlation = meanCorrelation(opposed);
    const wide = correlation > MAYBE_INVERTED_CORRELATION;
    if (wide || (this.bassCorrelation(opposed) ?? -1) > BASS_TOGETHER)
      return this.finding('note', 0.4, first, last, opposed);
    const certain = share > CERTAIN_SHARE && correlation < SURELY_INVERTED_CORRELATION;
    return this.finding(certain ? 'error' : 'warning', certain ? 0.95 : 0.6, first, last, opposed);
  }

  /**
   * 2·Σlr / Σ(l² + r²) of the lows; null where there are hardly any. A widener turned too far leaves the bass in the
   * middle alone; an inverted channel does not.
   */
  private bassCorrelation(members: readonly Opposed[]): number | null {
    const { left, right, lows, lowCross } = this.panorama;
    let [all, low, cross] = [0, 0, 0];
    for (const { look } of members) {
      all += left.values()[look]! + right.values()[look]!;
      low += lows.values()[look]!;
      cross += lowCross.values()[look]!;
    }
    return low > BASS_SHARE * all ? (2 * cross) / low : null;
  }

  private finding(
    severity: Severity,
    confidence: number,
    start: number,
    end: number,
    members: readonly Opposed[],
  ): Finding {
    const { rate, frames } = this.panorama;
    return {
      code: 'polarity',
      severity,
      confidence,
      channel: 'both',
      startS: start / rate,
      endS: Math.min(end, frames) / rate,
      value: meanCorrelation(members),
      unit: 'correlation',
    };
  }

  private reach(): number {
    const { rate, stepFrames } = this.panorama;
    return Math.max(1, Math.round((WINDOW_S * rate) / stepFrames / 2));
  }
}

function meanCorrelation(members: readonly Opposed[]): number {
  return members.reduce((sum, look) => sum + look.correlation, 0) / members.length;
}

function median(values: Float64Array): number {
  return values.length === 0 ? 0 : values.toSorted()[values.length >> 1]!;
}

/** Sums over `reach` values to either side and the one between. */
function slidingSums(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const end = Math.min(values.length, i + reach + 1);
    let sum = 0;
    for (let j = Math.max(0, i - reach); j < end; j++) sum += values[j]!;
    sums[i] = sum;
  }
  return sums;
}

/** One channel upside down against the other, throughout or for a stretch. */
export const POLARITY: DetectorKind = {
  id: 'polarity',
  codes: ['polarity'],
  create: (hearing) => new PolarityDetector(hearing),
};
