// Swapped channels: a stretch of the song whose picture is the mirror of the rest, as after an edit with cables crossed.
import { History } from '../../measure/history.ts';
import type { Detector, DetectorKind, Finding } from '../finding.ts';
import type { Hearing } from '../hearing.ts';
import { longSpectra, type Spectra, type SpectraFrame } from '../heard/spectra.ts';

/** Octaves in which instruments are told by their place. */
const EDGES_HZ = [125, 250, 500, 1000, 2000, 4000, 8000];
const BANDS = EDGES_HZ.length - 1;
/** -70 dBFS. */
const LEAST_POWER = 1e-7;
/** Either part must last this long. */
const LEAST_S = 4;
/** Likeness (cosine) of the picture of one part to the mirrored picture of the other. */
const MIRRORED = 0.8;
/** Strength of a picture: root mean square of (L² - R²)/(L² + R²) over the bands; 0.08 is 0.7 dB. */
const LEAST_STRENGTH = 0.08;
/** Looks that agree with the picture of their own part. */
const LEAST_AGREEING = 0.75;
/** A picture of one sign is a balance, not a stage: some band must lean this far the other way. */
const LEAST_OPPOSITE = 0.04;
const MOST_LOOKS = 8192;

class SwappedChannelsDetector implements Detector {
  private readonly spectra: Spectra;
  private readonly rate: number;
  private readonly bins: readonly number[];
  /** Look after look, the lean of every band, -1…1; 0 without sound. */
  private readonly leans = new History();
  private readonly pair: boolean;
  private frames = 0;

  constructor(hearing: Hearing) {
    this.spectra = hearing.stream(longSpectra);
    this.rate = hearing.format.sampleRateHz;
    this.pair = hearing.format.channels === 2;
    const { size, binHz } = this.spectra;
    this.bins = EDGES_HZ.map((hz) => Math.min(size / 2, Math.round(hz / binHz)));
    if (this.pair) this.spectra.listen((frame) => this.look(frame));
  }

  push(): void {}

  private look({ power, start, frames }: SpectraFrame): void {
    this.frames = start + frames;
    const [left, right] = power as [Float64Array, Float64Array];
    for (let b = 0; b < BANDS; b++) {
      let [l, r] = [0, 0];
      for (let k = this.bins[b]!; k < this.bins[b + 1]!; k++) {
        l += left[k]!;
        r += right[k]!;
      }
      this.leans.push(l + r > LEAST_POWER ? (l - r) / (l + r) : 0);
    }
  }

  /** The cut that parts the song best into a picture and its mirror. */
  result(): Finding[] {
    const looks = this.leans.length / BANDS;
    const least = Math.ceil((LEAST_S * this.rate) / this.spectra.hopFrames);
    if (!this.pair || looks < 2 * least || looks > MOST_LOOKS) return [];
    const sums = this.runningSums();
    let best = { likeness: MIRRORED, cut: -1 };
    for (let cut = least; cut <= looks - least; cut++) {
      const likeness = -cosine(difference(sums, 0, cut), difference(sums, cut, looks));
      if (likeness > best.likeness) best = { likeness, cut };
    }
    if (best.cut < 0 || !this.holds(sums, best.cut, looks)) return [];
    return [this.finding(best.cut, looks, best.likeness)];
  }

  private finding(cut: number, looks: number, likeness: number): Finding {
    const { hopFrames } = this.spectra;
    const second = looks - cut < cut;
    const at = ((cut + 0.5) * hopFrames) / this.rate;
    return {
      code: 'swapped-channels',
      severity: 'note',
      confidence: 0.4,
      channel: 'both',
      startS: second ? at : 0,
      endS: second ? this.frames / this.rate : at,
      value: Math.round(100 * likeness) / 100,
      unit: 'likeness',
    };
  }

  private holds(sums: readonly Float64Array[], cut: number, looks: number): boolean {
    return [
      [0, cut],
      [cut, looks],
    ].every(([from, to]) => {
      const picture = difference(sums, from!, to!).map((sum) => sum / (to! - from!));
      const strength = Math.sqrt(picture.reduce((sum, lean) => sum + lean * lean, 0) / BANDS);
      const stage = Math.max(...picture) > LEAST_OPPOSITE && Math.min(...picture) < -LEAST_OPPOSITE;
      return strength > LEAST_STRENGTH && stage && this.agreeing(picture, from!, to!) >= LEAST_AGREEING;
    });
  }

  /** Share of the looks whose own picture is like `picture`. */
  private agreeing(picture: Float64Array, from: number, to: number): number {
    const leans = this.leans.values();
    let agree = 0;
    let sounding = 0;
    for (let look = from; look < to; look++) {
      const own = leans.subarray(look * BANDS, (look + 1) * BANDS);
      if (own.every((lean) => lean === 0)) continue;
      sounding++;
      if (cosine(own, picture) > 0) agree++;
    }
    return sounding > 0 ? agree / sounding : 0;
  }

  private runningSums(): Float64Array[] {
    const leans = this.leans.values();
    const sums = [new Float64Array(BANDS)];
    for (let at = 0; at < leans.length; at += BANDS) {
      const before = sums.at(-1)!;
      sums.push(before.map((sum, b) => sum + leans[at + b]!));
    }
    return sums;
  }
}

function difference(sums: readonly Float64Array[], from: number, to: number): Float64Array {
  return sums[to]!.map((sum, b) => sum - sums[from]![b]!);
}

function cosine(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

/** Left and right exchanged for a part of the song; throughout, nobody can tell without knowing the stage. */
export const SWAPPED_CHANNELS: DetectorKind = {
  id: 'swapped-channels',
  codes: ['swapped-channels'],
  create: (hearing) => new SwappedChannelsDetector(hearing),
};
