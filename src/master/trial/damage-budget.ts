// Damage budget: how much of punch, cleanness and shape all moves together may take, by style and by the user's own limits.
import { gainFromDb } from '../../dsp/decibel.ts';
import type { DamageBudget } from '../intent.ts';
import type { ParamRecord } from '../../process/params.ts';
import type { Damage, Move } from '../plan.ts';
import type { Style } from '../style/style.ts';

export type BudgetPart = keyof DamageBudget;

/**
 * A limiter that holds single peaks bends them where they are masked; what compressors and colour do goes on all the time.
 * But they do it slowly, and for the sake of it: they may spend as much more.
 */
const MORE_THAN_LIMITING_DB = 8;
/** Of its own limit for a limiter, whose loss comes on top. */
const CREST_SHARE = 1.25;
/** Four bands of 3 dB and no more between them; a tone beyond it is another mix. */
const TONE_CHANGE_DB = 2.5;
/** As deep as a compressor of the house goes: whoever decides on one says how deep. */
const REDUCTION_DB = 12;

/** The style's, but where the user gives a limit of their own. */
export function damageBudget({ limiting }: Style, own: Partial<DamageBudget> = {}): DamageBudget {
  return {
    distortionDb: limiting.distortionDb + MORE_THAN_LIMITING_DB,
    crestLossDb: limiting.crestLossDb * CREST_SHARE,
    toneChangeDb: TONE_CHANGE_DB,
    reductionDb: REDUCTION_DB,
    ...own,
  };
}

export interface SpentPart {
  readonly part: Exclude<BudgetPart, 'reductionDb'>;
  readonly value: number;
  readonly allowed: number;
  /** 1: all of it. */
  readonly share: number;
}

/** Of each part how much is spent. Distortion counts by its amplitude, which grows as evenly as the rest. */
export function spentParts(damage: Damage, budget: DamageBudget): SpentPart[] {
  const { distortionDb, crestLossDb, toneChangeDb } = damage;
  const share = (value: number, allowed: number): number =>
    value <= 0 ? 0 : allowed > 0 ? value / allowed : Infinity;
  const parts: SpentPart[] = [
    { part: 'crestLossDb', value: crestLossDb, allowed: budget.crestLossDb, share: 0 },
    { part: 'toneChangeDb', value: toneChangeDb, allowed: budget.toneChangeDb, share: 0 },
  ].map((one) => ({ ...one, share: share(one.value, one.allowed) }) as SpentPart);
  if (distortionDb === null) return parts;
  const allowed = budget.distortionDb;
  return [
    ...parts,
    { part: 'distortionDb', value: distortionDb, allowed, share: gainFromDb(distortionDb - allowed) },
  ];
}

/** The part that is nearest to its end or past it. */
export function mostSpent(damage: Damage, budget: DamageBudget): SpentPart {
  return spentParts(damage, budget).reduce((a, b) => (b.share > a.share ? b : a));
}

/** Kinds that never pull down further than their `rangeDb`, or that of each of their `bands`. */
const PULLING: ReadonlySet<string> = new Set(['compressor', 'multiband']);

/** The move, if it pulls down, so that it goes no deeper than allowed. */
export function heldReduction(move: Move, { reductionDb }: DamageBudget): Move {
  if (!PULLING.has(move.kind)) return move;
  const { bands } = move.params;
  const params = Array.isArray(bands)
    ? { ...move.params, bands: (bands as readonly ParamRecord[]).map((band) => shallower(band, reductionDb)) }
    : shallower(move.params, reductionDb);
  return { ...move, params };
}

function shallower(params: ParamRecord, mostDb: number): ParamRecord {
  const { rangeDb } = params;
  return typeof rangeDb === 'number' && Math.abs(rangeDb) <= mostDb ? params : { ...params, rangeDb: mostDb };
}
