// Tone fit: the few broad equaliser bands that come nearest to a wanted correction.
import { analogueDb } from '../../dsp/analogue-band.ts';
import { analogueOf, EQ_BAND_PARAMS } from '../../process/tone/eq-band.ts';
import { checkParams, type ParamRecord } from '../../process/params.ts';

/** One band of the `eq` processor. */
export interface ToneBand {
  readonly type: 'bell' | 'low-shelf' | 'high-shelf';
  readonly hz: number;
  readonly gainDb: number;
  readonly q: number;
}

/** dB wanted at each of `bandsHz`, and how much each counts. */
export interface WantedTone {
  readonly bandsHz: readonly number[];
  readonly db: readonly number[];
  readonly weight: readonly number[];
  /** Where nothing may change; nowhere unless told. */
  readonly kept?: readonly boolean[];
}

export const MOST_BANDS = 5;
/** The limit of a mastering move: more is a matter for the mix. */
export const MOST_DB = 3;
/** Not worth a band: near the least level difference that is heard in broad bands. */
const LEAST_DB = 0.5;
const BELL_QS = [0.5, 0.7, 1, 1.4] as const;
const SHELF_Q = 0.6;
const HIGHEST_LOW_SHELF_HZ = 200;
const LOWEST_HIGH_SHELF_HZ = 3000;
const SHELF_BANDS = 3;
/** Response of a band is measured here and scaled: bells and shelves keep their shape in dB over a few dB. */
const PROBE_DB = 2;
/** What of a band's gain may reach into what is kept: at most 0.3 dB of 3. */
const MOST_SKIRT = 0.1;
const REFINE_ROUNDS = 60;
/** How often each band may be exchanged, how exactly its gains are found meanwhile, and what is worth it. */
const EXCHANGES = 1;
const QUICK_ROUNDS = 6;
const LEAST_GAIN = 0.99;
const HUNDREDTHS = 100;

interface Candidate {
  readonly band: ToneBand;
  /** +1 boosts, -1 cuts: what is wanted at its frequency. Bands that only make up for their neighbours have no reason. */
  readonly sign: number;
  /** dB at each band of the wanted tone for 1 dB of gain. */
  readonly shape: readonly number[];
}

/** At most five bands of at most 3 dB, whose sum nowhere exceeds 3 dB; none where nothing is worth doing. */
export function fitTone(wanted: WantedTone, sampleRateHz: number): ToneBand[] {
  const chosen: Candidate[] = [];
  const pool = candidates(wanted, sampleRateHz);
  if (pool.length === 0) return [];
  let gains: number[] = [];
  while (chosen.length < MOST_BANDS) {
    const rest = residual(wanted, chosen, gains);
    const free = pool.filter((one) => chosen.every(({ band }) => apart(one.band.hz, band.hz)));
    if (free.length === 0) break;
    const next = best(free, rest, wanted.weight);
    if (Math.abs(bestGain(next, rest, wanted.weight)) < LEAST_DB || !worthIt(next, rest, wanted.weight))
      break;
    chosen.push(next);
    gains = refined(wanted, chosen, [...gains, 0]);
  }
  const exchanged = exchange(wanted, pool, { chosen, gains: held(chosen, gains) });
  return rounded(exchanged.chosen, exchanged.gains);
}

interface Fit {
  readonly chosen: readonly Candidate[];
  /** Held within 3 dB together. */
  readonly gains: readonly number[];
}

/**
 * Bands that were best one by one need not be so together, nor where 3 dB end them: each is exchanged for whichever candidate
 * leaves least.
 */
function exchange(wanted: WantedTone, pool: readonly Candidate[], first: Fit): Fit {
  let fit = first;
  let least = leftBy(wanted, first);
  for (let turn = 0; turn < EXCHANGES * first.chosen.length; turn++) {
    const c = turn % first.chosen.length;
    const others = fit.chosen.filter((_, i) => i !== c);
    for (const one of pool) {
      if (!others.every(({ band }) => apart(one.band.hz, band.hz))) continue;
      const chosen = fit.chosen.map((own, i) => (i === c ? one : own));
      const tried = { chosen, gains: held(chosen, refined(wanted, chosen, fit.gains, QUICK_ROUNDS)) };
      const left = leftBy(wanted, tried);
      if (left >= least * LEAST_GAIN) continue;
      least = left;
      fit = tried;
    }
  }
  return fit;
}

function leftBy(wanted: WantedTone, { chosen, gains }: Fit): number {
  return residual(wanted, chosen, gains).reduce((sum, r, i) => sum + wanted.weight[i]! * r * r, 0);
}

function candidates({ bandsHz, db, kept }: WantedTone, rate: number): Candidate[] {
  const highest = Math.min(12600, 0.4 * rate);
  const inReach = bandsHz.flatMap((hz, i) => (hz >= 39 && hz <= highest ? [i] : []));
  const bands = inReach.flatMap((i): Omit<Candidate, 'shape'>[] => [
    ...(db[i] === 0 ? [] : BELL_QS.map((q) => candidate('bell', bandsHz[i]!, q, db[i]!))),
    ...shelf('low-shelf', bandsHz[i]!, db.slice(Math.max(0, i - SHELF_BANDS), i + 1).reverse()),
    ...shelf('high-shelf', bandsHz[i]!, db.slice(i, i + SHELF_BANDS + 1)),
  ]);
  return bands
    .map((one) => ({
      ...one,
      shape: toneResponseDb([one.band], bandsHz, rate).map((level) => level / PROBE_DB),
    }))
    .filter(({ shape }) => !shape.some((level, i) => kept?.[i] && level > MOST_SKIRT));
}

