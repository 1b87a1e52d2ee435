// Channel balance: a mix that leans to one side as a whole is set upright; an instrument that stands on one side stays there.
import type { Finding } from '../../inspect/finding.ts';
import { alone, hundredth, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import { loudImage, type LoudImage } from './loud-image.ts';

/** Of 69 clean pieces with a middle none leans by more than 1.3 dB; a lean of 1.5 dB moves the singer, where he was found. */
const LEAST_DB = { placed: 1.5, unplaced: 1.7 } as const;
/** More is no slip of a fader. */
const MOST_DB = 6;
/** An octave leans along from this share of the whole lean on; so many of the octaves must. */
const ALONG = 0.15;
const MOST_OTHERS = 0.34;
/** Instruments stand up to 5 dB beside the rest in an octave; further, and it is the octave that leans. */
const MOST_APART_DB = 6;
/** Share of the loud seconds that lean along, by this share of the whole lean. */
const STEADY = 0.7;
const STEADY_ALONG = 0.1;
/** A song whose channels oppose each other has no middle that could stand beside the middle. */
const LEAST_CORRELATION = 0;
/** A finding this sure names the very place of the middle. */
const PLACED = 0.9;
/** Told as close to what was measured as a fader is set. */
const FADER_DB = 0.1;

export const BALANCE: Decider = { id: 'balance', stage: 'balance', decide };

function decide({ analysis, soFar }: Question): Decision {
  const { measurements, findings } = analysis;
  const { stereo } = measurements;
  const leanDb = stereo?.balanceDb ?? 0;
  const isWaived = findings.some(({ code, waived }) => code === 'imbalance' && waived !== undefined);
  const placedDb = placeDb(findings, leanDb);
  const leastDb = placedDb === null ? LEAST_DB.unplaced : LEAST_DB.placed;
  if (stereo === null || Math.abs(leanDb) < leastDb || isWaived) return NOTHING;
  if (findings.some(({ code }) => code === 'dead-channel')) return NOTHING;
  const image = loudImage(measurements);
  const turned = soFar.some(({ id }) => id === 'polarity') ? -1 : 1;
  const whole = image !== null && turned * (stereo.correlation ?? 0) >= LEAST_CORRELATION;
  if (!whole || !leansAsAWhole(image, leanDb))
    return alone('balance-instruments', { leanDb: hundredth(Math.abs(leanDb)), side: sideOf(leanDb) });
  return upright(leanDb, placedDb);
}

function leansAsAWhole({ octaves, stepsDb }: LoudImage, leanDb: number): boolean {
  const size = Math.abs(leanDb);
  const along = (db: number): number => Math.sign(leanDb) * db;
  const others = octaves.filter(({ balanceDb }) => along(balanceDb) < ALONG * size).length;
  const apart = octaves.some(({ balanceDb }) => Math.abs(along(balanceDb) - size) > MOST_APART_DB);
  const steady = stepsDb.filter((db) => along(db) >= STEADY_ALONG * size).length;
  return others <= MOST_OTHERS * octaves.length && !apart && steady >= STEADY * stepsDb.length;
}

/** Where the middle of the mix stands, left over right; null where nobody found its place. */
function placeDb(findings: readonly Finding[], leanDb: number): number | null {
  const placed = findings.find(
    ({ code, confidence, value }) => code === 'imbalance' && confidence >= PLACED && value !== null,
  );
  if (placed === undefined) return null;
  const db = Math.abs(placed.value!) * (placed.channel === 'right' ? 1 : -1);
  return db * leanDb > 0 ? db : null;
}

/** By the place of the middle where it was found, by the balance of all the sound elsewhere. */
function upright(leanDb: number, placedDb: number | null): Decision {
  const wantedDb = placedDb ?? leanDb;
  const bounded = Math.max(-MOST_DB, Math.min(MOST_DB, wantedDb));
  const balanceDb = hundredth(Math.round(bounded / FADER_DB) * FADER_DB);
  const measurement = 'balance-db';
  const move = moveOf({
    id: 'balance',
    stage: 'balance',
    kind: 'stereo-align',
    params: { balanceDb },
    because: [
      {
        code: leanDb > 0 ? 'balance-left' : 'balance-right',
        measurement,
        value: hundredth(leanDb),
        target: 0,
        unit: 'dB',
      },
    ],
    expects: [{ measurement, before: hundredth(leanDb), after: hundredth(leanDb - balanceDb), unit: 'dB' }],
    confidence: placedDb === null ? 0.75 : 0.95,
    rejected: [{ code: 'balance-fader', facts: { leanDb: hundredth(Math.abs(leanDb)) } }],
  });
  const beyond = Math.abs(wantedDb) > MOST_DB;
  const facts = { leanDb: hundredth(Math.abs(wantedDb)), mostDb: MOST_DB, side: sideOf(leanDb) };
  return { moves: [move], restraints: beyond ? alone('balance-beyond', facts).restraints : [] };
}

function sideOf(leanDb: number): string {
  return leanDb > 0 ? 'left' : 'right';
}
