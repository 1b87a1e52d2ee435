// Balance album: sets the levels and tones of an album's songs towards each other, by the album's rule and within every bound.
import { spelledOut } from '../../master/decide.ts';
import { hundredth } from '../../master/decider.ts';
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { Plan, Restraint } from '../../master/plan.ts';
import { isLevelling } from '../../master/revise/levelling.ts';
import type { Album } from '../album.ts';
import { forecastAlbumLufs } from '../album-loudness.ts';
import type {
  AlbumBalance,
  BalancedSong,
  BalanceRecord,
  BalanceSong,
  LevelBalance,
} from './balance-record.ts';
import { levelAlbum, type LevelledAlbum, type LevelledSong } from './level-album.ts';
import { EVEN_LU, levelSteps } from './level-steps.ts';
import { albumSong } from './level-wishes.ts';
import { measureOf } from './song-levels.ts';
import { toneAlbum } from './tone-album.ts';

/**
 * The plans of the songs whose tone the album draws, without level and limiter: what loudness costs them must be heard again
 * (judgeLoudness), for an equaliser moves peaks too. null for all others.
 */
export function drawnPlans(songs: readonly BalanceSong[], album: Album): (Plan | null)[] {
  return toneAlbum(songs, album).songs.map(({ plan, tone }) =>
    plan !== null && tone !== null && tone.bands.length > 0
      ? { ...plan, moves: plan.moves.filter((move) => !isLevelling(move)) }
      : null,
  );
}

/**
 * `songs`: the passages in the album's order, each with the id of its first song. Pure; the same album gives the same plans.
 * Every processor must be loaded (process/catalogue). Tone
 * first, since it changes loudness; then levels. Every plan keeps its moves; `album-tone` is added where a song is drawn, and
 * `level`, `limiter` and the promise follow the new loudness. Levels are forecast until `correctLevels` has seen the renderings.
 * `heardAgain`: in the order of the songs, the cost of those that `drawnPlans` names; without it their budget is guessed.
 */
export function balanceAlbum(
  songs: readonly BalanceSong[],
  album: Album,
  heardAgain: readonly (LoudnessCost | null)[] = [],
): AlbumBalance {
  const toned = toneAlbum(songs, album);
  const levelled = levelAlbum(songs, toned.songs, album, heardAgain);
  const plans = levelled.songs.map(({ plan }, i) =>
    plan === null || plan === songs[i]!.plan ? plan : spelledOut({ plan, cost: null }).plan,
  );
  const balanced = songs.map(
    ({ id }, i): BalancedSong => ({
      id,
      fullness: levelled.songs[i]!.fullness,
      level: levelled.songs[i]!.level,
      tone: toned.songs[i]!.tone,
    }),
  );
  const record: BalanceRecord = {
    version: 1,
    rule: album.balance.rule,
    measure: measureOf(album.balance.rule),
    anchor: levelled.anchor,
    commonLufs: levelled.commonLufs,
    ceilingDbtp: album.intent.ceilingDbtp,
    albumLufs: {
      before: albumLufs(songs, levelled.songs, 'before'),
      after: albumLufs(songs, levelled.songs, 'after'),
    },
    spreadDb: toned.spreadDb,
    bandsHz: toned.bandsHz,
    songs: balanced,
    steps: levelSteps(balanced, album),
    notes: [...waitingNote(levelled, album), ...notesOf(album, balanced, plans)],
  };
  return { plans, record };
}

function albumLufs(
  songs: readonly BalanceSong[],
  levelled: readonly LevelledSong[],
  when: 'before' | 'after',
): number | null {
  const shifted = songs.flatMap(({ analysis: { measurements } }, i) => {
    const level = levelled[i]!.level;
    const own = measurements.loudness.integratedLufs;
    return level === null || own === null
      ? []
      : [{ measurements, shiftLu: level[when].integratedLufs - own }];
  });
  const lufs = forecastAlbumLufs(shifted);
  return lufs === null ? null : hundredth(lufs);
}

/** Told from where somebody would hear it. */
const LEAST_WAITED_LU = 0.5;

function waitingNote({ waitsFor }: LevelledAlbum, album: Album): Restraint[] {
  if (waitsFor === null || waitsFor.lu < LEAST_WAITED_LU) return [];
  const { title } = albumSong(album, waitsFor.id);
  return [{ code: 'balance-waits', facts: { title, lu: hundredth(waitsFor.lu) } }];
}

/** By its budget, and further than a step from song to song may be. */
function isLeftBehind({ stoppedBy, wantedLufs, targetLufs }: LevelBalance): boolean {
  return stoppedBy?.code === 'balance-budget' && wantedLufs - targetLufs > EVEN_LU;
}

function notesOf(album: Album, songs: readonly BalancedSong[], plans: readonly (Plan | null)[]): Restraint[] {
  const notes: Restraint[] = [];
  const { rule } = album.balance;
  const kept = songs.filter(({ fullness }) => fullness?.kind === 'sparse').length;
  if (rule === 'integrated') notes.push({ code: 'balance-integrated', facts: { sparse: kept } });
  const stopped = songs.filter(({ level }) => level !== null && isLeftBehind(level)).length;
  if (stopped > 0) notes.push({ code: 'balance-stopped', facts: { songs: stopped } });
  const told = album.songs.filter(({ join, levelLu }) => join.kind === 'gapless' && levelLu !== 0).length;
  if (told > 0) notes.push({ code: 'balance-gapless-levels', facts: { songs: told } });
  const other = plans.filter(
    (plan) =>
      plan !== null &&
      plan.promise.ceilingDbtp !== null &&
      plan.promise.ceilingDbtp > album.intent.ceilingDbtp,
  ).length;
  if (other > 0)
    notes.push({
      code: 'balance-own-ceiling',
      facts: { songs: other, ceilingDbtp: album.intent.ceilingDbtp },
    });
  return notes;
}
