// Dynamics asked: more or less compression and pumping, by turning the compressors that the plan has.
import type { Analysis } from '../analysis.ts';
import { hundredth, moveOf } from '../decider.ts';
import { loudRmsDb } from '../measured-value.ts';
import type { Move, Plan } from '../plan.ts';
import { turned } from '../turned.ts';
import { withMove } from './levelling.ts';

/** What is left of a compressor's strength for each dB of less; of what is missing to its full strength for each of more. */
const LEFT_A_DB = 0.5;
/** A compressor that words add: above what the loud parts read at a detector, as much as they ask for, and no further. */
const ADDED = { id: 'words-compression', overLoudDb: 6, ratio: 2, mostDb: 3 } as const;

/** Every move of the plan that holds peaks or loud moments down, but for the limiter. */
export function compressorsOf({ moves }: Plan): Move[] {
  return moves.filter(({ stage, id }) => stage === 'dynamics' || id === ADDED.id);
}

/** `db` more (or, below 0, less) of them all; null where there are none. */
export function turnCompressors(plan: Plan, db: number): Plan | null {
  const mine = compressorsOf(plan).map(({ id }) => id);
  if (mine.length === 0) return null;
  const left = LEFT_A_DB ** Math.abs(db);
  const strengthOf = ({ strength }: Move): number =>
    hundredth(db < 0 ? strength * left : 1 - (1 - strength) * left);
  const moves = plan.moves.map((move) => (mine.includes(move.id) ? turned(move, strengthOf(move)) : move));
  return { ...plan, moves };
}

/** The plan with a gentle compressor that takes at most `db`; null where the song's own level is not known. */
export function addCompressor(plan: Plan, db: number, analysis: Analysis | null): Plan | null {
  const spectrum = analysis?.measurements.spectrum;
  const loudDb = spectrum ? loudRmsDb(spectrum) : null;
  if (loudDb === null) return null;
  const target = Math.min(ADDED.mostDb, db);
  const move = moveOf({
    id: ADDED.id,
    stage: 'own',
    kind: 'compressor',
    params: {
      thresholdDb: Math.min(0, Math.max(-60, hundredth(loudDb + ADDED.overLoudDb))),
      ratio: ADDED.ratio,
      rangeDb: target,
    },
    because: [{ code: 'words-more', measurement: 'words-compression', value: 0, target, unit: 'dB' }],
    confidence: 1,
  });
  return { ...plan, moves: withMove(plan.moves, move) };
}
