// Style budgets: how far a limiter may go for the loudness that a style likes, from hardly at all to audibly.
import type { LimitingBudget } from './style.ts';

export const BARELY: LimitingBudget = {
  meanDb: 0.1,
  shareOver1Db: 0.03,
  deepDb: 1.5,
  leastPlrDb: 12,
  distortionDb: -42,
  crestLossDb: 1.5,
};
/** Where limiting starts to be heard: peaks only, a tenth of the loud time, no deeper than 3 dB but for rare moments. */
export const TRANSPARENT: LimitingBudget = {
  meanDb: 0.35,
  shareOver1Db: 0.12,
  deepDb: 3,
  leastPlrDb: 9.5,
  distortionDb: -36,
  crestLossDb: 3,
};
export const FIRM: LimitingBudget = {
  meanDb: 0.6,
  shareOver1Db: 0.2,
  deepDb: 4,
  leastPlrDb: 9,
  distortionDb: -34,
  crestLossDb: 3.5,
};
export const HARD: LimitingBudget = {
  meanDb: 1.2,
  shareOver1Db: 0.4,
  deepDb: 5,
  leastPlrDb: 8,
  distortionDb: -31,
  crestLossDb: 4.5,
};
