// Hybrid bank: MP3's analysis: 32 bands of a polyphase filter, each cut by an MDCT into 18 lines.
import { cos, sin } from './math.ts';

const BANDS = 32;
const LINES = 18;
const TAPS = 512;
/** Subband samples that one long frame of lines is taken from. */
const FRAME = 2 * LINES;

/** First half of the synthesis window of ISO 11172-3, table B.3, times 2¹⁶, without the signs that alternate every 64. */
const HALF_WINDOW = [
  0, -1, -1, -1, -1, -1, -1, -2, -2, -2, -2, -3, -3, -4, -4, -5, -5, -6, -7, -7, -8, -9, -10, -11, -13, -14,
  -16, -17, -19, -21, -24, -26, -29, -31, -35, -38, -41, -45, -49, -53, -58, -63, -68, -73, -79, -85, -91,
  -97, -104, -111, -117, -125, -132, -139, -147, -154, -161, -169, -176, -183, -190, -196, -202, -208, -213,
  -218, -222, -225, -227, -228, -228, -227, -224, -221, -215, -208, -200, -189, -177, -163, -146, -127, -106,
  -83, -57, -29, 2, 36, 72, 111, 153, 197, 244, 294, 347, 401, 459, 519, 581, 645, 711, 779, 848, 919, 991,
  1064, 1137, 1210, 1283, 1356, 1428, 1498, 1567, 1634, 1698, 1759, 1817, 1870, 1919, 1962, 2001, 2032, 2057,
  2075, 2085, 2087, 2080, 2063, 2037, 2000, 1952, 1893, 1822, 1739, 1644, 1535, 1414, 1280, 1131, 970, 794,
  605, 402, 185, -45, -288, -545, -814, -1095, -1388, -1692, -2006, -2330, -2663, -3004, -3351, -3705, -4063,
  -4425, -4788, -5153, -5517, -5879, -6237, -6589, -6935, -7271, -7597, -7910, -8209, -8491, -8755, -8998,
  -9219, -9416, -9585, -9727, -9838, -9916, -9959, -9966, -9935, -9863, -9750, -9592, -9389, -9139, -8840,
  -8492, -8092, -7640, -7134, -6574, -5959, -5288, -4561, -3776, -2935, -2037, -1082, -70, 998, 2122, 3300,
  4533, 5818, 7154, 8540, 9975, 11455, 12980, 14548, 16155, 17799, 19478, 21189, 22929, 24694, 26482, 28289,
  30112, 31947, 33791, 35640, 37489, 39336, 41176, 43006, 44821, 46617, 48390, 50137, 51853, 53534, 55178,
  56778, 58333, 59838, 61289, 62684, 64019, 65290, 66494, 67629, 68692, 69679, 70590, 71420, 72169, 72835,
  73415, 73908, 74313, 74630, 74856, 74992, 75038,
];

/** Butterflies against the aliases of neighbouring bands (ISO 11172-3, table B.9). */
const ALIAS = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037];

/** Samples that the lines at an offset are taken from. */
export const HYBRID_FRAMES = TAPS + BANDS * (FRAME - 1);
export const HYBRID_LINES = LINES;

/** The lines of bands `from` to `to` (exclusive) at every offset of a stretch of sound, long frames only. */
export class HybridBank {
  readonly from: number;
  readonly to: number;
  private readonly prototype = prototype();
  /** cos((2k + 1)iπ/64), i = 0 … 31, 32 to a band. */
  private readonly turns = Float64Array.from({ length: BANDS * BANDS }, (_, at) =>
    cos(((2 * Math.floor(at / BANDS) + 1) * (at % BANDS) * Math.PI) / 64),
  );
  /** The MDCT's window, and of the folded frame 18 weights to a line. */
  private readonly slope = Float64Array.from({ length: FRAME }, (_, n) => sin((Math.PI / FRAME) * (n + 0.5)));
  private readonly basis = lineBasis();
  private readonly cs = ALIAS.map((c) => 1 / Math.sqrt(1 + c * c));
  private readonly ca = ALIAS.map((c) => c / Math.sqrt(1 + c * c));
  private readonly folded = new Float64Array(64);
  private readonly halved = new Float64Array(BANDS);
  private readonly column = new Float64Array(FRAME);
  private readonly halfFrame = new Float64Array(LINES);
  /** Lines of the band below `from`, which leak into it. */
  private readonly edge = new Float64Array(LINES);
  /** Moment after moment of band 0, of band 1 … */
  private bands = new Float64Array(0);
  private moments = 0;

