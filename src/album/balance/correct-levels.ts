// Correct levels: what the renderings measured against what the balance wanted, and the plans that come nearer, or null.
import { hundredth, thousandth } from '../../master/decider.ts';
import type { Plan, Restraint } from '../../master/plan.ts';
import { correctedPlan, verify } from '../../master/verify.ts';
import type { Measurements } from '../../measure/measurements.ts';
import type { Album } from '../album.ts';
import { forecastAlbumLufs } from '../album-loudness.ts';
import type {
  AlbumBalance,
  BalancedSong,
  BalanceRecord,
  LevelBalance,
  LevelMeasure,
  SongLevels,
} from './balance-record.ts';
import { movedCode } from './level-album.ts';
import { levelSteps } from './level-steps.ts';
import { songLevels } from './song-levels.ts';

/** Nearer than this nobody hears a difference, and limiters scatter. */
const NEAR_LU = 0.15;

export interface RenderedSong {
  readonly id: string;
  /** Of its rendering by the balanced plan. */
  readonly measurements: Measurements;
}

/** The album as it was rendered: what its record says when nothing is done again. */
export function measuredBalance(
  { plans, record }: AlbumBalance,
  rendered: readonly RenderedSong[],
  album: Album,
): AlbumBalance {
  return { plans, record: recordWith(record, rendered, album, () => 0) };
}

/**
 * Plans for the songs that missed their place by more than 0.15 LU, or the ceiling; the others' are the very same objects, so that only
 * what changed must be rendered again. The record then tells what was measured and, of those, what is forecast of the second rendering.
 * A song is raised no further than its budget pays for. null where every song stands.
 */
export function correctLevels(
  { plans, record }: AlbumBalance,
  rendered: readonly RenderedSong[],
  album: Album,
): AlbumBalance | null {
  const corrected = plans.map((plan, i) => {
    const song = record.songs[i]!;
    const found = rendered.find(({ id }) => id === song.id);
    return plan && found ? correctedSong(plan, song, record, found.measurements) : plan;
  });
  if (corrected.every((plan, i) => plan === plans[i])) return null;
  const again = (id: string): number => {
    const i = record.songs.findIndex((song) => song.id === id);
    const found = rendered.find((one) => one.id === id);
    return corrected[i] === plans[i] || !found ? 0 : missedBy(record.songs[i]!, record, found.measurements);
  };
  return { plans: corrected, record: recordWith(record, rendered, album, again) };
}

function correctedSong(plan: Plan, song: BalancedSong, record: BalanceRecord, measured: Measurements): Plan {
  const levelDb = missedBy(song, record, measured) / (song.level?.lufsPerDb ?? 1);
  const ceilingDb = verify(plan, measured).correction?.ceilingDb ?? 0;
  const moves = plan.moves.some(({ id }) => id === 'level');
  if ((levelDb === 0 || !moves) && ceilingDb === 0) return plan;
  const corrected = correctedPlan(plan, { levelDb: moves ? levelDb : 0, ceilingDb });
  const lufs = measured.loudness.integratedLufs;
  if (lufs === null || !moves) return corrected;
  const integratedLufs = thousandth(lufs + missedBy(song, record, measured));
  return { ...corrected, promise: { ...plan.promise, integratedLufs } };
}

/** Loudness that is missing and may be given (or is too much), LU; 0 where it is near enough, or not ours. */
function missedBy({ level }: BalancedSong, { measure }: BalanceRecord, measured: Measurements): number {
  const found = songLevels(measured);
  if (level === null || level.mostLufs === null || found === null) return 0;
  const missed = Math.min(level.targetLufs - found[measure], level.driveLeftDb * level.lufsPerDb);
  return Math.abs(missed) < NEAR_LU ? 0 : missed;
}

function recordWith(
  record: BalanceRecord,
  rendered: readonly RenderedSong[],
  album: Album,
  again: (id: string) => number,
): BalanceRecord {
  const songs = record.songs.map((song) => {
    const found = rendered.find(({ id }) => id === song.id);
    return found
      ? { ...song, level: song.level && levelAs(song.level, found, again(song.id), record.measure) }
      : song;
  });
  const after = forecastAlbumLufs(
    rendered.map(({ id, measurements }) => ({ measurements, shiftLu: again(id) })),
  );
  return {
    ...record,
    songs,
    steps: levelSteps(songs, album),
    albumLufs: { ...record.albumLufs, after: after === null ? null : hundredth(after) },
  };
}

function levelAs(
  level: LevelBalance,
  { measurements }: RenderedSong,
  missedLu: number,
  measure: LevelMeasure,
): LevelBalance {
  const found = songLevels(measurements);
  if (found === null) return level;
  const after: SongLevels = {
    integratedLufs: hundredth(found.integratedLufs + missedLu),
    loudLufs: hundredth(found.loudLufs + missedLu),
    maxShortTermLufs: hundredth(found.maxShortTermLufs + missedLu),
    vocalLufs: hundredth(found.vocalLufs + missedLu),
  };
  const movedLu = hundredth(after[measure] - level.before[measure]);
  return { ...level, after, movedLu, because: movedBecause(level, movedLu) };
}

/** The same reason, with what it came to. */
function movedBecause({ because, movedLu: forecastLu }: LevelBalance, movedLu: number): Restraint {
  if (because.code !== movedCode(forecastLu)) return because;
  return { code: movedCode(movedLu), facts: { ...because.facts, movedLu: Math.abs(movedLu) } };
}
