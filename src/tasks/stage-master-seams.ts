// Stage master seams: the seams of a mastered album as sounds, cut from its discs as they are delivered.
import { timelineSound } from '../album/timeline-sound.ts';
import type { MasteredAlbum } from '../album/mastered-album.ts';
import { SEAMS_FOLDER } from '../deliver/passport/passport.ts';
import { openAudio } from '../files/open.ts';
import type { Place } from '../files/place.ts';
import { albumSeams } from '../report/album/album-report.ts';
import type { SeamAudition } from '../report/album/album-report.ts';
import { pathIn, type Output } from './outputs.ts';
import type { Run } from './run.ts';
import { stageSeams } from './stage-seams.ts';

export interface MasterSeams {
  readonly auditions: readonly SeamAudition[];
  /** Staged in the working folder. */
  readonly outputs: readonly Output[];
}

export const NO_SEAMS: MasterSeams = { auditions: [], outputs: [] };

/** At the level of the masters: their ceiling holds where songs overlap too. Stage: `seams`. Faults: those of the place; `cancelled`. */
export async function stageMasterSeams(
  place: Place,
  mastered: MasteredAlbum,
  workFolder: string,
  outFolder: string,
  run: Run,
): Promise<MasterSeams> {
  const { timelines, passages } = mastered;
  const outputs: Output[] = [];
  const outputOf = (name: string): Output => {
    const [stagedPath, path] = [workFolder, outFolder].map((folder) =>
      pathIn(folder, `${SEAMS_FOLDER}/${name}`),
    );
    const output = { name, path: path!, stagedPath: stagedPath! };
    outputs.push(output);
    return output;
  };
  const open = async (id: string) =>
    (await openAudio(place, passages.find((passage) => passage.id === id)!.path)).source;
  const sound = {
    timelines,
    gainDb: 0,
    openTimeline: async (timeline: MasteredAlbum['timelines'][number]) =>
      timelineSound(timeline, {
        sampleRateHz: Math.max(...timeline.clips.map((clip) => clip.sampleRateHz)),
        passages,
        open,
      }),
  };
  const auditions = await stageSeams(place, outputOf, albumSeams(timelines, passages), sound, run);
  return { auditions, outputs };
}
