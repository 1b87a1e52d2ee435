// Glue: a gentle glue compressor where a song moves more than its kind, else nothing.
import { alone, hundredth, moveOf, type Decider, type Decision, type Question } from '../decider.ts';
import { loudRmsDb } from '../measured-value.ts';
import type { Move } from '../plan.ts';

/** A detector that reads a sine at its peak reads noise-like music 3 dB above its RMS. */
const DETECTOR_DB = 3;
/** Above the loud parts' own level: their loudest tenth is held by 1 to 1.5 dB (measured on ten pieces). */
const THRESHOLD_OVER_LOUD_DB = 2;
const RATIO = { least: 1.5, most: 2 } as const;
/** Full ratio for a song this much more open than its kind. */
const RATIO_SPAN_DB = 4;
const MOST_REDUCTION_DB = 2;
/** Where it helps a limiter at all (docs/theory/judgement.md). */
const PSR_FALL_DB = 0.3;

/** A solo breathes as it is played; glue is for a band, which this share of the spectrum tells. */
const BAND_COVERAGE = 0.8;

export const GLUE: Decider = { id: 'glue', stage: 'dynamics', decide };

function decide({ analysis, style, coverage, spectrum }: Question): Decision {
  const { dynamics, loudness } = analysis.measurements;
  const { psrDb } = dynamics;
  const loudDb = spectrum && loudRmsDb(spectrum);
  const { gluePsrDb, glueRangeLu } = style.dynamics;
  if (gluePsrDb === null) return alone('glue-not-for-style', { style: style.id });
  if (psrDb === null || loudDb === null) return alone('dynamics-unknown');
  if (psrDb <= gluePsrDb) return alone('glue-dense-already', { psrDb: hundredth(psrDb), aboveDb: gluePsrDb });
  if (coverage < BAND_COVERAGE) return alone('glue-few-instruments', { coverage: hundredth(coverage) });
  const rangeLu = loudness.rangeLu ?? 0;
  if (rangeLu > glueRangeLu) {
    return alone('glue-range-is-music', { rangeLu: hundredth(rangeLu), upToLu: glueRangeLu });
  }
  return { moves: [glue(psrDb, gluePsrDb, loudDb)], restraints: [] };
}

function glue(psrDb: number, aboveDb: number, loudDb: number): Move {
  const share = Math.min(1, (psrDb - aboveDb) / RATIO_SPAN_DB);
  const thresholdDb = loudDb + DETECTOR_DB + THRESHOLD_OVER_LOUD_DB;
  return moveOf({
    id: 'glue',
    stage: 'dynamics',
    kind: 'compressor',
    params: {
      thresholdDb: Math.min(0, Math.max(-60, hundredth(thresholdDb))),
      ratio: hundredth(RATIO.least + share * (RATIO.most - RATIO.least)),
      kneeDb: 6,
      attackMs: 30,
      releaseMs: 150,
      rangeDb: MOST_REDUCTION_DB,
    },
    because: [
      { code: 'glue-open', measurement: 'psr-db', value: hundredth(psrDb), target: aboveDb, unit: 'dB' },
    ],
    // It holds the body of loud moments and lets their onsets through: peaks come little nearer to the loudness.
    expects: [
      { measurement: 'psr-db', before: hundredth(psrDb), after: hundredth(psrDb - PSR_FALL_DB), unit: 'dB' },
    ],
    confidence: 0.6,
  });
}
