// Reduction trace: how far the limiter held peaks down, as reports tell it.
import { REDUCTION_STEP_S, type RenderedSource } from '../master/render.ts';
import { boundTrace, type GainReductionTrace } from '../report/report.ts';

/** Of what was pulled so far; null where nothing was held. */
export function reductionTrace(rendered: RenderedSource): GainReductionTrace | null {
  const reductionDb = rendered.gainReductionDb().map((db) => Math.round(-100 * db) / 100);
  return reductionDb.some((db) => db > 0) ? boundTrace({ stepS: REDUCTION_STEP_S, reductionDb }) : null;
}
