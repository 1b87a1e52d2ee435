// Draw tone: the broad bands that bring an outlier's tone nearer to its album, within what may be changed of it.
import { moveOf, hundredth } from '../../master/decider.ts';
import { eqParams, fitTone, MOST_DB, toneResponseDb, type ToneBand } from '../../master/deciders/tone-fit.ts';
import { toneExpectation } from '../../master/deciders/tone-reason.ts';
import type { Because, Move, Plan, Restraint } from '../../master/plan.ts';
import { isLocked, type Lock } from '../../master/stage.ts';
import type { SpectrumResult } from '../../measure/measurements.ts';
import { atOwnHeight, awayRmsDb, broadResponseDb, isComparable, type SongTone } from './tone-centre.ts';

/** Nearer than this a song sits with its album, on a motley one nearer than this share of its spread; bands are drawn to the edge. */
const LEAST_AWAY_DB = 1;
const SHARE_OF_SPREAD = 0.4;
const EDGE_DB = 0.4;
/** Under this many songs that play there, nobody knows what the album sounds like. */
const LEAST_SONGS = 1.5;
/** Below it few rooms tell the truth: cut, never boosted. */
const LOWEST_BOOST_HZ = 39;
/** Bands that are not drawn should stay where they are, but less urgently. */
const WEIGHT = { still: 0.5, absent: 0.05 } as const;
const ROUNDS = 2;
const LEAST_BAND_DB = 0.3;
const CONFIDENCE = 0.6;

export interface DrawQuestion {
  readonly tone: SongTone;
  readonly bandsHz: readonly number[];
  /** The album's middle and how many songs play at each band. */
  readonly middleDb: readonly number[];
  readonly weight: readonly number[];
  /** 0…1: which of the song's bands are compared. */
  readonly counts: readonly number[];
  readonly sampleRateHz: number;
  readonly locks: readonly Lock[];
  /** Of the whole album, dB. */
  readonly spreadDb: number;
  /** Most change at any band, dB: the album's bound, and what the user's amount leaves of it. */
  readonly mostDb: number;
  /** Most root mean square of the change that the song's budget still has, dB. */
  readonly budgetDb: number;
}

export interface DrawnTone {
  readonly bands: readonly ToneBand[];
  readonly because: Restraint;
  readonly stoppedBy: Restraint | null;
}

/** What would bring the song's bands to the edge of its album; none where it sits with it already. */
export function drawTone(question: DrawQuestion): DrawnTone {
  const { tone, counts, middleDb, mostDb, budgetDb } = question;
  const away = atOwnHeight(tone, middleDb);
  const awayDb = hundredth(awayRmsDb(away, counts));
  if (!isComparable(counts)) return left('balance-tone-other', { awayDb });
  if (awayDb < Math.max(LEAST_AWAY_DB, SHARE_OF_SPREAD * question.spreadDb))
    return left('balance-tone-sits', { awayDb });
  const most = Math.min(mostDb, MOST_DB);
  if (most < LEAST_BAND_DB) return left('balance-tone-off', { awayDb });
  const { bands, kept } = settledBands(question, most);
  const rms = changeRmsDb(bands, question);
  const share = rms > budgetDb ? Math.max(0, budgetDb / rms) : 1;
  const drawn = scaled(bands, share);
  const because = { code: 'balance-tone-drawn', facts: { awayDb, ...furthest(away, question) } };
  if (drawn.length === 0)
    return kept ? left('balance-tone-locked', { awayDb }) : left('balance-tone-narrow', { awayDb });
  const reached = mostChangeDb(drawn, question) > most - LEAST_BAND_DB;
  return { bands: drawn, because, stoppedBy: stoppedAt(share, reached, most) };
}

function stoppedAt(share: number, reached: boolean, most: number): Restraint | null {
  if (share < 1) return { code: 'balance-tone-budget', facts: { percent: Math.round(100 * share) } };
  return reached ? { code: 'balance-tone-most', facts: { mostDb: hundredth(most) } } : null;
}

function left(code: string, facts: Restraint['facts']): DrawnTone {
  return { bands: [], because: { code, facts }, stoppedBy: null };
}

