// Fine spectrum: how high notes, and what lies between them, stand in bands of half a semitone, where narrow peaks show.
import { dbFromPower } from '../dsp/decibel.ts';
import { log2, pow } from '../dsp/math.ts';
import type { BandFrame, BandPowerListener } from './band-power.ts';
import { CompactHistory } from './history.ts';
import type { FineSpectrumResult } from './fine-result.ts';
import { rounded } from './rounded.ts';

/** From well under the lowest resonance that is told (700 Hz) to well above the highest (9 kHz): both have neighbours. */
const FIRST_HZ = 400;
const LAST_HZ = 15500;
/** The narrowest resonance that is worth a filter, of Q 20, is 1.7 such bands wide. */
const BANDS_PER_OCTAVE = 24;
/** Bands above this share of the rate are cut by the converter's filter. */
const HIGHEST_SHARE = 0.45;
/** Half a semitone of less is silence: -150 dB. */
const FAINTEST_POWER = 1e-15;
/** A bin is averaged with its two neighbours before its inverse is, else single zeros of the noise would be all the floor. */
const SMOOTH = 3;

/** Hears every look of `bandPower`; make it before the first hop. */
export class FineSpectrumListener {
  private readonly bandPower: BandPowerListener;
  /** First bin of each band, and the one behind the last. */
  private readonly edges: Int32Array;
  /** Power of each bin of the look at hand, channels averaged. */
  private readonly bins: Float64Array;
  /** dB of each band, look after look: of its mean power, and of its harmonic mean. */
  private readonly notes = new CompactHistory();
  private readonly floor = new CompactHistory();

  constructor(bandPower: BandPowerListener, sampleRateHz: number) {
    const top = Math.min(LAST_HZ, HIGHEST_SHARE * sampleRateHz);
    const count = Math.max(0, Math.floor(BANDS_PER_OCTAVE * log2(top / FIRST_HZ)) + 1);
    const binHz = sampleRateHz / bandPower.frameLength;
    this.bandPower = bandPower;
    this.edges = Int32Array.from({ length: count + 1 }, (_, i) => Math.round(hzOf(i - 0.5) / binHz));
    this.bins = new Float64Array(this.edges.at(-1)! + 1);
    bandPower.listen((frame) => this.look(frame));
  }

  private look({ re, im, scale }: BandFrame): void {
    const { edges, bins } = this;
    bins.fill(0);
    for (let c = 0; c < re.length; c++) addPowers(re[c]!, im[c]!, scale / re.length, edges[0]! - 1, bins);
    for (let b = 0; b + 1 < edges.length; b++) this.addBand(edges[b]!, edges[b + 1]!);
  }

  private addBand(from: number, to: number): void {
    const { bins } = this;
    const least = FAINTEST_POWER / (to - from);
    let sum = 0;
    let inverse = 0;
    for (let k = from; k < to; k++) {
      sum += bins[k]!;
      inverse += 1 / (bins[k - 1]! + bins[k]! + bins[k + 1]! + SMOOTH * least);
    }
    const width = to - from;
    this.notes.push(dbFromPower(sum + FAINTEST_POWER));
    this.floor.push(dbFromPower((width * width) / (SMOOTH * inverse)));
  }

  /** `gate`: power of the looks that count, as in `readSpectrum`; null where none does. Call after the `finish` of `bandPower`. */
  result(gate: number): FineSpectrumResult | null {
    const count = this.edges.length - 1;
    const loud = this.bandPower.loudPowers.values();
    const looks = Array.from(loud.keys()).filter((look) => loud[look]! > 0 && loud[look]! >= gate);
    if (looks.length === 0 || count < 1) return null;
    return {
      firstHz: FIRST_HZ,
      bandsPerOctave: BANDS_PER_OCTAVE,
      notesDb: meanLevels(this.notes.values(), count, looks),
      floorDb: meanLevels(this.floor.values(), count, looks),
    };
  }
}

function hzOf(band: number): number {
  return FIRST_HZ * pow(2, band / BANDS_PER_OCTAVE);
}

function meanLevels(levels: Float32Array, count: number, looks: readonly number[]): number[] {
  const sums = new Float64Array(count);
  for (const look of looks) for (let b = 0; b < count; b++) sums[b]! += levels[look * count + b]!;
  return Array.from(sums, (sum) => rounded(sum / looks.length, 2));
}

/** scale · |X|² of the bins from `first` on, up to the last that `bins` has. */
function addPowers(
  re: Float64Array,
  im: Float64Array,
  scale: number,
  first: number,
  bins: Float64Array,
): void {
  const end = Math.min(bins.length, re.length);
  for (let k = first; k < end; k++) bins[k]! += scale * (re[k]! * re[k]! + im[k]! * im[k]!);
}
