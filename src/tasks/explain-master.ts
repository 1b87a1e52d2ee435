// Explain master: the files that explain a master, as part of its outputs: whole with them, or none of all.
import type { Place } from '../files/place.ts';
import type { Plan } from '../master/plan.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { ExplainRecord } from '../report/explain-record.ts';
import type { ExplainWish } from './explain-moves.ts';
import { outputIn, refuseExisting, songName, stageText, type Output } from './outputs.ts';
import type { Run } from './run.ts';

/** What will explain a master; nothing where nobody asks. */
export interface Explaining {
  readonly sounds: readonly Output[];
  readonly records: readonly Output[];
  /** `plan`: as rendered in the end; `measurements`: of the mix. null where nothing is explained. */
  stage(plan: Plan, measurements: Measurements): Promise<ExplainRecord | null>;
}

const NOTHING: Explaining = { sounds: [], records: [], stage: async () => null };

/** Before anything is rendered. Faults: `no-such-move`, `exists` unless forced. */
export async function explainingOf(
  place: Place,
  mixPath: string,
  outFolder: string,
  plan: Plan,
  { explain, force }: { readonly explain?: ExplainWish; readonly force?: boolean },
  run: Run,
): Promise<Explaining> {
  if (explain === undefined) return NOTHING;
  // Loaded when needed: a page masters without it.
  const { explainJobs, explainOutputs, stageExplained } = await import('./explain-moves.ts');
  const name = songName(mixPath);
  const jobs = explainJobs(plan, explain, outFolder, name);
  const sounds = explainOutputs(jobs);
  const record = outputIn(outFolder, `${name}.explain.json`);
  if (!force) await refuseExisting(place, [...sounds, record]);
  return {
    sounds,
    records: [record],
    async stage(now, measurements) {
      const told = await stageExplained(place, mixPath, { plan: now, measurements }, jobs, explain, run);
      await stageText(place, record, `${JSON.stringify(told, null, 2)}\n`);
      return told;
    },
  };
}
