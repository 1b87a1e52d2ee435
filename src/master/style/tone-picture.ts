// Tone picture: a song's spectrum laid against a style's corridor: where it stands outside, and where it has nothing.
import { sampled, smoothed, type Curve } from '../../dsp/curve.ts';
import type { SpectrumResult } from '../../measure/measurements.ts';
import type { StyleSpectrum } from './style.ts';

/** Everything at the song's own height, band by band. */
export interface TonePicture {
  readonly bandsHz: readonly number[];
  /** Loud parts, smoothed over an octave; dB re full scale. */
  readonly levelDb: readonly number[];
  /** Not smoothed, against the middle of the style, dB; held where next to nothing sounds. */
  readonly awayDb: readonly number[];
  readonly lowDb: readonly number[];
  readonly highDb: readonly number[];
  /** Above the corridor positive, below it negative, inside 0; 0 also where the song simply has nothing. */
  readonly outsideDb: readonly number[];
  /** Share 0…1 of the range 50 Hz to 10 kHz that the arrangement fills. */
  readonly coverage: number;
  /** Stretches under the corridor that are absence, not imbalance. */
  readonly empty: readonly { readonly lowHz: number; readonly highHz: number }[];
}

/** The smoothing of the ear's broad judgement: mastering moves are an octave wide and wider. */
const SMOOTHING_OCTAVES = 1;
const LOWEST_HZ = 49;
const HIGHEST_HZ = 10100;
/** A band this far under the style's middle carries none of the arrangement: no equaliser brings back what was not played. */
const ABSENT_DB = 10;
const FADING_DB = 6;
/** Levels further down do not pull their neighbours any further. */
const FLOOR_DB = 18;
/** Bands under the style's curve by more than this all weigh alike in placing it: next to nothing. */
const FURTHEST_DB = 40;
const SILENT_DB = -300;
/** A lack of whose bands this share is absent is the end of the instruments and not an imbalance; it counts ever less up to there. */
const EMPTY_SHARE = 0.6;
/** Few instruments make a ragged spectrum: the corridor, learnt from full arrangements, opens by this much a missing share. */
const SPARSE_WIDENING = 2;

/** null when there is no spectrum (silence, quick check) or no band that speaks. */
export function tonePicture(spectrum: SpectrumResult | null, style: StyleSpectrum): TonePicture | null {
  const heard = spectrum && soundingBands(spectrum);
  if (!heard || heard.hz.length < 3) return null;
  const shape = sampled(style.middle, heard.hz);
  const height = placedHeight(heard, shape);
  const absent = heard.db.map((db, i) => db < shape.db[i]! + height - ABSENT_DB);
  const coverage = coveredShare(heard, shape, height);
  const floored = heard.db.map((db, i) => Math.max(db, shape.db[i]! + height - FLOOR_DB));
  const level = smoothed({ hz: heard.hz, db: floored }, SMOOTHING_OCTAVES);
  const reach = sampled(style.reach, heard.hz).db.map((db) => db * (1 + SPARSE_WIDENING * (1 - coverage)));
  const lowDb = shape.db.map((db, i) => db + height - reach[i]!);
  const highDb = shape.db.map((db, i) => db + height + reach[i]!);
  const raw = level.db.map((db, i) => Math.max(0, db - highDb[i]!) - Math.max(0, lowDb[i]! - db));
  const lacks = lackStretches(raw, absent);
  return {
    bandsHz: heard.hz,
    levelDb: level.db,
    awayDb: floored.map((db, i) => db - shape.db[i]! - height),
    lowDb,
    highDb,
    outsideDb: fadeLacks(raw, lacks),
    coverage,
    empty: lacks
      .filter((lack) => lack.absentShare >= EMPTY_SHARE)
      .map((lack) => ({ lowHz: heard.hz[lack.from]!, highHz: heard.hz[lack.to]! })),
  };
}

/** Every band; one without any power stands so low that nothing looks at it. */
function soundingBands(spectrum: SpectrumResult): Curve | null {
  if (spectrum.loudLevelDb.every((level) => level === null)) return null;
  return { hz: spectrum.bandsHz, db: spectrum.loudLevelDb.map((level) => level ?? SILENT_DB) };
}

/**
 * Height of the style's curve over the song: the level about which most of the bands gather. A weighted mean with
 * Cauchy weights (4 dB), so that neither an empty octave nor a booming one carries the rest along; a dozen rounds
 * settle it.
 */
function placedHeight(heard: Curve, shape: Curve): number {
  const apart = heard.db.map((db, i) => db - shape.db[i]!).filter((_, i) => inRange(heard.hz[i]!));
  const all = apart.length > 0 ? apart : heard.db.map((db, i) => db - shape.db[i]!);
  const sorted = [...all].sort((a, b) => a - b);
  let height = sorted[Math.floor(0.65 * (sorted.length - 1))]!;
  for (let round = 0; round < 12; round++) {
    let sum = 0;
    let weight = 0;
    for (const d of all) {
      const away = Math.max(d - height, -FURTHEST_DB);
      const w = 1 / (1 + (away * away) / 16);
      sum += w * (height + away);
      weight += w;
    }
    height = sum / weight;
  }
  return height;
}

/** Bands near the edge of absence count in part, so that a small change of the sound is a small change of the share. */
function coveredShare(heard: Curve, shape: Curve, height: number): number {
  const counted = heard.db.map((db, i) => {
    const under = shape.db[i]! + height - db;
    return inRange(heard.hz[i]!) ? Math.min(1, Math.max(0, 0.5 + (ABSENT_DB - under) / FADING_DB)) : 0;
  });
  return Math.min(1, counted.reduce((sum, share) => sum + share, 0) / BANDS_IN_RANGE);
}

/** Third-octaves from 50 Hz to 10 kHz. */
const BANDS_IN_RANGE = 24;

function inRange(hz: number): boolean {
  return hz >= LOWEST_HZ && hz <= HIGHEST_HZ;
}

interface Lack {
  readonly from: number;
  readonly to: number;
  readonly absentShare: number;
}

/** Unbroken runs of bands under the corridor. */
function lackStretches(raw: readonly number[], absent: readonly boolean[]): Lack[] {
  const lacks: Lack[] = [];
  for (let i = 0; i < raw.length; i++) {
    if (raw[i]! >= 0) continue;
    const from = i;
    while (i + 1 < raw.length && raw[i + 1]! < 0) i++;
    const missing = absent.slice(from, i + 1).filter(Boolean).length;
    lacks.push({ from, to: i, absentShare: missing / (i + 1 - from) });
  }
  return lacks;
}

function fadeLacks(raw: readonly number[], lacks: readonly Lack[]): number[] {
  const faded = [...raw];
  for (const { from, to, absentShare } of lacks) {
    const share = Math.max(0, 1 - absentShare / EMPTY_SHARE);
    for (let i = from; i <= to; i++) faded[i] = raw[i]! * share || 0;
  }
  return faded;
}
