// Curve: levels over frequency, compared and smoothed along a logarithmic axis.
import { exp, log2 } from './math.ts';

/** dB at ascending frequencies; plain JSON. Between the points it is straight over log frequency, outside it is held. */
export interface Curve {
  readonly hz: readonly number[];
  readonly db: readonly number[];
}

/** Frequencies `perOctave` to the octave, from `fromHz` up to and including the last not above `toHz`. */
export function logFrequencies(fromHz: number, toHz: number, perOctave: number): number[] {
  const steps = Math.floor(log2(toHz / fromHz) * perOctave + 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => fromHz * exp((i / perOctave) * Math.LN2));
}

/** The curve's level at `hz`. */
export function levelAt(curve: Curve, hz: number): number {
  const { hz: f, db } = curve;
  const last = f.length - 1;
  if (hz <= f[0]!) return db[0]!;
  if (hz >= f[last]!) return db[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (f[middle]! <= hz) low = middle;
    else high = middle;
  }
  const share = log2(hz / f[low]!) / log2(f[high]! / f[low]!);
  return db[low]! + share * (db[high]! - db[low]!);
}

/** The curve read at other frequencies. */
export function sampled(curve: Curve, hz: readonly number[]): Curve {
  return { hz, db: hz.map((f) => levelAt(curve, f)) };
}

/** a - b on the points of a. */
export function subtracted(a: Curve, b: Curve): Curve {
  return { hz: a.hz, db: a.hz.map((f, i) => a.db[i]! - levelAt(b, f)) };
}

/** The curve moved by `db` everywhere. */
export function shifted(curve: Curve, db: number): Curve {
  return { hz: curve.hz, db: curve.db.map((level) => level + db) };
}

/** The curve tilted by `dbPerOctave` about `pivotHz`. */
export function tilted(curve: Curve, dbPerOctave: number, pivotHz: number): Curve {
  return { hz: curve.hz, db: curve.hz.map((f, i) => curve.db[i]! + dbPerOctave * log2(f / pivotHz)) };
}

/** Gaussian smoothing over log frequency, of the dB values; `octaves` is the full width at half height. */
export function smoothed(curve: Curve, octaves: number): Curve {
  const x = curve.hz.map((f) => log2(f));
  const widths = spans(x);
  const k = (4 * Math.LN2) / (octaves * octaves);
  const db = x.map((centre) => {
    let sum = 0;
    let weight = 0;
    for (let i = 0; i < x.length; i++) {
      const d = x[i]! - centre;
      if (Math.abs(d) > 2 * octaves) continue;
      const w = widths[i]! * exp(-k * d * d);
      sum += w * curve.db[i]!;
      weight += w;
    }
    return sum / weight;
  });
  return { hz: curve.hz, db };
}

/** Mean level from `fromHz` to `toHz`, each octave weighing the same. */
export function meanDb(curve: Curve, fromHz: number, toHz: number): number {
  const part = within(curve, fromHz, toHz);
  const x = part.hz.map((f) => log2(f));
  const total = x[x.length - 1]! - x[0]!;
  if (total === 0) return part.db[0]!;
  return trapezium(x, part.db) / total;
}

/** Slope in dB an octave between `fromHz` and `toHz`: least squares, each octave weighing the same. */
export function slopeDbPerOctave(curve: Curve, fromHz: number, toHz: number): number {
  const part = within(curve, fromHz, toHz);
  const x = part.hz.map((f) => log2(f));
  const w = spans(x);
  const total = w.reduce((sum, v) => sum + v, 0);
  const meanX = x.reduce((sum, v, i) => sum + w[i]! * v, 0) / total;
  const meanY = part.db.reduce((sum, v, i) => sum + w[i]! * v, 0) / total;
  let covariance = 0;
  let variance = 0;
  x.forEach((v, i) => {
    covariance += w[i]! * (v - meanX) * (part.db[i]! - meanY);
    variance += w[i]! * (v - meanX) * (v - meanX);
  });
  return variance > 0 ? covariance / variance : 0;
}

/**
 * How far, on average, the curve lies outside the corridor low … high between `fromHz` and `toHz`:
 * the area above `high` and below `low` (dB × octaves) divided by the octaves. 0 when it lies inside.
 */
export function meanOutsideDb(curve: Curve, low: Curve, high: Curve, fromHz: number, toHz: number): number {
  const part = within(curve, fromHz, toHz);
  const outside = part.hz.map((f, i) => {
    const level = part.db[i]!;
    return Math.max(0, level - levelAt(high, f), levelAt(low, f) - level);
  });
  return meanDb({ hz: part.hz, db: outside }, fromHz, toHz);
}

/** The points inside fromHz … toHz, with points of their own at both ends. */
function within(curve: Curve, fromHz: number, toHz: number): Curve {
  return sampled(curve, [fromHz, ...curve.hz.filter((f) => f > fromHz && f < toHz), toHz]);
}

function trapezium(x: readonly number[], y: readonly number[]): number {
  let area = 0;
  for (let i = 1; i < x.length; i++) area += 0.5 * (x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!);
  return area;
}

/** The stretch of axis that each point stands for. */
function spans(x: readonly number[]): number[] {
  const last = x.length - 1;
  return x.map((_, i) => 0.5 * (x[Math.min(last, i + 1)]! - x[Math.max(0, i - 1)]!));
}
