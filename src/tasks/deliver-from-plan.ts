// Deliver from plan: an album rendered and delivered again from its plan alone: nothing is judged, every byte is as it was.
import { portableSha256 } from '../deliver/accept/digest.ts';
import type { Place } from '../files/place.ts';
import { PAPER_NAMES } from './album-papers.ts';
import type { AlbumPlan } from './album-plan.ts';
import { deliverMade, type DeliveredAlbum, type DeliverOptions } from './deliver-album.ts';
import { inlineErrands, type Errands } from './errands/errand.ts';
import { JOIN_ERRAND } from './errands/join-errand.ts';
import { sendAll } from './errands/send-all.ts';
import { joinedPath } from './hear-album.ts';
import { pathIn } from './outputs.ts';
import { masteredAlbum, renderPassages } from './render-album.ts';
import { SILENT_RUN, type Run } from './run.ts';
import { refuseEarlier } from './show-deliveries.ts';
import { refuseOtherSources } from './source-files.ts';
import { inWorkingFolder } from './working-folder.ts';

/**
 * `albumFolder`: where the album's sources lie, at the paths that the plan tells. The files of `outFolder` are then the very ones
 * that the plan came with, whatever the day, the folder, and who does the work. Stages: `hash`, `join`, `render`, `deliver`.
 * Faults: `source-changed`; those of rendering, of the place, `exists`, `cancelled`.
 */
export async function deliverFromPlan(
  place: Place,
  plan: AlbumPlan,
  albumFolder: string,
  outFolder: string,
  options: DeliverOptions = {},
  run: Run = SILENT_RUN,
): Promise<DeliveredAlbum> {
  const { createDigest = portableSha256 } = options;
  const errands = options.errands ?? inlineErrands({ place, createDigest });
  const folders = plan.profiles.map(({ id }) => id);
  if (!options.force) await refuseEarlier(place, outFolder, folders, PAPER_NAMES);
  await refuseOtherSources(plan, albumFolder, errands, run);
  return inWorkingFolder(place, outFolder, async (workFolder) => {
    const recordings = await recordingsOfPlan(plan, albumFolder, workFolder, errands, run);
    const rendered = await renderPassages(errands, plan.passages, recordings, workFolder, run);
    const mastered = masteredAlbum(plan, rendered, workFolder);
    const at = { place, folder: albumFolder };
    return deliverMade(at, { plan, mastered, recordings }, workFolder, outFolder, options, run);
  });
}

async function recordingsOfPlan(
  { passages }: AlbumPlan,
  albumFolder: string,
  workFolder: string,
  errands: Errands,
  run: Run,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  const orders = passages.flatMap(({ id, pieces, frames }) => {
    const found = pieces.map((piece) => ({ ...piece, file: pathIn(albumFolder, piece.file) }));
    files[id] = found.length === 1 ? found[0]!.file : joinedPath(workFolder, id);
    return found.length === 1 ? [] : [{ order: { pieces: found, out: files[id] }, weight: frames }];
  });
  if (orders.length > 0) await sendAll(errands, JOIN_ERRAND, orders, 'join', run);
  return files;
}
