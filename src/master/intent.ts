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
}

export const DEFAULT_INTENT: Intent = {
  style: 'balanced',
  amount: 100,
  loudness: { mode: 'auto' },
  ceilingDbtp: -1,
  only: [],
  without: [],
  locks: [],
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
