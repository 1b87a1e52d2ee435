// Intent: what the artist asks for: style, amount, loudness, ceiling, what to do alone, what to leave out, what to lock.
import { Fault } from '../signal/fault.ts';
import { LOCKS, type Lock, type LockKeeps, type Stage } from './stage.ts';

/**
 * `target`: that loudness, as far as the damage budget allows; `auto`: as loud as the style likes and limiting stays cheap;
 * `keep`: the mix's own loudness; `off`: level and peaks untouched.
 */
export type LoudnessIntent =
  | { readonly mode: 'target'; readonly lufs: number }
  | { readonly mode: 'auto' }
  | { readonly mode: 'keep' }
  | { readonly mode: 'off' };

/** Limits of damage: how much of cleanness, punch and shape all moves together may take. */
export interface DamageBudget {
  /** Highest DK50, dB. */
  readonly distortionDb: number;
  /** Most fall of the loud sections' PSR, dB. */
  readonly crestLossDb: number;
  /** Most RMS change of the third-octaves, dB. */
  readonly toneChangeDb: number;
  /** Most that a compressor may pull down, dB. */
  readonly reductionDb: number;
}

/** What can be asked for of each. */
export const BUDGET_RANGE: Readonly<
  Record<keyof DamageBudget, { readonly min: number; readonly max: number }>
> = {
  distortionDb: { min: -90, max: -10 },
  crestLossDb: { min: 0, max: 12 },
  toneChangeDb: { min: 0, max: 6 },
  reductionDb: { min: 0, max: 12 },
};

/** Plain JSON. */
export interface Intent {
  /** Id of a style: one of the house's, or of a learnt one that is given beside the intent. */
  readonly style: string;
  /** 0…100 % of the recommended moves; 0 changes nothing but level. */
  readonly amount: number;
  readonly loudness: LoudnessIntent;
  readonly ceilingDbtp: number;
  /** Only these stages; all where empty. */
  readonly only: readonly Stage[];
  /** Not these stages. */
  readonly without: readonly Stage[];
  /** What must stay as it is. */
  readonly locks: readonly Lock[];
  /** The user's own limits; the style's where none is given. */
  readonly budget: Partial<DamageBudget>;
}

export const DEFAULT_INTENT: Intent = {
  style: 'balanced',
  amount: 100,
  loudness: { mode: 'auto' },
  ceilingDbtp: -1,
  only: [],
  without: [],
  locks: [],
  budget: {},
};

/** Quietest and loudest integrated loudness that can be asked for. */
export const LOUDNESS_RANGE_LUFS = { min: -40, max: -5 } as const;

/** Whether moves of this stage may be made: among `only` where there is one, not among `without`, and not locked. */
export function stageIsAsked({ only, without, locks }: Intent, stage: Stage): boolean {
  const locked = locks.some((lock) => (LOCKS[lock] as LockKeeps).stages.includes(stage));
  return !locked && !without.includes(stage) && (only.length === 0 || only.includes(stage));
}

/** Reads `-14`, `auto`, `keep`, `off`. */
export function parseLoudness(text: string): LoudnessIntent {
  if (text === 'auto' || text === 'keep' || text === 'off') return { mode: text };
  const lufs = Number(text);
  const { min, max } = LOUDNESS_RANGE_LUFS;
  if (text.trim() === '' || !(lufs >= min && lufs <= max)) {
    throw new Fault('bad-loudness', 'usage', { value: text, min, max });
  }
  return { mode: 'target', lufs };
}
