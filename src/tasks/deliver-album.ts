// Deliver album: from songs to everything that shops and plants are given: mastered, made, opened again, and shown together.
import { portableSha256, type DigestFactory } from '../deliver/accept/digest.ts';
import { SEAMS_FOLDER, type Passport } from '../deliver/passport/passport.ts';
import type { Profile } from '../deliver/profiles/profile.ts';
import type { DeliverRecord } from '../report/delivery/deliver-record.ts';
import { albumPapers, OUTDATED_NAMES, PAPER_NAMES } from './album-papers.ts';
import { deliverRecord, untoldOf } from './deliver-report.ts';
import { inlineErrands, type Errands } from './errands/errand.ts';
import type { AlbumAt } from './hear-album.ts';
import { isAccepted, makeDeliveries, type MadeDelivery } from './make-deliveries.ts';
import { masterAlbum, planAlbum, type AlbumMade, type MasterAlbumOptions } from './master-album.ts';
import { pathIn } from './outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';
import { refuseEarlier, refuseLeftBehind, showDeliveries } from './show-deliveries.ts';
import { NO_SEAMS, stageMasterSeams } from './stage-master-seams.ts';
import { inWorkingFolder, refuseUnwritable } from './working-folder.ts';

export interface DeliverOptions {
  /** Who does the work; unless told all of it here, one thing after the other. */
  readonly errands?: Errands;
  readonly createDigest?: DigestFactory;
  /** May deliveries of an earlier run be replaced? */
  readonly force?: boolean;
  /** Every seam as a sound beside them, for the album page. */
  readonly seams?: boolean;
}

export interface DatedOptions extends DeliverOptions {
  /** ISO 8601: told on papers and in files. */
  readonly date: string;
}

/**
 * A folder for every profile below `outFolder`, named by its id, and beside them the album's plan, its passport, readme and
 * checksums. A delivery that is refused is told and not shown; where none is accepted, nothing is. Faults: those of
 * `masterAlbum` and of the place; `exists`, `earlier-deliveries`, `cancelled`; after one, nothing is shown.
 */
export async function deliverAlbum(
  at: AlbumAt,
  profiles: readonly Profile[],
  outFolder: string,
  options: DatedOptions,
  run: Run = SILENT_RUN,
): Promise<DeliverRecord> {
  const folders = [...profiles.map(idOf), ...(options.seams ? [SEAMS_FOLDER] : [])];
  if (!options.force) await refuseEarlier(at.place, outFolder, folders, PAPER_NAMES);
  await refuseLeftBehind(at.place, outFolder, folders);
  return inWorkingFolder(at.place, outFolder, async (workFolder) => {
    await refuseUnwritable(at.place, workFolder, outFolder);
    const album = await masterAlbum(at, masterOptions(at, profiles, workFolder, options), run);
    const { made } = await deliverMade(at, album, workFolder, outFolder, options, run);
    return deliverRecord(at, album, album.mastered, made, options.date);
  });
}

/** What would be done: heard, judged, balanced and laid out; recordings in pieces are put together in `outFolder` and removed. */
export async function planDeliveries(
  at: AlbumAt,
  profiles: readonly Profile[],
  outFolder: string,
  options: DatedOptions,
  run: Run = SILENT_RUN,
): Promise<DeliverRecord> {
  return inWorkingFolder(at.place, outFolder, async (workFolder) => {
    const planned = await planAlbum(at, masterOptions(at, profiles, workFolder, options), run);
    const record = deliverRecord(at, planned, null, [], options.date);
    return { ...record, untold: untoldOf(at.album, profiles) };
  });
}

const idOf = ({ id }: Profile): string => id;

function masterOptions(
  { place }: AlbumAt,
  profiles: readonly Profile[],
  workFolder: string,
  { errands, createDigest = portableSha256, date }: DatedOptions,
): MasterAlbumOptions {
  return { profiles, date, workFolder, errands: errands ?? inlineErrands({ place, createDigest }) };
}

/** What was made of a mastered album; the passport of what was accepted, null where nothing was. */
export interface DeliveredAlbum {
  readonly made: readonly MadeDelivery[];
  readonly passport: Passport | null;
}

/** From the rendered album on; the same for an album that was just judged and for one that is rendered from its plan. */
export async function deliverMade(
  { place, folder }: Omit<AlbumAt, 'album'>,
  album: Pick<AlbumMade, 'plan' | 'mastered' | 'recordings'>,
  workFolder: string,
  outFolder: string,
  { errands, createDigest = portableSha256, force = false, seams = false }: DeliverOptions,
  run: Run,
): Promise<DeliveredAlbum> {
  const { profiles, date } = album.plan;
  const sent = errands ?? inlineErrands({ place, createDigest });
  const order = { ...album, profiles, albumFolder: folder, workFolder, date, errands: sent };
  const made = await makeDeliveries(order, run);
  if (!made.some(isAccepted)) return { made, passport: null };
  const heard = seams ? await stageMasterSeams(place, album.mastered, workFolder, outFolder, run) : NO_SEAMS;
  const { papers, passport } = await albumPapers(album, made, createDigest, heard.auditions);
  throwIfCancelled(run);
  if (force) for (const name of OUTDATED_NAMES) await place.remove(pathIn(outFolder, name));
  await showDeliveries(place, made, papers, outFolder, force, heard.outputs);
  return { made, passport };
}
