// Tone: a few broad moves for what stands outside the style's corridor or out of the song's own neighbourhood.
import type { SpectrumResult } from '../../measure/measurements.ts';
import { alone, hundredth, moveOf, type Decider, type Decision, type Question } from '../decider.ts';
import type { Expectation, Move, Restraint } from '../plan.ts';
import { isLocked } from '../stage.ts';
import { localPicture } from '../style/local-picture.ts';
import { tonePicture, type TonePicture } from '../style/tone-picture.ts';
import { eqParams, fitTone, MOST_DB, toneResponseDb, type ToneBand, type WantedTone } from './tone-fit.ts';
import { toneReasons, type ToneReason } from './tone-reason.ts';
import { standOuts, type StandOut } from './tone-stand-out.ts';

/** Never boosted below, never judged above: under 40 Hz few rooms tell the truth, over 13 kHz codecs and ears decide. */
const LOWEST_BOOST_HZ = 39;
const JUDGED_HZ = { lowest: 31, highest: 12600 } as const;
/** Outside by less than this is inside; what is further out is wanted back to here, so that nothing sets in with a jump. */
const LEAST_OUTSIDE_DB = 0.3;
const WORTH_TELLING_DB = 0.5;
const ROUNDS = 5;
/** A band's skirt may reach a little into what is inside: it stays inside. */
const WEIGHT = { inside: 0.5, unjudged: 0.05 } as const;
/** What is this far outside counts twice: 3 dB are little there. */
const DEEP_DB = 3;
/** In fewer of the loud seconds than the first it is no trait of the song; in most of them it is the song's tone. */
const STEADY = { least: 0.1, most: 0.5 } as const;
/** Power of a sine against its peak, which is what the moving band reads. */
const SINE_DB = 3;
const MOVING_BAND = { kneeDb: 4, ratio: 3, attackMs: 30, releaseMs: 250 } as const;
const MOVING_SHARE = 0.6;
const BEYOND_DB = 3.5;

export const TONE: Decider = { id: 'tone', stage: 'tone', decide };

function decide(question: Question): Decision {
  const { spectrum, picture } = question;
  if (!spectrum || !picture) return alone('tone-unknown');
  const { bands, outs, locked } = settledTone(question, spectrum, picture);
  const reasons = groundedReasons(question, picture, bands, outs);
  const steady = reasons.filter(({ share }) => share === null || share >= STEADY.most);
  const moving = reasons.filter((reason) => isMoving(reason));
  const moves = [...steadyMove(steady), ...movingMove(moving)];
  const rare = reasons.filter((one) => !steady.includes(one) && !moving.includes(one));
  // Neither is what is only heard at times inside, nor what is locked.
  const left = [...rare.map(onlyAtTimes), ...locked];
  return {
    moves,
    restraints: [...restraintsOf(question, picture, moves.length + left.length === 0), ...left],
  };
}

/**
 * Only for bands about which something stands outside of the mix itself. Where a band only makes up for what another one
 * does to the song's height, the mix gives no reason for it.
 */
function groundedReasons(
  question: Question,
  picture: TonePicture,
  bands: readonly ToneBand[],
  outs: readonly StandOut[],
): ToneReason[] {
  const reasons = toneReasons(question, picture, bands, outs);
  const grounded = reasons.filter(({ beyondDb }) => beyondDb > 0).map(({ band }) => band);
  return grounded.length === bands.length ? reasons : toneReasons(question, picture, grounded, outs);
}

/** What is outside only at times can be held while it is; a lack at times is the arrangement. */
function isMoving({ share, band, usualDb }: ToneReason): boolean {
  if (share === null || share >= STEADY.most) return false;
  return band.gainDb < 0 && share >= STEADY.least && usualDb !== null;
}

interface Settled {
  readonly bands: readonly ToneBand[];
  readonly outs: readonly StandOut[];
  readonly locked: readonly Restraint[];
}

