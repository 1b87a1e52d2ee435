// Explain master: the files that explain a master, as part of its outputs: whole with them, or none of all, and none of an earlier one.
import type { Place } from '../files/place.ts';
import { readWhole } from '../files/whole-file.ts';
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

/** The plan as it was before it was revised in words. */
export const BEFORE_WORDS = 'plan.before-words.json';

const NOTHING: Explaining = { sounds: [], records: [], stage: async () => null };

/**
 * Files that explain the master of an earlier run: those that its record names, and the record last, so that a kill in
 * between leaves what is needed to find the rest. A record that cannot be read names none.
 */
async function earlierExplained(place: Place, mixPath: string, outFolder: string): Promise<Output[]> {
  const name = songName(mixPath);
  const record = outputIn(outFolder, `${name}.explain.json`);
  if (!(await place.exists(record.path))) return [];
  const text = new TextDecoder().decode(await readWhole(place, record.path));
  const named = [...text.matchAll(/"path": "([^"\\/]+)"/g)].map(([, file]) => file!);
  const sounds = named.filter((file) => OF_A_MOVE.test(file.slice(name.length)) && file.startsWith(name));
  return [...sounds.map((file) => outputIn(outFolder, file)), record];
}

/** What follows the song's name. */
const OF_A_MOVE = /^\.(without|delta)-[a-z0-9-]+\.wav$/;

/** What an earlier run told of its own master, and this one, whose files are `now`, does not tell anew. */
export async function removeEarlier(
  place: Place,
  mixPath: string,
  outFolder: string,
  now: readonly Output[],
): Promise<void> {
  const explained = await earlierExplained(place, mixPath, outFolder);
  for (const { path } of [...explained, outputIn(outFolder, BEFORE_WORDS)])
    if (!now.some((one) => one.path === path)) await place.remove(path);
}

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
