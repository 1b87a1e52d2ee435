// Scales: what moves are weighed by: the song and its style, the budget, and the loudness that is aimed at.
import type { Analysis } from '../analysis.ts';
import type { DamageBudget } from '../intent.ts';
import type { Plan, Span } from '../plan.ts';
import type { Style } from '../style/style.ts';

export interface WeighQuestion {
  readonly analysis: Analysis;
  readonly style: Style;
  /** Of all its moves none is weighed yet; without level and limiter. */
  readonly plan: Plan;
  /** Ids of moves whose strength somebody said: they are tried, and stay as they are. */
  readonly asked: ReadonlySet<string>;
}

/** The same on sections that were heard. */
export interface Scales extends WeighQuestion {
  readonly budget: DamageBudget;
  readonly sections: readonly Span[];
  /** Which of the sections is the loudest. */
  readonly loudest: number;
  /** What that one is to be limited to, LUFS; null where nobody aims at a loudness. */
  readonly aimLufs: number | null;
}
