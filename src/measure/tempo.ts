// Tempo: beats a minute, from how well the song's onsets agree with themselves a beat, two, and more later.
import { createRealFft } from '../dsp/fft.ts';
import { exp, log2 } from '../dsp/math.ts';
import type { TempoResult } from './measurements.ts';
import { ONSETS_PER_SECOND, type OnsetListener } from './onsets.ts';
import { rounded } from './rounded.ts';

const SLOWEST_BPM = 50;
const FASTEST_BPM = 210;
/** Where listeners like to tap (Moelants 2002: 120 to 130), and how far they stray, in octaves. */
const LIKED_BPM = 120;
/** Faster, the other tempo is the half; slower, the double. */
const HALVED_FROM_BPM = 100;
const LIKED_OCTAVES = 0.8;
/** A beat repeats: it is looked for one to four beats later, the nearer counting more. */
const BEAT_WEIGHTS = [1, 0.8, 0.6, 0.6];
/** The farther the repetition, the finer the tempo. */
const FINE_BEATS = [2, 4, 8];
const LONGEST_LAG = Math.ceil((8.5 * 60 * ONSETS_PER_SECOND) / SLOWEST_BPM);
/** The onsets are compared piece by piece, each with itself and what lies up to MOST_LAGS before it. */
const PIECE = 4096;
const MOST_LAGS = 1024;
/** Ten beats at a slow tempo: in less there is none to be told. */
const SHORTEST_S = 8;
/** Share of the onsets' energy that must come again a beat later. */
const LEAST_AGREEMENT = 0.1;
const SURE_AGREEMENT = 0.45;

/** Null for sound without a steady beat, and for less than 8 s. */
export function readTempo(onsets: OnsetListener): TempoResult | null {
  const strengths = onsets.strengths();
  if (strengths.length < SHORTEST_S * ONSETS_PER_SECOND) return null;
  const agreement = selfAgreement(strengths);
  if (agreement === null) return null;
  const beat = fineLag(agreement, bestLag(agreement));
  const confidence = beatAgreement(agreement, beat);
  if (confidence < LEAST_AGREEMENT) return null;
  const bpm = (60 * ONSETS_PER_SECOND) / beat;
  return {
    bpm: rounded(bpm, 1),
    confidence: rounded(Math.min(1, confidence / SURE_AGREEMENT), 2),
    otherBpm: rounded(bpm > HALVED_FROM_BPM ? bpm / 2 : bpm * 2, 1),
  };
}

/** Autocorrelation over that of lag 0, around the mean: 1 where all comes again, 0 where nothing more than by chance. */
function selfAgreement(strengths: Float64Array): Float64Array | null {
  const count = strengths.length;
  const mean = strengths.reduce((sum, value) => sum + value, 0) / count;
  const x = strengths.map((value) => value - mean);
  let energy = 0;
  for (const value of x) energy += value * value;
  if (!(energy > 0)) return null;
  const products = laggedProducts(x);
  return Float64Array.from(
    { length: Math.min(LONGEST_LAG, count >> 1) },
    (_, lag) => (products[MOST_LAGS - lag]! * count) / (energy * (count - lag)),
  );
}

/** Σ x[i] x[i - lag], at MOST_LAGS - lag. */
function laggedProducts(x: Float64Array): Float64Array {
  const fft = createRealFft(PIECE);
  const rows = Array.from({ length: 6 }, () => new Float64Array(PIECE / 2 + 1));
  const [re, im, ownRe, ownIm, sumRe, sumIm] = rows as [Row, Row, Row, Row, Row, Row];
  const fresh = PIECE - MOST_LAGS;
  const piece = new Float64Array(PIECE);
  for (let start = 0; start < x.length; start += fresh) {
    const end = Math.min(x.length, start + fresh);
    piece.fill(0);
    piece.set(x.subarray(start, end));
    fft.forward(piece, ownRe, ownIm);
    const before = Math.min(start, MOST_LAGS);
    piece.fill(0);
    piece.set(x.subarray(start - before, end), MOST_LAGS - before);
    fft.forward(piece, re, im);
    for (let k = 0; k < re.length; k++) {
      sumRe[k]! += ownRe[k]! * re[k]! + ownIm[k]! * im[k]!;
      sumIm[k]! += ownRe[k]! * im[k]! - ownIm[k]! * re[k]!;
    }
  }
  fft.inverse(sumRe, sumIm, piece);
  return piece;
}

type Row = Float64Array;

/** Straight between two lags; 0 beyond the last. */
function at(agreement: Float64Array, lag: number): number {
  const below = Math.floor(lag);
  if (below + 1 >= agreement.length) return 0;
  const low = agreement[below]!;
  return low + (lag - below) * (agreement[below + 1]! - low);
}

function bestLag(agreement: Float64Array): number {
  let best = 0;
  let most = -Infinity;
  const slowest = (60 * ONSETS_PER_SECOND) / SLOWEST_BPM;
  for (let lag = (60 * ONSETS_PER_SECOND) / FASTEST_BPM; lag <= slowest; lag += 0.25) {
    const octaves = log2((60 * ONSETS_PER_SECOND) / lag / LIKED_BPM) / LIKED_OCTAVES;
    let score = 0;
    BEAT_WEIGHTS.forEach((weight, i) => {
      score += weight * at(agreement, (i + 1) * lag);
    });
    score *= exp(-0.5 * octaves * octaves);
    if (score > most) [best, most] = [lag, score];
  }
  return best;
}

/** The summit nearest to 2, 4 and 8 beats, each sought around what the one before told. */
function fineLag(agreement: Float64Array, rough: number): number {
  let beat = rough;
  for (const beats of FINE_BEATS) {
    const summit = summitNear(agreement, beats * beat, Math.max(2, 0.02 * beats * beat));
    if (summit !== null) beat = summit / beats;
  }
  return beat;
}

/** The highest point within `reach` of `lag`, between the lags by a parabola; null where it is no summit. */
function summitNear(agreement: Float64Array, lag: number, reach: number): number | null {
  let top = -1;
  const end = Math.min(agreement.length - 2, Math.floor(lag + reach));
  for (let i = Math.max(1, Math.ceil(lag - reach)); i <= end; i++) {
    if (top < 0 || agreement[i]! > agreement[top]!) top = i;
  }
  if (top < 0) return null;
  const [before, here, after] = [agreement[top - 1]!, agreement[top]!, agreement[top + 1]!];
  if (!(here > 0) || here < before || here < after) return null;
  const bend = before - 2 * here + after;
  return bend === 0 ? top : top + (0.5 * (before - after)) / bend;
}

/** Around the mean of one to four beats later. */
function beatAgreement(agreement: Float64Array, beat: number): number {
  let sum = 0;
  BEAT_WEIGHTS.forEach((_, i) => {
    const lag = (i + 1) * beat;
    sum += Math.max(at(agreement, lag - 1), at(agreement, lag), at(agreement, lag + 1));
  });
  return sum / BEAT_WEIGHTS.length;
}
