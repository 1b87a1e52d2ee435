// Level album: the level of every song by the album's rule, within its budget, as changed plans and as figures.
import { hundredth } from '../../master/decider.ts';
import type { LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import type { Plan, Restraint } from '../../master/plan.ts';
import type { Album } from '../album.ts';
import type { BalanceSong, Fullness, LevelBalance, SongLevels } from './balance-record.ts';
import { driveFor, levelCurve, lufsAt, planAtLevel, ceilingShiftDb, type LevelCurve } from './level-plan.ts';
import { heardAs, mostIntegrated, type CostedSong } from './level-budget.ts';
import { anchorOf, commonOf } from './common-level.ts';
import { placesAbout, waitsFor, type Place, type Placing, type Waiting } from './level-places.ts';
import { albumSong, fixedBecause, underFull, vocalOffsets } from './level-wishes.ts';
import { songFullness } from './song-fullness.ts';
import { measureOf, raisedLevels, songLevels } from './song-levels.ts';
import { styleOf, type TonedSong } from './tone-album.ts';

export interface LevelledSong {
  readonly plan: Plan | null;
  readonly fullness: Fullness | null;
  readonly level: LevelBalance | null;
}

export interface LevelledAlbum {
  readonly songs: readonly LevelledSong[];
  readonly anchor: string | null;
  readonly commonLufs: number | null;
  /** The song for whose sake all stand lower than their middle, and by how much. */
  readonly waitsFor: Waiting | null;
}

/** What is known of a song before any is placed. */
interface Known {
  readonly song: BalanceSong;
  readonly plan: Plan | null;
  readonly fullness: Fullness | null;
  readonly before: SongLevels;
  readonly curve: LevelCurve | null;
  readonly changeLu: number;
  readonly fixed: Restraint | null;
  readonly toldLu: number;
  readonly underLu: number;
  readonly vocalLu: number;
  /** Loudest integrated loudness that its budget pays for. */
  readonly mostLufs: number;
}

/** Changes below this are none. */
const LEAST_MOVE_LU = 0.05;

export function levelAlbum(
  songs: readonly BalanceSong[],
  toned: readonly TonedSong[],
  album: Album,
  heardAgain: readonly (LoudnessCost | null)[],
): LevelledAlbum {
  const before = songs.map(levelsNow);
  const vocal = vocalOffsets(album, before);
  const known = songs.map((song, i) =>
    knownOf(song, heardAs(toned[i]!, song, heardAgain[i] ?? null), before[i]!, vocal[i]!, album),
  );
  const heard = known.filter((one) => one !== null);
  const measure = measureOf(album.balance.rule);
  const placings = heard.map((one) => placingOf(one, measure));
  const sounds = heard.map(({ song, before: { integratedLufs } }) => ({
    measurements: song.analysis.measurements,
    integratedLufs,
  }));
  const { rule } = album.balance;
  const anchor = rule === 'none' ? null : anchorOf(placings, album);
  const commonLufs = rule === 'none' ? null : commonOf(placings, sounds, anchor, album);
  const places =
    commonLufs === null ? placings.map(stays(album)) : placesAbout(commonLufs, placings, album.balance);
  const placed = new Map(heard.map((one, i) => [one.song.id, levelled(one, places[i]!, anchor, album)]));
  return {
    anchor,
    commonLufs: commonLufs === null ? null : hundredth(commonLufs),
    waitsFor:
      anchor === null && rule !== 'none' && album.balance.albumLufs === null ? waitsFor(placings) : null,
    songs: songs.map(
      ({ id, plan }, i) => placed.get(id) ?? { plan: toned[i]?.plan ?? plan, fullness: null, level: null },
    ),
  };
}

/** Levels that the song would have by its own plan: the mix's, raised to the loudness that is promised. */
function levelsNow({ analysis, plan }: BalanceSong): SongLevels | null {
  const mix = songLevels(analysis.measurements);
  const promised = plan?.promise.integratedLufs ?? null;
  return mix && promised !== null ? raisedLevels(mix, promised - mix.integratedLufs) : mix;
}

function knownOf(
  song: BalanceSong,
  { plan, changeLu, cost, isNew }: CostedSong,
  before: SongLevels | null,
  vocalLu: number,
  album: Album,
): Known | null {
  if (before === null) return null;
  const fullness = songFullness(song.analysis.measurements, styleOf(plan, album));
  const own = albumSong(album, song.id);
  const fixed = fixedBecause(own, song);
  const curve =
    cost && cost.points.length > 0 && plan && fixed === null
      ? levelCurve(cost, plan, own.intent.ceilingDbtp ?? album.intent.ceilingDbtp)
      : null;
  return {
    song,
    plan,
    fullness,
    before,
    curve,
    changeLu,
    fixed,
    toldLu: fixed ? 0 : own.levelLu,
    underLu: underFull(album, fullness),
    vocalLu,
    mostLufs: mostIntegrated({ plan, changeLu, cost, isNew }, before, curve),
  };
}

function placingOf(one: Known, measure: keyof SongLevels): Placing {
  const ownLufs = one.before[measure];
  return {
    id: one.song.id,
    ownLufs,
    toldLu: one.toldLu,
    offsetLu: one.toldLu - one.underLu + one.vocalLu,
    kind: one.fullness?.kind ?? 'dense',
    fixed: one.fixed !== null,
    mostLufs: one.mostLufs + ownLufs - one.before.integratedLufs,
  };
}

/** By the rule `none` nothing moves but what the album file tells. */
function stays({ balance }: Album) {
  return (one: Placing): Place =>
    placesAbout(one.ownLufs, [{ ...one, kind: 'dense', offsetLu: one.toldLu }], balance)[0]!;
}

function levelled(one: Known, place: Place, anchor: string | null, album: Album): LevelledSong {
  const measure = measureOf(album.balance.rule);
  const movedLu = place.targetLufs - one.before[measure];
  const after = raisedLevels(one.before, movedLu);
  const { curve, changeLu } = one;
  const own = one.song.cost;
  const was =
    curve &&
    own &&
    one.plan &&
    driveFor(levelCurve(own, one.plan, one.plan.intent.ceilingDbtp), one.before.integratedLufs);
  const drive = curve && driveFor(curve, after.integratedLufs - changeLu);
  const level: LevelBalance = {
    before: told(one.before),
    after: told(after),
    wantedLufs: hundredth(place.wantedLufs),
    targetLufs: hundredth(place.targetLufs),
    movedLu: hundredth(movedLu),
    toldLu: one.toldLu,
    underLu: hundredth(one.underLu),
    vocalLu: hundredth(one.vocalLu),
    mostLufs: curve ? hundredth(one.mostLufs + one.before[measure] - one.before.integratedLufs) : null,
    spent: was && drive ? { before: hundredth(was.share), after: hundredth(drive.share) } : null,
    driveLeftDb: hundredth(driveLeft(one, after)),
    lufsPerDb: hundredth(drive?.slope ?? 1),
    because: one.fixed ?? becauseOf(one, movedLu, anchor, album),
    stoppedBy: place.stoppedBy,
  };
  const why = [level.because, ...(level.stoppedBy ? [level.stoppedBy] : [])];
  const plan = one.fixed || one.plan === null ? one.plan : levelledPlan(one, one.plan, after, movedLu, why);
  return { plan, fullness: one.fullness, level };
}

function driveLeft({ curve, changeLu, mostLufs }: Known, after: SongLevels): number {
  if (curve === null) return 0;
  const most = driveFor(curve, mostLufs - Math.min(0, changeLu)).driveDb;
  return Math.max(0, most - driveFor(curve, after.integratedLufs - changeLu).driveDb);
}

function levelledPlan(
  one: Known,
  plan: Plan,
  after: SongLevels,
  movedLu: number,
  told: readonly Restraint[],
): Plan {
  const { curve, changeLu } = one;
  const lufs = after.integratedLufs;
  const still = Math.abs(movedLu) < LEAST_MOVE_LU && changeLu === 0;
  if (still && (!curve || ceilingShiftDb(curve) === 0)) return plan;
  if (curve === null) {
    const own = plan.moves.find(({ id }) => id === 'level')?.params.gainDb;
    const driveDb = (typeof own === 'number' ? own : 0) + movedLu - changeLu;
    const fromLufs = lufs - driveDb;
    return planAtLevel(plan, { told, driveDb, lufs, fromLufs, ceilingDbtp: 0, limiter: null });
  }
  const { driveDb, freeDb } = driveFor(curve, lufs - changeLu);
  const fromLufs = lufsAt(curve, freeDb) - freeDb + changeLu;
  const { ceilingDbtp, character } = curve;
  return planAtLevel(plan, { told, driveDb, lufs, fromLufs, ceilingDbtp, limiter: { character, freeDb } });
}

/** How a song was moved, as a reason's code. */
export function movedCode(movedLu: number): string {
  const way = Math.abs(movedLu) < LEAST_MOVE_LU ? 'stays' : movedLu > 0 ? 'raised' : 'lowered';
  return `balance-${way}`;
}

function becauseOf(one: Known, movedLu: number, anchor: string | null, { balance }: Album): Restraint {
  const { fullness, toldLu, underLu, vocalLu } = one;
  const code =
    balance.rule === 'none'
      ? 'balance-rule-none'
      : one.song.id === anchor
        ? 'balance-anchor'
        : movedCode(movedLu);
  return {
    code,
    facts: {
      rule: balance.rule,
      movedLu: hundredth(Math.abs(movedLu)),
      fullPercent: Math.round(100 * (fullness?.share ?? 1)),
      underLu: hundredth(underLu),
      toldLu,
      vocalLu: hundredth(vocalLu),
    },
  };
}

function told(levels: SongLevels): SongLevels {
  const { integratedLufs, loudLufs, maxShortTermLufs, vocalLufs } = levels;
  return {
    integratedLufs: hundredth(integratedLufs),
    loudLufs: hundredth(loudLufs),
    maxShortTermLufs: hundredth(maxShortTermLufs),
    vocalLufs: hundredth(vocalLufs),
  };
}