  /** 1 ≤ from < to ≤ 32. */
  constructor(from: number, to: number) {
    this.from = from;
    this.to = to;
  }

  /** Filters what `lines` will be asked for: offsets 0 to `offsets` - 1 from frame `at` of x; reads HYBRID_FRAMES - 1 + offsets frames. */
  prepare(x: Float64Array, at: number, offsets: number): void {
    this.moments = offsets + BANDS * (FRAME - 1);
    if (this.bands.length < this.moments * BANDS) this.bands = new Float64Array(this.moments * BANDS);
    for (let t = 0; t < this.moments; t++) this.filter(x, at + t + TAPS - 1, t);
  }

  /** out[18 · (band - from) + line] at `offset`. */
  lines(offset: number, out: Float64Array): void {
    const { from, to } = this;
    for (let band = from - 1; band < to; band++) this.transform(band, offset, LINES * (band - from), out);
    for (let band = from; band < to; band++) this.unalias(LINES * (band - from), out);
  }

  /** All bands at the moment t, whose newest frame is `newest`. */
  private filter(x: Float64Array, newest: number, t: number): void {
    const { prototype: h, folded, halved, turns, bands, moments } = this;
    for (let j = 0; j < 64; j++) {
      let sum = 0;
      for (let m = 0; m < TAPS; m += 128)
        sum += x[newest - m - j]! * h[m + j]! - x[newest - m - j - 64]! * h[m + j + 64]!;
      folded[j] = sum;
    }
    // The cosines at j - 16 = ±i are the same, and those at 64 - i their negatives.
    halved[0] = folded[16]!;
    for (let i = 1; i <= 16; i++) halved[i] = folded[16 + i]! + folded[16 - i]!;
    for (let i = 17; i < 32; i++) halved[i] = folded[16 + i]! - folded[80 - i]!;
    for (let band = this.from - 1; band < this.to; band++) {
      let sum = 0;
      for (let i = 0, k = BANDS * band; i < BANDS; i++, k++) sum += halved[i]! * turns[k]!;
      bands[band * moments + t] = sum;
    }
  }

  /** The lines of one band; those of the band below `from` go to `edge`. */
  private transform(band: number, offset: number, to: number, out: Float64Array): void {
    const { basis, halfFrame, edge } = this;
    this.fold(band, offset);
    for (let line = 0, k = 0; line < LINES; line++) {
      let sum = 0;
      for (let n = 0; n < LINES; n++, k++) sum += halfFrame[n]! * basis[k]!;
      if (to < 0) edge[line] = sum;
      else out[to + line] = sum;
    }
  }

  /** A band's frame under its window, folded as dsp/mdct does it; every other moment of odd bands is turned over. */
  private fold(band: number, offset: number): void {
    const { bands, slope, column, halfFrame, moments } = this;
    const start = band * moments + offset;
    const flip = band % 2 === 1 ? -1 : 1;
    for (let n = 0; n < FRAME; n += 2) {
      column[n] = slope[n]! * bands[start + BANDS * n]!;
      column[n + 1] = flip * slope[n + 1]! * bands[start + BANDS * n + BANDS]!;
    }
    const half = LINES / 2;
    for (let n = 0; n < half; n++) {
      halfFrame[n] = -column[3 * half - 1 - n]! - column[3 * half + n]!;
      halfFrame[half + n] = column[n]! - column[LINES - 1 - n]!;
    }
  }

  /** Undoes the leak between a band and the one below it. */
  private unalias(at: number, out: Float64Array): void {
    const below = at === 0 ? this.edge : out;
    const top = at === 0 ? LINES : at;
    for (let i = 0; i < ALIAS.length; i++) {
      const up = below[top - 1 - i]!;
      const down = out[at + i]!;
      below[top - 1 - i] = up * this.cs[i]! + down * this.ca[i]!;
      out[at + i] = down * this.cs[i]! - up * this.ca[i]!;
    }
  }
}

/** The low pass behind all bands: 512 taps, symmetric about the middle, unity gain through analysis and synthesis. */
function prototype(): Float64Array {
  const taps = new Float64Array(TAPS);
  HALF_WINDOW.forEach((value, n) => {
    taps[n] = value / 65536 / BANDS;
    if (n > 0) taps[TAPS - n] = taps[n]!;
  });
  return taps;
}

function lineBasis(): Float64Array {
  return Float64Array.from({ length: LINES * LINES }, (_, at) =>
    cos((Math.PI / LINES) * (Math.floor(at / LINES) + 0.5) * ((at % LINES) + 0.5)),
  );
}
