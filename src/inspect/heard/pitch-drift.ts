// Pitch drift: by how much everything that sounds has moved in pitch since an earlier look, noise and chords included.
import { exp, log } from '../../dsp/math.ts';
import type { Spectra, SpectraFrame } from './spectra.ts';

const LOWEST_HZ = 450;
const HIGHEST_HZ = 9000;
/** Steps of the pitch scale: a seventeenth of a semitone. */
const STEP = 1 / 200;
const LN_2 = 0.6931471805599453;
/** An eighth of an octave on either side is what a place is compared with. */
const AROUND = 25;
/** Looks further apart than the last few are not remembered. */
const REMEMBERED = 5;
const EMPTY = 1e-18;

/** Listens to `spectra`: one look after the other, then asks how far the last lies from one before. */
export class PitchDrift {
  /** ln(frequency) that the last look lies above the other. */
  drift = 0;
  /** 0 … 1: how alike the two are. */
  likeness = 0;
  private readonly bins: Int32Array;
  private readonly parts: Float64Array;
  private readonly raised: Float64Array;
  private readonly sums: Float64Array;
  private readonly rows: Float64Array[];
  private readonly energies: Float64Array;
  private readonly mixed: Float64Array;
  /** Places of the row at hand where anything stands out, and how far. */
  private readonly places: Int32Array;
  private readonly heights: Float64Array;
  private readonly matches = new Float64Array(64);
  private looks = 0;

  constructor(spectra: Spectra) {
    const top = Math.min(HIGHEST_HZ, 0.42 * spectra.binHz * spectra.size);
    const places = Math.max(0, Math.floor(log(top / LOWEST_HZ) / (LN_2 * STEP)));
    const at = Float64Array.from(
      { length: places },
      (_, i) => (LOWEST_HZ * exp(i * STEP * LN_2)) / spectra.binHz,
    );
    this.bins = Int32Array.from(at, Math.floor);
    this.parts = at.map((bin) => bin - Math.floor(bin));
    this.places = new Int32Array(places);
    this.heights = new Float64Array(places);
    this.raised = new Float64Array(places);
    this.sums = new Float64Array(places + 1);
    this.rows = Array.from({ length: REMEMBERED }, () => new Float64Array(places));
    this.energies = new Float64Array(REMEMBERED);
    this.mixed = new Float64Array(spectra.size / 2 + 2);
  }

  /** Looks before this are forgotten. */
  forget(): void {
    this.looks = 0;
  }

  look(frame: SpectraFrame): void {
    const row = this.rows[this.looks % REMEMBERED]!;
    this.energies[this.looks % REMEMBERED] = this.relief(frame, row);
    this.looks++;
  }

  /** Sets `drift` and `likeness` of the last look against the one `lag` before, up to `reach` steps either way. */
  compare(lag: number, reach: number): void {
    this.drift = 0;
    this.likeness = 0;
    if (this.looks <= lag) return;
    const own = (this.looks - 1) % REMEMBERED;
    const other = (this.looks - 1 - lag) % REMEMBERED;
    const energy = Math.sqrt(this.energies[own]! * this.energies[other]!);
    if (energy <= 0) return;
    const best = this.bestMatch(this.rows[other]!, this.rows[own]!, reach);
    this.likeness = this.matches[best]! / energy;
    this.drift = (best + this.topBetween(best, reach) - reach) * STEP * LN_2;
  }

  private bestMatch(from: Float64Array, to: Float64Array, reach: number): number {
    const { matches } = this;
    const count = this.listHeard(from, reach);
    for (let d = -reach; d <= reach; d += 3) this.matchThree(to, count, reach, d);
    let best = 0;
    for (let i = 1; i <= 2 * reach; i++) if (matches[i]! > matches[best]!) best = i;
    return best;
  }

  /** Lists the places of `from` where anything stands out: hardly half of them. Gives how many. */
  private listHeard(from: Float64Array, reach: number): number {
    const { places, heights } = this;
    let count = 0;
    for (let i = reach; i < from.length - reach; i++) {
      if (from[i]! <= 0) continue;
      places[count] = i;
      heights[count++] = from[i]!;
    }
    return count;
  }

  /** The match of what is listed at `d` steps and the next two, up to `reach`: at once, so that no addition waits for another. */
  private matchThree(to: Float64Array, count: number, reach: number, d: number): void {
    const { matches, places, heights } = this;
    const second = Math.min(d + 1, reach);
    const third = Math.min(d + 2, reach);
    let a = 0;
    let b = 0;
    let c = 0;
    for (let n = 0; n < count; n++) {
      const i = places[n]!;
      const here = heights[n]!;
      a += here * to[i + d]!;
      b += here * to[i + second]!;
      c += here * to[i + third]!;
    }
    matches[d + reach] = a;
    matches[second + reach] = b;
    matches[third + reach] = c;
  }

  /** The top of the parabola through the best and its neighbours. */
  private topBetween(best: number, reach: number): number {
    if (best === 0 || best === 2 * reach) return 0;
    const [a, b, c] = [this.matches[best - 1]!, this.matches[best]!, this.matches[best + 1]!];
    const bend = a - 2 * b + c;
    return bend < 0 ? (a - c) / (2 * bend) : 0;
  }

  /** What stands out of its surroundings, on the scale of the fourth root of amplitude: near to that of loudness. */
  private relief({ power }: SpectraFrame, row: Float64Array): number {
    const { bins, parts, raised, sums, mixed } = this;
    const places = row.length;
    const last = (bins[places - 1] ?? 0) + 1;
    const first = bins[0] ?? 0;
    mixed.fill(EMPTY);
    for (let c = 0; c < power.length; c++) {
      const one = power[c]!;
      for (let k = first; k <= last; k++) mixed[k]! += one[k]!;
    }
    for (let k = first; k <= last; k++) mixed[k] = Math.sqrt(Math.sqrt(Math.sqrt(mixed[k]!)));
    let sum = 0;
    for (let i = 0; i < places; i++) {
      const bin = bins[i]!;
      const low = mixed[bin]!;
      const value = low + parts[i]! * (mixed[bin + 1]! - low);
      raised[i] = value;
      sum += value;
      sums[i + 1] = sum;
    }
    let energy = 0;
    for (let i = 0; i < places; i++) {
      const from = i > AROUND ? i - AROUND : 0;
      const to = i + AROUND < places ? i + AROUND + 1 : places;
      const here = raised[i]! * (to - from);
      const around = sums[to]! - sums[from]!;
      const value = here > around ? here / around - 1 : 0;
      row[i] = value;
      energy += value * value;
    }
    return energy;
  }
}
