// Decide dynamics: a gentle glue compressor where a song moves more than its kind, else nothing.
import type { Analysis } from './analysis.ts';
import { hundredth, type Decision } from './decision.ts';
import { loudRmsDb } from './measured-value.ts';
import type { Move, Restraint } from './plan.ts';
import type { Style } from './style.ts';

/** A detector that reads a sine at its peak reads noise-like music 3 dB above its RMS. */
const DETECTOR_DB = 3;
/** Above the loud parts' own level: only what stands out of them is held, by 1 to 2 dB. */
const THRESHOLD_OVER_LOUD_DB = 5;
const RATIO = { least: 1.5, most: 2 } as const;
/** Full ratio for a song this much more open than its kind. */
const RATIO_SPAN_DB = 4;
const MOST_REDUCTION_DB = 2;

/** A solo breathes as it is played; glue is for a band, which this share of the spectrum tells. */
const BAND_COVERAGE = 0.8;

/** Pure. `coverage`: share 0…1 of the spectrum that the arrangement fills; `responseDb`: what the tone moves do in each band of the spectrum, for the level the compressor will meet. */
export function decideDynamics(
  analysis: Analysis,
  style: Style,
  coverage: number,
  responseDb: readonly number[],
): Decision {
  const { spectrum, dynamics, loudness } = analysis.measurements;
  const { psrDb } = dynamics;
  const loudDb = spectrum && loudRmsDb(spectrum, responseDb);
  const { gluePsrDb, glueRangeLu } = style.dynamics;
  if (gluePsrDb === null) return alone({ code: 'glue-not-for-style', facts: { style: style.id } });
  if (psrDb === null || loudDb === null) return alone({ code: 'dynamics-unknown', facts: {} });
  if (psrDb <= gluePsrDb)
    return alone({ code: 'glue-dense-already', facts: { psrDb: hundredth(psrDb), aboveDb: gluePsrDb } });
  if (coverage < BAND_COVERAGE)
    return alone({ code: 'glue-few-instruments', facts: { coverage: hundredth(coverage) } });
  const rangeLu = loudness.rangeLu ?? 0;
  if (rangeLu > glueRangeLu) {
    return alone({
      code: 'glue-range-is-music',
      facts: { rangeLu: hundredth(rangeLu), upToLu: glueRangeLu },
    });
  }
  return { moves: [glue(psrDb, gluePsrDb, loudDb)], restraints: [] };
}

function alone(restraint: Restraint): Decision {
  return { moves: [], restraints: [restraint] };
}

function glue(psrDb: number, aboveDb: number, loudDb: number): Move {
  const share = Math.min(1, (psrDb - aboveDb) / RATIO_SPAN_DB);
  const thresholdDb = loudDb + DETECTOR_DB + THRESHOLD_OVER_LOUD_DB;
  return {
    id: 'glue',
    kind: 'compressor',
    params: {
      thresholdDb: Math.min(0, Math.max(-60, hundredth(thresholdDb))),
      ratio: hundredth(RATIO.least + share * (RATIO.most - RATIO.least)),
      kneeDb: 6,
      attackMs: 30,
      releaseMs: 150,
      rangeDb: MOST_REDUCTION_DB,
    },
    strength: 1,
    because: [
      { code: 'glue-open', measurement: 'psr-db', value: hundredth(psrDb), target: aboveDb, unit: 'dB' },
    ],
    expects: [],
  };
}
