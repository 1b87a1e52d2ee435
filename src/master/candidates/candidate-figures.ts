// Candidate figures: what a candidate is foretold to be, measured on its telling sections and forecast for the whole song.
import { dbFromGain } from '../../dsp/decibel.ts';
import type { Analysis } from '../analysis.ts';
import { hundredth } from '../decider.ts';
import type { Damage, Plan } from '../plan.ts';
import { spectrumAfter } from '../spectrum-after.ts';
import { corridorDistanceDb } from '../style/corridor-distance.ts';
import type { Style } from '../style/style.ts';
import type { Excerpt } from '../trial/excerpts.ts';
import { heardMended, totalDamage } from '../trial/hold-budget.ts';
import { hear, loudestOf, through } from '../trial/trial-room.ts';
import type { CandidateFigures } from './candidate.ts';
import type { JudgedCandidate } from './judge-candidates.ts';

/** A candidate's telling sections as they will sound, and its figures. */
export interface HeardCandidate {
  readonly excerpts: readonly Excerpt[];
  readonly figures: CandidateFigures;
}

/** `style`: the one that the artist asked for, so that all are measured by one. */
export function hearCandidate(
  judged: JudgedCandidate,
  mix: readonly Excerpt[],
  analysis: Analysis,
  style: Style,
): HeardCandidate {
  const { plan } = judged;
  const excerpts = through(mix, plan.moves);
  return {
    excerpts,
    figures: {
      integratedLufs: rounded(plan.promise.integratedLufs ?? lufsLeft(plan, analysis)),
      truePeakDbtp: rounded(truePeakOf(judged, analysis)),
      ...measuredOn(excerpts, mix, plan),
      corridorDistanceDb: rounded(distanceOf(plan, analysis, style)),
    },
  };
}

/** What no level was decided for keeps its own, unless moves without a level change it: then nobody knows. */
function lufsLeft({ moves }: Plan, { measurements }: Analysis): number | null {
  return moves.length === 0 ? measurements.loudness.integratedLufs : null;
}

function truePeakOf({ plan, peak }: JudgedCandidate, { measurements }: Analysis): number | null {
  if (plan.moves.length === 0) return measurements.peak.truePeakDbtp;
  const limiter = plan.moves.find(({ kind }) => kind === 'limiter');
  if (limiter !== undefined) return Number(limiter.params.ceilingDbtp);
  const gain = plan.moves.find(({ id }) => id === 'level')?.params.gainDb ?? 0;
  return peak === null || peak === 0 ? null : dbFromGain(peak) + Number(gain);
}

function measuredOn(
  excerpts: readonly Excerpt[],
  mix: readonly Excerpt[],
  { moves }: Plan,
): Pick<CandidateFigures, 'psrDb' | 'damage'> {
  if (mix.length === 0) return { psrDb: null, damage: NO_DAMAGE };
  const loudest = loudestOf(mix);
  const all = hear(excerpts, loudest);
  const psrDb = rounded(all.loud.psrDb);
  if (moves.length === 0) return { psrDb, damage: NO_DAMAGE };
  const { distortionDb, crestLossDb, toneChangeDb } = totalDamage(
    heardMended({ loudest }, mix, moves),
    all,
    moves,
    mix,
  );
  return {
    psrDb,
    damage: {
      distortionDb: rounded(distortionDb),
      crestLossDb: hundredth(crestLossDb),
      toneChangeDb: hundredth(toneChangeDb),
    },
  };
}

const NO_DAMAGE: Damage = { distortionDb: null, crestLossDb: 0, toneChangeDb: 0 };

function distanceOf({ moves, song }: Plan, { measurements }: Analysis, style: Style): number | null {
  return corridorDistanceDb(spectrumAfter(measurements.spectrum, moves, song.sampleRateHz), style.spectrum);
}

function rounded(value: number | null): number | null {
  return value === null ? null : hundredth(value);
}
