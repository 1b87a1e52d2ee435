// Album flow: arc, seams and order of an album as its files are; seams as sounds with a page to hear and compare them.
import {
  proposeOrder,
  refuseUnknownSongs,
  type OrderProposal,
  type OrderWishes,
} from '../album/flow/propose-order.ts';
import { songPortrait } from '../album/flow/song-portrait.ts';
import { songSounds } from '../album/flow/song-sound.ts';
import { timelineSound } from '../album/timeline-sound.ts';
import type { Timeline } from '../album/disc-timeline.ts';
import { ALBUM_PAGE, SEAMS_FOLDER } from '../deliver/passport/passport.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { albumPage } from '../report/album/album-page.ts';
import { albumReport, type AlbumReport } from '../report/album/album-report.ts';
import { Fault } from '../signal/fault.ts';
import type { Source } from '../signal/stream.ts';
import type { AlbumAt } from './hear-album.ts';
import { withHeardFlow, type FlowOptions, type HeardFlow } from './hear-flow.ts';
import {
  namedFault,
  outputIn,
  pathIn,
  refuseExisting,
  removeStaged,
  showOutputs,
  splitPath,
  stageText,
  type Output,
} from './outputs.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from './run.ts';
import { seamName, stageSeams } from './stage-seams.ts';
import { TOOL } from './version.ts';

export interface WriteOptions extends FlowOptions {
  /** May files of an earlier run be replaced? */
  readonly force?: boolean;
}

/** Two songs that overlap with the curve that keeps the power may come so much higher than the louder of them. */
const OVERLAP_DB = 3.02;

/** Nothing is written. Faults: those of `withHeardFlow`. */
export async function albumFlow(
  at: AlbumAt,
  options: FlowOptions = {},
  run: Run = SILENT_RUN,
): Promise<AlbumReport> {
  return withHeardFlow(at, options, run, async (heard) => flowReport(at, heard, options));
}

/** The same, and its page in a file. Faults besides: `exists` without `force`, those of the place. */
export async function writeArc(
  at: AlbumAt,
  pagePath: Output,
  options: WriteOptions = {},
  run: Run = SILENT_RUN,
): Promise<AlbumReport> {
  const { force = false } = options;
  if (!force) await refuseExisting(at.place, [pagePath]);
  return stagedFirst(at.place, [pagePath], pagePath, async () => {
    const report = await albumFlow(at, options, run);
    await stageText(at.place, pagePath, albumPage(report));
    await showOutputs(at.place, [], [pagePath], force);
    return report;
  });
}

/**
 * Writes `seams/BEFORE--AFTER.flac` for every two songs that follow each other, and `album.html` beside them. All are written
 * hidden and shown together; after a Fault there is none. Faults besides those of `withHeardFlow`: `no-seams`, `exists`, `cancelled`.
 */
export async function writeSeams(
  at: AlbumAt,
  outFolder: string,
  options: WriteOptions = {},
  run: Run = SILENT_RUN,
): Promise<AlbumReport> {
  const { place, album } = at;
  const { force = false } = options;
  const outputOf = (name: string): Output => outputIn(pathIn(outFolder, SEAMS_FOLDER), name);
  const pairs = album.songs.slice(1).flatMap((after, i) => {
    const before = album.songs[i]!;
    return before.disc === after.disc ? [outputOf(seamName(before.id, after.id))] : [];
  });
  if (pairs.length === 0) throw new Fault('no-seams', 'usage');
  const page = outputIn(outFolder, ALBUM_PAGE);
  if (!force) await refuseExisting(place, [...pairs, page]);
  return stagedFirst(place, [...pairs, page], page, () =>
    withHeardFlow(at, options, run, async (heard) => {
      const flow = flowReport(at, heard, options);
      const sound = { ...heard, openTimeline: opener(at, heard), gainDb: sparedDb(flow) };
      const auditions = await stageSeams(place, outputOf, flow.seams, sound, run);
      const report = { ...flow, auditions };
      await stageText(place, page, albumPage(report));
      throwIfCancelled(run);
      await showOutputs(place, pairs, [page], force);
      return report;
    }),
  );
}

/** The page is begun before anything is heard, so that a folder that cannot be written is told at once; after a Fault nothing stays. */
async function stagedFirst<T>(
  place: Place,
  outputs: readonly Output[],
  page: Output,
  work: () => Promise<T>,
): Promise<T> {
  const [folder] = splitPath(page.path);
  const isNew = folder !== '' && !(await place.exists(folder));
  try {
    await stageText(place, page, '');
    return await work();
  } catch (reason) {
    await removeStaged(place, outputs);
    if (isNew) await place.tidy?.(folder);
    throw namedFault(reason, page, [page.stagedPath]);
  }
}

/** Nothing is written or changed. Faults: those of `withHeardFlow` and `proposeOrder`. */
export async function orderOfAlbum(
  at: AlbumAt,
  wishes: OrderWishes,
  options: FlowOptions = {},
  run: Run = SILENT_RUN,
): Promise<OrderProposal> {
  refuseUnknownSongs(at.album, wishes);
  return withHeardFlow(at, options, run, async ({ timelines, passages }) =>
    proposeOrder(at.album, songSounds(timelines, passages).map(songPortrait), wishes),
  );
}

function flowReport(
  { album }: AlbumAt,
  { passages, timelines }: HeardFlow,
  { date = null }: FlowOptions,
): AlbumReport {
  return albumReport({
    tool: TOOL,
    date,
    album,
    stage: 'given',
    integratedLufs: null,
    timelines,
    passages,
    auditions: [],
    balance: null,
    deliveries: [],
    downloads: [],
  });
}

/** At the highest rate of the disc's songs; nothing is held down, since nothing is mastered yet. */
function opener({ place }: AlbumAt, { passages }: HeardFlow): (timeline: Timeline) => Promise<Source> {
  return async (timeline) => {
    const sampleRateHz = Math.max(...timeline.clips.map((clip) => clip.sampleRateHz));
    const open = async (id: string): Promise<Source> =>
      (await openAudio(place, passages.find((passage) => passage.id === id)!.file)).source;
    const unheld = passages.map(({ id }) => ({ id, ceilingDbtp: null }));
    return timelineSound(timeline, { sampleRateHz, passages: unheld, peaks: 'unlimited', open });
  };
}

/** What must be taken off so that no seam clips. */
function sparedDb({ truePeakDbtp, seams }: AlbumReport): number {
  const overlap = seams.some(({ join }) => join === 'crossfade') ? OVERLAP_DB : 0;
  return Math.min(0, -((truePeakDbtp ?? 0) + overlap));
}
