// Surprise scale: how large prediction errors usually are, moment by moment, whatever stands out of them.

/**
 * Not the median: what is struck or plucked has a few large errors among many small ones, and they are the music's own.
 * Impulses may fill a twentieth of a hop.
 */
const QUANTILE = 0.95;
/** That quantile of |normal error| over its RMS. */
const NORMAL_QUANTILE = 1.96;
/** No moment counts as quieter than this share of the middle one: a rest in the music is not the rule. */
const LEAST_SHARE = 0.05;
const SILENT = 1e-10;

/** RMS that the errors would have without the impulses, by a quantile of their sizes in hops. */
export class SurpriseScale {
  private readonly hop: number;
  private readonly sizes: Float64Array;
  private readonly own: Float64Array;
  private readonly usual: Float64Array;
  private hops = 0;

  constructor(window: number, hop: number) {
    this.hop = hop;
    const hops = Math.ceil(window / hop) + 1;
    this.sizes = new Float64Array(Math.max(hop, hops));
    this.own = new Float64Array(hops);
    this.usual = new Float64Array(hops);
  }

  at(n: number): number {
    return this.usual[Math.min(this.hops - 1, Math.floor(n / this.hop))]!;
  }

  /** Measures `error[start … end-1]`; what lies from `holeFrom` to `holeTo` is judged by its neighbours. */
  measure(error: Float64Array, start: number, end: number, holeFrom: number, holeTo: number): void {
    const { hop, own, usual } = this;
    this.hops = Math.ceil(end / hop);
    for (let h = 0; h < this.hops; h++) {
      own[h] = this.usualIn(error, Math.max(start, h * hop), Math.min(end, (h + 1) * hop), holeFrom, holeTo);
    }
    this.fillUnknown();
    for (let h = 0; h < this.hops; h++) {
      // The middle one of three: a hop that is all damage, or an onset's first, does not decide.
      usual[h] = middle(own[Math.max(0, h - 1)]!, own[h]!, own[Math.min(this.hops - 1, h + 1)]!);
    }
    for (let h = 0; h < this.hops; h++) this.sizes[h] = usual[h]!;
    const least = Math.max(SILENT, LEAST_SHARE * select(this.sizes, this.hops, this.hops >> 1));
    for (let h = 0; h < this.hops; h++) usual[h] = Math.max(least, usual[h]!);
  }

  /** -1 where most of the hop is unknown. */
  private usualIn(error: Float64Array, from: number, to: number, holeFrom: number, holeTo: number): number {
    let count = 0;
    for (let n = from; n < to; n++) {
      if (n < holeFrom || n >= holeTo) this.sizes[count++] = Math.abs(error[n]!);
    }
    return 2 * count < this.hop
      ? -1
      : select(this.sizes, count, Math.floor(QUANTILE * count)) / NORMAL_QUANTILE;
  }

  /** The larger of the nearest known ones on both sides. */
  private fillUnknown(): void {
    const { own, usual, hops } = this;
    let last = -1;
    for (let h = 0; h < hops; h++) {
      if (own[h]! >= 0) last = own[h]!;
      usual[h] = last;
    }
    last = -1;
    for (let h = hops - 1; h >= 0; h--) {
      if (own[h]! >= 0) last = own[h]!;
      else own[h] = Math.max(0, last, usual[h]!);
    }
  }
}

function middle(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}

/** The k-th smallest of the first `count`, which it puts out of order (Hoare's selection). */
export function select(values: Float64Array, count: number, k: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const pivot = values[k]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (pivot < values[j]!) j--;
      if (i > j) break;
      const swapped = values[i]!;
      values[i++] = values[j]!;
      values[j--] = swapped;
    }
    if (j < k) low = i;
    if (k < i) high = j;
  }
  return count > 0 ? values[k]! : 0;
}
