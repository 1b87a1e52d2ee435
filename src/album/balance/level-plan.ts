// Level plan: a plan at another loudness, by the curve of what loudness costs the song: gain, limiter and promise.
import { hundredth, thousandth } from '../../master/decider.ts';
import type { CostPoint, LoudnessCost } from '../../master/loudness/loudness-cost.ts';
import { levelMove, limiterMove, limiterSetting } from '../../master/loudness/loudness-moves.ts';
import type { Move, Plan, Restraint } from '../../master/plan.ts';

/** Within this of the ceiling peaks may come out above it once a tone has changed: the limiter stands by. */
const STAND_BY_DB = 1;
/** Figures of the curve are told to hundredths. */
const SAME_LU = 0.01;
/** Of the slope of loudness over gain: less is not worth driving for. */
const LEAST_SLOPE = 0.3;

/** The curve of one song at its ceiling; without one, gain is loudness and nothing may be made louder. */
export interface LevelCurve {
  readonly points: readonly CostPoint[];
  /** What the curve was drawn at, and what the limiter is to hold now. */
  readonly drawnDbtp: number;
  readonly ceilingDbtp: number;
  readonly character: string;
  /** Where the budget ends, on the curve as it was drawn. */
  readonly kneeLufs: number;
}

export interface Drive {
  readonly driveDb: number;
  /** Share of the style's budget that is spent there. */
  readonly share: number;
  /** dB of loudness for a dB of gain. */
  readonly slope: number;
  /** Gain at which the highest peak meets the ceiling. */
  readonly freeDb: number;
}

export function levelCurve(cost: LoudnessCost, plan: Plan, ceilingDbtp: number): LevelCurve {
  const { points, character, kneeLufs } = cost;
  return { points, character, kneeLufs, ceilingDbtp, drawnDbtp: plan.intent.ceilingDbtp };
}

/** A ceiling moved takes the whole curve along: gain and limiter know no other scale. */
export function ceilingShiftDb({ drawnDbtp, ceilingDbtp }: LevelCurve): number {
  return ceilingDbtp - drawnDbtp;
}

/** The gain that gives this loudness; at most the curve's end. */
export function driveFor(curve: LevelCurve, lufs: number): Drive {
  const shift = ceilingShiftDb(curve);
  const at = lufs - shift;
  const { points } = curve;
  const first = points[0]!;
  const freeDb = first.driveDb + shift;
  if (at <= first.lufs || points.length < 2)
    return { driveDb: freeDb + Math.min(0, at - first.lufs), share: first.share, slope: 1, freeDb };
  const next = points.findIndex(({ lufs: end }) => end >= at);
  const i = next < 1 ? points.length - 1 : next;
  const [a, b] = [points[i - 1]!, points[i]!];
  const part = b.lufs > a.lufs ? Math.min(1, (at - a.lufs) / (b.lufs - a.lufs)) : 1;
  return {
    driveDb: a.driveDb + part * (b.driveDb - a.driveDb) + shift,
    // Straight between the points it would be told too high: up to the knee nothing is overspent.
    share: Math.min(a.share + part * (b.share - a.share), at <= curve.kneeLufs + SAME_LU ? 1 : Infinity),
    slope: Math.max(LEAST_SLOPE, Math.min(1, (b.lufs - a.lufs) / Math.max(1e-6, b.driveDb - a.driveDb))),
    freeDb,
  };
}

/** Loudness that a gain gives: the inverse of `driveFor`. */
export function lufsAt(curve: LevelCurve, driveDb: number): number {
  const shift = ceilingShiftDb(curve);
  const at = driveDb - shift;
  const { points } = curve;
  const first = points[0]!;
  if (at <= first.driveDb) return first.lufs + at - first.driveDb + shift;
  const next = points.findIndex((point) => point.driveDb >= at);
  if (next < 1) return points[points.length - 1]!.lufs + shift;
  const [a, b] = [points[next - 1]!, points[next]!];
  return a.lufs + ((at - a.driveDb) / (b.driveDb - a.driveDb)) * (b.lufs - a.lufs) + shift;
}

/** What a plan says of the level that it would have had by itself. */
const OWN_LEVEL: ReadonlySet<string> = new Set([
  'level-left-alone',
  'loudness-knee',
  'loudness-style',
  'loudness-refused',
  'loudness-finished',
]);

export interface LevelWish {
  /** Why it is there, in place of what was said of its own level. */
  readonly told: readonly Restraint[];
  /** Gain of the level move. */
  readonly driveDb: number;
  /** What comes of it, LUFS; `fromLufs`: without the move. */
  readonly lufs: number;
  readonly fromLufs: number;
  readonly ceilingDbtp: number;
  /** null without a curve: the limiter stays as it is, or away. */
  readonly limiter: { readonly character: string; readonly freeDb: number } | null;
}

/** The plan with this gain, a limiter where one may be needed, its ceiling and its promise; all else stays. */
export function planAtLevel(plan: Plan, wish: LevelWish): Plan {
  const { driveDb, lufs, fromLufs, ceilingDbtp, limiter } = wish;
  const others = plan.moves.filter(({ id }) => id !== 'level' && id !== 'limiter');
  const own = plan.moves.find(({ id }) => id === 'limiter');
  const moves: Move[] = [...others];
  if (Math.abs(thousandth(driveDb)) > 0)
    moves.push(levelMove('level-album', thousandth(driveDb), fromLufs, lufs));
  const holds = heldBy(own, wish);
  if (holds) moves.push(holds);
  const restraints = plan.restraints.filter(({ code }) => !OWN_LEVEL.has(code)).concat(wish.told);
  const promise = {
    integratedLufs: thousandth(lufs),
    ceilingDbtp: limiter === null ? plan.promise.ceilingDbtp : ceilingDbtp,
  };
  return { ...plan, moves, restraints, promise };
}

function heldBy(own: Move | undefined, wish: LevelWish): Move | null {
  const { driveDb, ceilingDbtp, limiter } = wish;
  if (limiter === null) return own ?? null;
  if (!own && driveDb < limiter.freeDb - STAND_BY_DB) return null;
  const peakDbtp = hundredth(ceilingDbtp + driveDb - limiter.freeDb);
  const setting = { ...limiterSetting({ ceilingDbtp }), character: limiter.character };
  const made = limiterMove(setting, peakDbtp);
  return own
    ? {
        ...made,
        params: { ...own.params, ceilingDbtp, character: limiter.character },
        rejected: own.rejected,
      }
    : made;
}
