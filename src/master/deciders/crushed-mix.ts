// Crushed mix: a mix that somebody pressed flat gets part of its peaks back, as far as its kind of record stands open.
import { hundredth, alone, moveOf, NOTHING, type Decider, type Decision, type Question } from '../decider.ts';
import type { Move } from '../plan.ts';
import { isLocked } from '../stage.ts';

/**
 * What only a mix that was pressed bears, worst first: peaks lined up at one height, drums that no longer stand out, notes
 * that duck whenever something comes in. A low PSR alone is no sign: a held pad has one by nature.
 */
const SIGNS = {
  'over-limited': 'crushed-limited',
  'mix-over-compressed': 'crushed-flat',
  pumping: 'crushed-pumping',
} as const;
type Sign = keyof typeof SIGNS;
/** How far above the median of its kind it is opened, in spreads: 12.4 dB for `balanced`, where PSR counts as balanced (AES e-Brief 373). */
const OPEN_SPREADS = 0.5;
/** Less is not worth the touch. */
const LEAST_LACK_DB = 0.8;
/** What a decibel of `amountDb` gives back of PSR, at a window of 8 ms: about so much on ten mixes, limited in two ways. */
const PSR_PER_DB = 0.75;
/** More would be another drummer. */
const MOST_DB = 7;
const WINDOW_MS = 8;
/** A crest of 3 s stands about so far above its PSR; what has that is left alone. */
const CREST_OVER_PSR_DB = 4.5;
/** Peaks pressed against one height are sure; ducking notes may be meant. */
const CONFIDENCE: Readonly<Record<Sign, number>> = {
  'over-limited': 0.75,
  'mix-over-compressed': 0.7,
  pumping: 0.65,
};

export const OPENNESS: Decider = { id: 'openness', stage: 'dynamics', decide };

function decide({ analysis, style, intent }: Question): Decision {
  const { psrDb } = analysis.measurements.dynamics;
  const sign = signOf(analysis);
  if (psrDb === null || sign === null) return NOTHING;
  const { median, spread } = style.dynamics.psrDb;
  const targetDb = median + OPEN_SPREADS * spread;
  const facts = { psrDb: hundredth(psrDb), targetDb: hundredth(targetDb) };
  if (targetDb - psrDb < LEAST_LACK_DB) return NOTHING;
  if (isLocked(intent.locks, 0, Infinity)) return alone('openness-locked', facts);
  return { moves: [opened(sign, psrDb, targetDb)], restraints: [] };
}

function signOf({ findings, mixNotes }: Question['analysis']): Sign | null {
  const told = [...findings, ...mixNotes];
  return (
    (Object.keys(SIGNS) as Sign[]).find((sign) =>
      told.some(({ code, waived }) => code === sign && waived === undefined),
    ) ?? null
  );
}

function opened(sign: Sign, psrDb: number, targetDb: number): Move {
  const amountDb = Math.min(MOST_DB, (targetDb - psrDb) / PSR_PER_DB);
  return moveOf({
    id: 'open-up',
    stage: 'dynamics',
    kind: 'delimit',
    params: {
      amountDb: hundredth(amountDb),
      crestDb: hundredth(targetDb + CREST_OVER_PSR_DB),
      windowMs: WINDOW_MS,
    },
    because: [
      {
        code: SIGNS[sign],
        measurement: 'psr-db',
        value: hundredth(psrDb),
        target: hundredth(targetDb),
        unit: 'dB',
      },
    ],
    expects: [
      {
        measurement: 'psr-db',
        before: hundredth(psrDb),
        after: hundredth(psrDb + PSR_PER_DB * amountDb),
        unit: 'dB',
      },
    ],
    confidence: CONFIDENCE[sign],
    rejected: [{ code: 'openness-expander', facts: {} }],
  });
}
