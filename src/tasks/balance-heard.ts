// Balance heard: the judged songs of an album set against each other, before they are rendered and once more after.
import { balanceAlbum } from '../album/balance/balance-album.ts';
import type { AlbumBalance } from '../album/balance/balance-record.ts';
import { correctLevels, measuredBalance } from '../album/balance/correct-levels.ts';
import type { Album } from '../album/album.ts';
import type { Plan } from '../master/plan.ts';
import { correctedPlan, verify } from '../master/verify.ts';
import type { Measurements } from '../measure/measurements.ts';
import type { Rendering } from './errands/render-errand.ts';
import type { HeardAlbumRecording } from './hear-album.ts';

/** Plans in the order of the recordings. */
export function balanceHeard(album: Album, heard: readonly HeardAlbumRecording[]): AlbumBalance {
  const songs = heard.map(({ recording: { id }, mix: { analysis }, plan, cost }) => ({
    id,
    analysis,
    plan,
    cost,
  }));
  return balanceAlbum(songs, album);
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
