// Render album: every passage of an album plan through its plan into the working folder, measured while it is written.
import { albumLoudness } from '../album/album-loudness.ts';
import type { MasteredAlbum } from '../album/mastered-album.ts';
import { masteredFrom, type AlbumPlan } from './album-plan.ts';
import { RENDER_ERRAND, type Rendering } from './errands/render-errand.ts';
import type { Errands } from './errands/errand.ts';
import { sendAll } from './errands/send-all.ts';
import { pathIn } from './outputs.ts';
import type { Run } from './run.ts';

/** What of a passage is rendered: its recording, and its plan. */
export type ToRender = Pick<AlbumPlan['passages'][number], 'id' | 'plan' | 'frames'>;

/** Where the working file of a passage lies. */
export function renderedPath(workFolder: string, id: string): string {
  return pathIn(workFolder, `rendered/${id}.wav`);
}

/** Of each passage, in their order. `files`: the recording of each passage, by its id. Stage: `render`, or the one told. */
export function renderPassages(
  errands: Errands,
  passages: readonly ToRender[],
  files: Readonly<Record<string, string>>,
  workFolder: string,
  run: Run,
  stage: 'render' | 'correct' = 'render',
): Promise<Rendering[]> {
  const orders = passages.map(({ id, plan, frames }) => ({
    order: { file: files[id]!, plan, frames, out: renderedPath(workFolder, id) },
    weight: frames,
  }));
  return sendAll(errands, RENDER_ERRAND, orders, stage, run);
}

/** The record of what was rendered; `renderings` in the order of the plan's passages. Alternates are no part of the whole. */
export function masteredAlbum(
  plan: AlbumPlan,
  renderings: readonly Rendering[],
  workFolder: string,
): MasteredAlbum {
  const rendered = plan.passages.map(({ id }, i) => ({
    path: renderedPath(workFolder, id),
    measurements: renderings[i]!.analysis.measurements,
  }));
  const whole = renderings.filter((_, i) => plan.passages[i]!.songs.length > 0);
  const peaks = whole.flatMap(({ analysis }) => analysis.measurements.peak.truePeakDbtp ?? []);
  return masteredFrom(plan, rendered, {
    integratedLufs: albumLoudness(whole.map(({ blockPowers }) => blockPowers)),
    truePeakDbtp: peaks.length === 0 ? null : Math.max(...peaks),
  });
}
