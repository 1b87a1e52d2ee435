// Rerender deliveries: the whole release made once more from its recipe and its mixes, and compared bit for bit.
import type { DigestFactory } from '../deliver/accept/digest.ts';
import type { Refusal } from '../deliver/finish/written-files.ts';
import type { Passport } from '../deliver/passport/passport.ts';
import type { Place } from '../files/place.ts';
import { Fault } from '../signal/fault.ts';
import type { AlbumPlan } from './album-plan.ts';
import { deliverFromPlan } from './deliver-from-plan.ts';
import type { Errands } from './errands/errand.ts';
import { pathIn } from './outputs.ts';
import { readRecipe } from './read-recipe.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { inWorkingFolder } from './working-folder.ts';

export interface RerenderRequest {
  readonly createDigest: DigestFactory;
  readonly errands: Errands;
  /** Where the album's mixes are; null: looked for in the deliveries' folder and the two above. */
  readonly sources: string | null;
}

export interface Rerendered {
  readonly files: number;
  /** `rendered-otherwise`, `not-rendered`; empty: every file came out the same. */
  readonly refusals: readonly Refusal[];
}

/**
 * In a hidden folder beside the deliveries, gone afterwards. Faults: those of `readRecipe` and `deliverFromPlan`;
 * `sources-not-found` (`file`, `folder`); `bad-recipe` for what cannot be rendered though it reads well.
 */
export async function rerenderDeliveries(
  place: Place,
  folder: string,
  passport: Passport,
  request: RerenderRequest,
  run: Run = SILENT_RUN,
): Promise<Rerendered> {
  const { createDigest, errands } = request;
  const plan = await readRecipe(place, folder, passport, createDigest);
  const sources = await findSources(place, folder, plan, request.sources);
  return inWorkingFolder(place, folder, async (work) => {
    const out = pathIn(work, 'again');
    const again = await rendered(place, plan, sources, out, { createDigest, errands }, run);
    return compared(passport, again);
  });
}

async function rendered(
  place: Place,
  plan: AlbumPlan,
  sources: string,
  out: string,
  options: Pick<RerenderRequest, 'createDigest' | 'errands'>,
  run: Run,
): Promise<Passport | null> {
  try {
    return (await deliverFromPlan(place, plan, sources, out, options, run)).passport;
  } catch (reason) {
    if (reason instanceof Fault || !(reason instanceof Error)) throw reason;
    // here or in a thread: of a recipe that nobody wrote, and that its passport vouches for all the same
    const what = `what it says does not fit together (${reason.message})`;
    throw new Fault('bad-recipe', 'usage', { file: 'album-plan.json', where: 'the file', what }, reason);
  }
}

/** The first folder in which every mix is found. */
async function findSources(
  place: Place,
  folder: string,
  { sources }: AlbumPlan,
  named: string | null,
): Promise<string> {
  const folders = named === null ? [folder, parentOf(folder), parentOf(parentOf(folder))] : [named];
  let missing = '';
  for (const one of folders) {
    const absent = await firstAbsent(place, one, sources);
    if (absent === null) return one;
    missing ||= absent;
  }
  throw new Fault('sources-not-found', 'input', {
    file: missing,
    folder: named ?? folder,
    named: named !== null,
  });
}

async function firstAbsent(
  place: Place,
  folder: string,
  sources: AlbumPlan['sources'],
): Promise<string | null> {
  for (const { path } of sources) if (!(await place.exists(pathIn(folder, path)))) return path;
  return null;
}

function parentOf(folder: string): string {
  return folder
    .replace(/[\\/]+$/, '')
    .replace(/[^\\/]+$/, '')
    .replace(/(?<=.)[\\/]+$/, '');
}

function compared(passport: Passport, again: Passport | null): Rerendered {
  const found = new Map(
    (again?.deliveries ?? []).flatMap(({ files }) => files.map((file) => [file.path, file.sha256])),
  );
  const files = passport.deliveries.flatMap((delivery) => delivery.files);
  const refusals = files.flatMap(({ path, sha256 }): Refusal[] => {
    const now = found.get(path);
    if (now === sha256) return [];
    return [{ code: now === undefined ? 'not-rendered' : 'rendered-otherwise', facts: { file: path } }];
  });
  return { files: files.length, refusals };
}
