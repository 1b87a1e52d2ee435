// Keep promise: renders a plan, judges what came out, and corrects it where it missed.
import type { Plan } from '../master/plan.ts';
import { correctedPlan, verify, type Verdict } from '../master/verify.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Verification } from '../report/report.ts';

/** What a rendering was found to be. */
export interface Rendered {
  readonly measurements: Measurements;
}

export interface Kept<Made extends Rendered> {
  /** As rendered in the end. */
  readonly plan: Plan;
  readonly made: Made;
  readonly verification: Verification;
}

/** Calls `render` once and, while the promise is missed and can be corrected, up to `mostCorrections` times again. */
export async function keepPromise<Made extends Rendered>(
  first: Plan,
  mostCorrections: number,
  render: (plan: Plan, corrections: number) => Promise<Made>,
): Promise<Kept<Made>> {
  let plan = first;
  for (let corrections = 0; ; corrections++) {
    const made = await render(plan, corrections);
    const verdict = verify(plan, made.measurements);
    if (verdict.correction === null || corrections === mostCorrections) {
      return { plan, made, verification: verification(verdict, corrections) };
    }
    plan = correctedPlan(plan, verdict.correction);
  }
}

function verification(verdict: Verdict, corrections: number): Verification {
  const { kept, promisedLufs, measuredLufs, ceilingDbtp, truePeakDbtp } = verdict;
  const missed = { code: 'promise-missed', facts: { corrections } };
  const stoppedBy = kept ? [] : [missed];
  return { promisedLufs, measuredLufs, ceilingDbtp, truePeakDbtp, corrections, kept, stoppedBy };
}
