// Show deliveries: accepted files and the records beside them appear together; what an earlier run left of the same goes.
import { PASSPORT_FILE, SEAMS_FOLDER, type Passport } from '../deliver/passport/passport.ts';
import type { Place } from '../files/place.ts';
import { readWhole } from '../files/whole-file.ts';
import { Fault } from '../signal/fault.ts';
import { isAccepted, type MadeDelivery } from './make-deliveries.ts';
import { outputIn, pathIn, refuseExisting, showOutputs, stageText, type Output } from './outputs.ts';
import { filesBelow } from './working-folder.ts';

/** A text that lies beside the deliveries. */
export interface AlbumPaper {
  readonly name: string;
  readonly text: string;
}

/** Before the work. Fault `exists`. */
export async function refuseEarlier(
  place: Place,
  outFolder: string,
  folders: readonly string[],
  papers: readonly string[],
): Promise<void> {
  await refuseExisting(
    place,
    [...papers, ...folders].map((name) => outputIn(outFolder, name)),
  );
}

/**
 * Before the work: deliveries that an earlier passport vouches for would lie beside a new one that knows nothing of them. Fault
 * `earlier-deliveries` (`file`, `names`).
 */
export async function refuseLeftBehind(
  place: Place,
  outFolder: string,
  folders: readonly string[],
): Promise<void> {
  const names: string[] = [];
  for (const name of await earlierFolders(place, pathIn(outFolder, PASSPORT_FILE)))
    if (!folders.includes(name) && (await place.exists(pathIn(outFolder, name)))) names.push(name);
  if (names.length > 0)
    throw new Fault('earlier-deliveries', 'output', { file: outFolder, names: names.join(', ') });
}

/** Of what is no passport none. */
async function earlierFolders(place: Place, path: string): Promise<string[]> {
  if (!(await place.exists(path))) return [];
  const bytes = await readWhole(place, path);
  try {
    const { deliveries } = JSON.parse(new TextDecoder().decode(bytes)) as Passport;
    return deliveries.map(({ profile }) => profile).filter((name) => typeof name === 'string' && name !== '');
  } catch {
    return [];
  }
}

/** `seams`: sounds that stand beside. `replace`: folders are replaced as a whole. Papers come last. Faults: those of the place. */
export async function showDeliveries(
  place: Place,
  made: readonly MadeDelivery[],
  papers: readonly AlbumPaper[],
  outFolder: string,
  replace: boolean,
  seams: readonly Output[] = [],
): Promise<void> {
  const accepted = made.filter(isAccepted);
  const files = await Promise.all(accepted.map((one) => outputsOf(place, one, outFolder)));
  const records = papers.map(({ name }) => outputIn(outFolder, name));
  for (const [i, { text }] of papers.entries()) await stageText(place, records[i]!, text);
  const sounds = [...files.flat(), ...seams];
  if (replace) await removeEarlier(place, made, sounds, outFolder);
  await showOutputs(place, sounds, records, replace);
}

async function outputsOf(place: Place, one: MadeDelivery, outFolder: string): Promise<Output[]> {
  const staged = await place.list(one.stagedFolder);
  return staged.map((stagedPath) => {
    const name = stagedPath.slice(one.stagedFolder.length + 1);
    return { name, stagedPath, path: pathIn(pathIn(outFolder, one.profile.id), name) };
  });
}

/** A song that was renamed must not lie beside itself, nor a delivery that is refused now beside the others. */
async function removeEarlier(
  place: Place,
  made: readonly MadeDelivery[],
  coming: readonly Output[],
  outFolder: string,
): Promise<void> {
  const kept = new Set(coming.map(({ path }) => path));
  for (const name of [...made.map(({ profile }) => profile.id), SEAMS_FOLDER]) {
    const folder = pathIn(outFolder, name);
    for (const path of await filesBelow(place, folder)) if (!kept.has(path)) await place.remove(path);
    await place.tidy?.(folder);
  }
}