/** Broad bands leave part of what is wanted; that is wanted once more, until little is left or the most is reached. */
function settledBands(question: DrawQuestion, most: number): { bands: ToneBand[]; kept: boolean } {
  const { tone, counts, bandsHz, middleDb, sampleRateHz, locks } = question;
  const kept = bandsHz.map((hz) => isLocked(locks, hz, hz));
  let db = bandsHz.map(() => 0);
  let levelDb = tone.levelDb;
  let bands: ToneBand[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const away = atOwnHeight({ ...tone, levelDb }, middleDb);
    db = db.map((wanted, b) => held(wanted + (kept[b] ? 0 : backAt(b, away[b]!, question)), most));
    if (db.every((wanted) => wanted === 0)) break;
    const weight = bandsHz.map((_, b) =>
      Math.max(WEIGHT.absent, counts[b]! * (db[b] === 0 ? WEIGHT.still : 1)),
    );
    bands = within(fitTone({ bandsHz, db, weight, kept }, sampleRateHz), most, question);
    const response = broadResponseDb(bands, bandsHz, sampleRateHz);
    levelDb = tone.levelDb.map((level, b) => (level === null ? null : level + response[b]!));
  }
  return { bands, kept: kept.includes(true) };
}

/** What one band is wanted to change, dB: back to the edge, where it is played and the album is known. */
function backAt(b: number, awayDb: number, { tone, counts, weight, bandsHz }: DrawQuestion): number {
  if (weight[b]! < LEAST_SONGS || tone.levelDb[b] === null) return 0;
  if (awayDb < 0 && bandsHz[b]! < LOWEST_BOOST_HZ) return 0;
  const beyond = Math.max(0, Math.abs(awayDb) - EDGE_DB);
  return -Math.sign(awayDb) * beyond * counts[b]! || 0;
}

function held(db: number, most: number): number {
  return Math.min(most, Math.max(-most, db));
}

/** Turned down until the bands together stay within the most. */
function within(bands: readonly ToneBand[], most: number, question: DrawQuestion): ToneBand[] {
  const reach = mostChangeDb(bands, question);
  return scaled(bands, reach > most ? most / reach : 1);
}

/** The most that the bands together change anywhere, dB. */
export function mostChangeDb(
  bands: readonly ToneBand[],
  { bandsHz, sampleRateHz }: Pick<DrawQuestion, 'bandsHz' | 'sampleRateHz'>,
): number {
  const response = toneResponseDb(bands, bandsHz, sampleRateHz);
  return response.reduce((most, db) => Math.max(most, Math.abs(db)), 0);
}

function scaled(bands: readonly ToneBand[], share: number): ToneBand[] {
  return bands
    .map((band) => ({ ...band, gainDb: hundredth(share * band.gainDb) }))
    .filter(({ gainDb }) => Math.abs(gainDb) >= LEAST_BAND_DB);
}

/** As a budget of tone counts it: root mean square over the bands, less the mean. */
function changeRmsDb(bands: readonly ToneBand[], { bandsHz, sampleRateHz }: DrawQuestion): number {
  const response = toneResponseDb(bands, bandsHz, sampleRateHz);
  const mean = response.reduce((sum, db) => sum + db, 0) / Math.max(1, response.length);
  return Math.sqrt(
    response.reduce((sum, db) => sum + (db - mean) * (db - mean), 0) / Math.max(1, response.length),
  );
}

/** Where the song stands furthest from its album. */
function furthest(away: readonly number[], { counts, bandsHz }: DrawQuestion): Restraint['facts'] {
  const worst = away.reduce(
    (most, db, b) => (Math.abs(db) * counts[b]! > Math.abs(away[most]!) * counts[most]! ? b : most),
    0,
  );
  return { hz: bandsHz[worst]!, standsDb: hundredth(away[worst]!) };
}

/** The bands as a move of the song's plan, with what each is there for. */
export function toneMove(
  bands: readonly ToneBand[],
  spectrum: SpectrumResult,
  { song }: Plan,
  question: DrawQuestion,
): Move {
  const away = atOwnHeight(question.tone, question.middleDb);
  const response = toneResponseDb(bands, spectrum.bandsHz, song.sampleRateHz);
  const expects = bands.map((band) => toneExpectation(spectrum, band, response));
  const because = bands.map((band, i): Because => {
    const b = nearest(question.bandsHz, band.hz);
    const value = hundredth(away[b]!);
    const code = band.gainDb < 0 ? 'tone-over-album' : 'tone-under-album';
    return {
      code,
      measurement: expects[i]!.measurement,
      value,
      target: hundredth(value + band.gainDb),
      unit: 'dB',
    };
  });
  return moveOf({
    id: 'album-tone',
    stage: 'tone',
    kind: 'eq',
    params: eqParams(bands),
    confidence: CONFIDENCE,
    because,
    expects,
  });
}

function nearest(bandsHz: readonly number[], hz: number): number {
  const apart = (one: number): number => Math.max(one, hz) / Math.min(one, hz);
  return bandsHz.reduce((best, one, b) => (apart(one) < apart(bandsHz[best]!) ? b : best), 0);
}
