// Balance heard: the judged songs of an album set against each other, before they are rendered and once more after.
import { balanceAlbum, drawnPlans } from '../album/balance/balance-album.ts';
import type { AlbumBalance } from '../album/balance/balance-record.ts';
import { correctLevels, measuredBalance } from '../album/balance/correct-levels.ts';
import type { Album } from '../album/album.ts';
import type { LoudnessCost } from '../master/loudness/loudness-cost.ts';
import type { Plan } from '../master/plan.ts';
import { correctedPlan, verify } from '../master/verify.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Errands } from './errands/errand.ts';
import { LEVEL_ERRAND } from './errands/level-errand.ts';
import type { Rendering } from './errands/render-errand.ts';
import { sendAll } from './errands/send-all.ts';
import type { HeardAlbumRecording } from './hear-album.ts';
import type { Run } from './run.ts';

/**
 * Plans in the order of the recordings. Songs whose tone is drawn are heard once more before any level is set. Stage: `level`, where there
 * are any. Faults: those of `LEVEL_ERRAND`.
 */
export async function balanceHeard(
  album: Album,
  heard: readonly HeardAlbumRecording[],
  errands: Errands,
  run: Run,
): Promise<AlbumBalance> {
  const songs = heard.map(({ recording: { id }, mix: { analysis }, plan, cost }) => ({
    id,
    analysis,
    plan,
    cost,
  }));
  return balanceAlbum(songs, album, await heardAgain(drawnPlans(songs, album), heard, errands, run));
}

async function heardAgain(
  drawn: readonly (Plan | null)[],
  heard: readonly HeardAlbumRecording[],
  errands: Errands,
  run: Run,
): Promise<(LoudnessCost | null)[]> {
  const again = drawn.flatMap((plan, i) => {
    const { recording, mix, style } = heard[i]!;
    if (plan === null || style === null) return [];
    const order = { file: recording.file, analysis: mix.analysis, plan, style };
    return [{ i, order, weight: recording.bytes }];
  });
  if (again.length === 0) return [];
  const costs = await sendAll(errands, LEVEL_ERRAND, again, 'level', run);
  return drawn.map((_, i) => costs[again.findIndex((one) => one.i === i)] ?? null);
}

/** Plans that need no second rendering are the very ones that came in. */
export function correctRendered(
  album: Album,
  balance: AlbumBalance,
  rendered: readonly Rendering[],
): AlbumBalance {
  const corrected = correctLevels(balance, renderedSongs(balance, rendered), album) ?? balance;
  const plans = corrected.plans.map((plan, i) =>
    plan === null || plan !== balance.plans[i] || isPlaced(balance, i)
      ? plan
      : kept(plan, rendered[i]!.analysis.measurements),
  );
  return { ...corrected, plans };
}

/** What was promised of a song that the others did not move. */
function kept(plan: Plan, measurements: Measurements): Plan {
  const { correction } = verify(plan, measurements);
  return correction === null ? plan : correctedPlan(plan, correction);
}

/** Its level follows from its place among the others, not from a promise of its own. */
const isPlaced = ({ record }: AlbumBalance, i: number): boolean =>
  (record.songs[i]?.level?.mostLufs ?? null) !== null;

/** As it came out in the end. */
export function settledBalance(
  album: Album,
  balance: AlbumBalance,
  rendered: readonly Rendering[],
): AlbumBalance {
  return measuredBalance(balance, renderedSongs(balance, rendered), album);
}

function renderedSongs(
  { record }: AlbumBalance,
  rendered: readonly Rendering[],
): { id: string; measurements: Measurements }[] {
  return record.songs.map(({ id }, i) => ({ id, measurements: rendered[i]!.analysis.measurements }));
}