function candidate(type: ToneBand['type'], hz: number, q: number, db: number): Omit<Candidate, 'shape'> {
  return { band: { type, hz, gainDb: PROBE_DB, q }, sign: Math.sign(db) };
}

/** A shelf may begin up to an octave before what is wanted, to be whole where it is. `db`: from its frequency on. */
function shelf(
  type: 'low-shelf' | 'high-shelf',
  hz: number,
  db: readonly number[],
): Omit<Candidate, 'shape'>[] {
  if (type === 'low-shelf' ? hz > HIGHEST_LOW_SHELF_HZ : hz < LOWEST_HIGH_SHELF_HZ) return [];
  const wanted = db.find((one) => one !== 0);
  return wanted === undefined ? [] : [candidate(type, hz, SHELF_Q, wanted)];
}

/** What the bands do together, in dB at each frequency. */
export function toneResponseDb(
  bands: readonly ToneBand[],
  bandsHz: readonly number[],
  rate: number,
): number[] {
  const shapes = bands.map((band) => analogueOf(checkParams(EQ_BAND_PARAMS, { ...band }, 'tone'), rate)!);
  return bandsHz.map((hz) =>
    shapes.reduce((sum, shape) => sum + analogueDb(shape, Math.min(hz, 0.499 * rate)), 0),
  );
}

/** The bands as parameters of the `eq` processor. */
export function eqParams(bands: readonly ToneBand[]): ParamRecord {
  return { bands: bands.map(({ type, hz, gainDb, q }) => ({ type, hz, gainDb, q })) };
}

/** Bands of one octave are one band. */
function apart(a: number, b: number): boolean {
  return Math.max(a, b) > 1.9 * Math.min(a, b);
}

function residual(wanted: WantedTone, chosen: readonly Candidate[], gains: readonly number[]): number[] {
  return wanted.db.map((db, i) => chosen.reduce((rest, one, c) => rest - gains[c]! * one.shape[i]!, db));
}

/** The candidate that takes away most of the squared rest, its gain held to ±3 dB. The first of equals. */
function best(pool: readonly Candidate[], rest: readonly number[], weight: readonly number[]): Candidate {
  let most = -1;
  let found = pool[0]!;
  for (const one of pool) {
    const gained = improvement(one, rest, weight);
    if (gained > most * (1 + 1e-9)) {
      most = gained;
      found = one;
    }
  }
  return found;
}

function improvement(one: Candidate, rest: readonly number[], weight: readonly number[]): number {
  const gain = bestGain(one, rest, weight);
  return rest.reduce((sum, r, i) => {
    const left = r - gain * one.shape[i]!;
    return sum + weight[i]! * (r * r - left * left);
  }, 0);
}

/** A further band must take away at least an eighth of what is still wrong. */
function worthIt(one: Candidate, rest: readonly number[], weight: readonly number[]): boolean {
  const wrong = rest.reduce((sum, r, i) => sum + weight[i]! * r * r, 0);
  return improvement(one, rest, weight) > 0.125 * wrong;
}

function bestGain(one: Candidate, rest: readonly number[], weight: readonly number[]): number {
  let along = 0;
  let size = 0;
  one.shape.forEach((s, i) => {
    along += weight[i]! * s * rest[i]!;
    size += weight[i]! * s * s;
  });
  return size > 0 && along * one.sign > 0 ? clamp(along / size) : 0;
}

/** All gains together by coordinate descent; the shapes overlap. */
function refined(
  wanted: WantedTone,
  chosen: readonly Candidate[],
  start: readonly number[],
  rounds: number = REFINE_ROUNDS,
): number[] {
  const gains = [...start];
  for (let round = 0; round < rounds; round++) {
    chosen.forEach((one, c) => {
      gains[c] = 0;
      gains[c] = bestGain(one, residual(wanted, chosen, gains), wanted.weight);
    });
  }
  return gains;
}

/** Scaled down until the sum of all bands stays within 3 dB everywhere. */
function held(chosen: readonly Candidate[], gains: readonly number[]): number[] {
  const sums =
    chosen[0]?.shape.map((_, i) => chosen.reduce((sum, one, c) => sum + gains[c]! * one.shape[i]!, 0)) ?? [];
  const most = sums.reduce((max, db) => Math.max(max, Math.abs(db)), 0);
  return most > MOST_DB ? gains.map((gain) => (gain * MOST_DB) / most) : [...gains];
}

/** To hundredths of a decibel, lowest band first. */
function rounded(chosen: readonly Candidate[], gains: readonly number[]): ToneBand[] {
  return chosen
    .map(({ band }, c) => ({ ...band, gainDb: Math.round(gains[c]! * HUNDREDTHS) / HUNDREDTHS }))
    .filter((band) => Math.abs(band.gainDb) >= LEAST_DB)
    .sort((a, b) => a.hz - b.hz || a.gainDb - b.gainDb);
}

function clamp(gain: number): number {
  return Math.min(MOST_DB, Math.max(-MOST_DB, gain));
}