/**
 * Bands are broad and few, so that they never do quite what is wanted: what they leave is wanted once more, until a second
 * judgement of the result would find next to nothing, or the most is reached.
 */
function settledTone(question: Question, spectrum: SpectrumResult, first: TonePicture): Settled {
  const { song, style } = question;
  let picture: TonePicture | null = first;
  let wanted = first.bandsHz.map(() => 0);
  let bands: ToneBand[] = [];
  const outs: StandOut[] = [];
  for (let round = 0; round < ROUNDS && picture !== null; round++) {
    const more = wantedMore(question, picture, round === 0);
    if (more.db.every((db, i) => Math.abs(db) < LEAST_OUTSIDE_DB || !isJudged(picture!.bandsHz[i]!))) break;
    outs.push(...more.outs);
    wanted = wanted.map((db, i) => held(db + more.db[i]!));
    bands = fitTone(wantedOf(question, first, wanted), song.sampleRateHz);
    const response = toneResponseDb(bands, spectrum.bandsHz, song.sampleRateHz);
    picture = tonePicture(raisedBy(spectrum, response), style.spectrum);
  }
  return { bands, outs, locked: lockedOf(question, first.bandsHz, wanted) };
}

function raisedBy(spectrum: SpectrumResult, byDb: readonly number[]): SpectrumResult {
  const loudLevelDb = spectrum.loudLevelDb.map((db, i) => (db === null ? null : db + byDb[i]!));
  return { ...spectrum, loudLevelDb };
}

/** What stands outside, back to the edge; then, once, most of what stands out within. */
function wantedMore(
  { style, song }: Question,
  picture: TonePicture,
  isFirst: boolean,
): { db: number[]; outs: readonly StandOut[] } {
  const { bandsHz, outsideDb } = picture;
  const back = outsideDb.map((out, i) => backInside(out, bandsHz[i]!));
  const inside = { ...picture, awayDb: picture.awayDb.map((db, i) => db + back[i]!) };
  const outs = isFirst ? standOuts(inside, localPicture(inside, style.spectrum), song.sampleRateHz) : [];
  const responses = outs.map(({ band }) => toneResponseDb([band], bandsHz, song.sampleRateHz));
  return { db: back.map((db, i) => responses.reduce((sum, one) => sum + one[i]!, db)), outs };
}

function wantedOf({ intent }: Question, first: TonePicture, db: readonly number[]): WantedTone {
  const { bandsHz, outsideDb } = first;
  const kept = bandsHz.map((hz) => isLocked(intent.locks, hz, hz));
  return {
    bandsHz,
    db: db.map((one, i) => (kept[i] ? 0 : one)),
    weight: bandsHz.map((hz, i) => {
      if (db[i] === 0) return isJudged(hz) ? WEIGHT.inside : WEIGHT.unjudged;
      return (isJudged(hz) ? 1 : WEIGHT.inside) * (1 + Math.abs(outsideDb[i]!) / DEEP_DB);
    }),
    kept,
  };
}

function lockedOf({ intent }: Question, bandsHz: readonly number[], db: readonly number[]): Restraint[] {
  const kept = db.filter((_, i) => isLocked(intent.locks, bandsHz[i]!, bandsHz[i]!));
  const most = kept.reduce((max, one) => Math.max(max, Math.abs(one)), 0);
  return most >= WORTH_TELLING_DB ? [{ code: 'tone-locked', facts: { wantedDb: hundredth(most) } }] : [];
}

function isJudged(hz: number): boolean {
  return hz >= JUDGED_HZ.lowest && hz <= JUDGED_HZ.highest;
}

function backInside(outDb: number, hz: number): number {
  if (outDb < 0 && (hz < LOWEST_BOOST_HZ || !isJudged(hz))) return 0;
  return held(-Math.sign(outDb) * Math.max(0, Math.abs(outDb) - LEAST_OUTSIDE_DB)) || 0;
}

function held(db: number): number {
  return Math.min(MOST_DB, Math.max(-MOST_DB, db));
}

