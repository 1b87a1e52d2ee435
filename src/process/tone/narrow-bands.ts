// Narrow bands: a spectrum's bins gathered in fractions of an octave, and which of them are each one's neighbours.
import { log2, pow } from '../../dsp/math.ts';

/** A band is compared with its neighbours up to an octave away. */
const NEIGHBOURS_OCTAVES = 1;
/** What belongs to a peak itself: half an octave's fraction more than the band, and the lobe of the window. */
const OWN_BANDS = 1.5;
const LOBE_BINS = 2;
/** Narrower bands do not hold the lobe of a tone: what one of them needs its neighbours get too. */
const LOBE_WIDTH_BINS = 4;

export interface NarrowBands {
  readonly count: number;
  /** First bin of each band; one more at the end. */
  readonly edges: Int32Array;
  /** Middle in bins. */
  readonly centres: Float64Array;
  /** Neighbours of a band: bands from … ownFrom - 1 and ownTo … to - 1. */
  readonly from: Int32Array;
  readonly ownFrom: Int32Array;
  readonly ownTo: Int32Array;
  readonly to: Int32Array;
  /** How many bands to either side share a tone's lobe. */
  readonly lobe: Int32Array;
  /** Bands that may be touched: first … end - 1. */
  readonly first: number;
  readonly end: number;
}

/** Of a spectrum whose bins are `binHz` apart, `bins` in all; touched from `lowHz` to `highHz`. */
export function narrowBands(
  bandsPerOctave: number,
  lowHz: number,
  highHz: number,
  binHz: number,
  bins: number,
): NarrowBands {
  const reach = pow(2, NEIGHBOURS_OCTAVES);
  const edges = edgesOf(
    Math.max(1.5, lowHz / reach / binHz),
    Math.min(0.95 * (bins - 1), (highHz * reach) / binHz),
    pow(2, 1 / bandsPerOctave),
  );
  const count = Math.max(0, edges.length - 1);
  const centres = Float64Array.from({ length: count }, (_, b) => 0.5 * (edges[b]! + edges[b + 1]! - 1));
  const octaves = centres.map((bin) => log2(bin));
  const own = OWN_BANDS / bandsPerOctave;
  const isOwn = (b: number, i: number): boolean =>
    Math.abs(octaves[i]! - octaves[b]!) <= own || Math.abs(centres[i]! - centres[b]!) <= LOBE_BINS + 0.5;
  const isNear = (b: number, i: number): boolean => Math.abs(octaves[i]! - octaves[b]!) <= NEIGHBOURS_OCTAVES;
  const ends = (within: (b: number, i: number) => boolean): [Int32Array, Int32Array] => {
    const from = new Int32Array(count);
    const to = new Int32Array(count);
    for (let b = 0; b < count; b++) {
      from[b] = to[b] = b;
      while (from[b]! > 0 && within(b, from[b]! - 1)) from[b] = from[b]! - 1;
      while (to[b]! < count && within(b, to[b]!)) to[b] = to[b]! + 1;
    }
    return [from, to];
  };
  const [ownFrom, ownTo] = ends(isOwn);
  const [from, to] = ends((b, i) => isOwn(b, i) || isNear(b, i));
  const lobe = new Int32Array(count);
  for (let b = 0; b < count; b++) {
    const width = edges[b + 1]! - edges[b]!;
    lobe[b] = width < LOBE_WIDTH_BINS ? Math.ceil(LOBE_BINS / width) : 0;
  }
  const inside = centres.map((bin) => (bin * binHz >= lowHz && bin * binHz <= highHz ? 1 : 0));
  const first = Math.max(0, inside.indexOf(1));
  const end = inside.lastIndexOf(1) + 1;
  return { count, edges: Int32Array.from(edges), centres, from, ownFrom, ownTo, to, lobe, first, end };
}

/** Each `ratio` above the one before, and at least a bin. */
function edgesOf(low: number, high: number, ratio: number): number[] {
  const edges: number[] = [];
  for (let at = low; at <= high; at = Math.max(at * ratio, Math.round(at) + 1)) edges.push(Math.round(at));
  return edges;
}