function steadyMove(reasons: readonly ToneReason[]): Move[] {
  if (reasons.length === 0) return [];
  const shares = reasons.flatMap(({ share }) => (share === null ? [] : [share]));
  const least = Math.min(1, ...shares);
  return [
    moveOf({
      id: 'tone',
      stage: 'tone',
      kind: 'eq',
      params: eqParams(reasons.map(({ band }) => band)),
      confidence: confidenceIn(reasons),
      because: reasons.map(({ because }) => because),
      expects: strongestFirst(reasons).map(({ expects }) => expects),
      rejected:
        shares.length === 0
          ? []
          : [{ code: 'tone-not-only-at-times', facts: { sharePercent: Math.round(100 * least) } }],
    }),
  ];
}

function movingMove(reasons: readonly ToneReason[]): Move[] {
  if (reasons.length === 0) return [];
  const share = Math.max(...reasons.map((one) => one.share ?? 0));
  return [
    moveOf({
      id: 'moving-tone',
      stage: 'tone',
      kind: 'dynamic-eq',
      params: {
        bands: reasons.map(({ band, usualDb }) => ({
          type: band.type,
          hz: band.hz,
          q: band.q,
          thresholdDb: hundredth(Math.min(0, Math.max(-80, usualDb! + SINE_DB))),
          rangeDb: band.gainDb,
          ...MOVING_BAND,
        })),
      },
      confidence: hundredth(0.8 * confidenceIn(reasons)),
      because: reasons.map(({ because }) => ({ ...because, code: 'tone-too-much-at-times' })),
      expects: strongestFirst(reasons).map(({ expects }) => inPart(expects)),
      rejected: [{ code: 'tone-static-would-thin', facts: { sharePercent: Math.round(100 * share) } }],
    }),
  ];
}

/** Of a band that moves, and of one that must first be exceeded, this share is found on the whole. */
function inPart({ before, after, ...told }: Expectation): Expectation {
  return { ...told, before, after: hundredth(before + MOVING_SHARE * (after - before)) };
}

function strongestFirst(reasons: readonly ToneReason[]): ToneReason[] {
  return [...reasons].sort((a, b) => Math.abs(b.band.gainDb) - Math.abs(a.band.gainDb));
}

/** Surer the further outside, and the more of the loud seconds it is there. */
function confidenceIn(reasons: readonly ToneReason[]): number {
  const furthest = Math.max(...reasons.map(({ beyondDb }) => beyondDb));
  const shares = reasons.flatMap(({ share }) => (share === null ? [] : [share]));
  const steady = shares.length === 0 ? 0.5 : Math.min(...shares);
  return hundredth(0.5 + 0.2 * Math.min(1, furthest / 3) + 0.25 * steady);
}

function onlyAtTimes({ because, share }: ToneReason): Restraint {
  const [, lowHz, highHz] = because.measurement.split('-').map(Number);
  const sharePercent = Math.round(100 * (share ?? 0));
  return { code: 'tone-only-at-times', facts: { lowHz: lowHz!, highHz: highHz!, sharePercent } };
}

function restraintsOf({ style }: Question, picture: TonePicture, isInside: boolean): Restraint[] {
  const restraints: Restraint[] = [];
  if (isInside) restraints.push({ code: 'tone-inside', facts: { style: style.id } });
  for (const { lowHz, highHz } of picture.empty) {
    const facts = { lowHz: Math.round(lowHz), highHz: Math.round(highHz) };
    restraints.push({ code: 'tone-nothing-there', facts });
  }
  const worst = picture.outsideDb
    .filter((_, i) => isJudged(picture.bandsHz[i]!))
    .reduce((most, db) => Math.max(most, Math.abs(db)), 0);
  if (worst > BEYOND_DB) {
    const facts = { outsideDb: hundredth(worst), mostDb: MOST_DB };
    restraints.push({ code: 'tone-beyond-mastering', facts });
  }
  return restraints;
}
