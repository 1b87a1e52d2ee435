// Intent: what the artist asks for: style, amount, loudness, ceiling.
import { Fault } from '../signal/fault.ts';

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
  readonly style: string;
  /** 0…100 % of the recommended moves; 0 changes nothing but level. */
  readonly amount: number;
  readonly loudness: LoudnessIntent;
  readonly ceilingDbtp: number;
}

export const DEFAULT_INTENT: Intent = {
  style: 'balanced',
  amount: 100,
  loudness: { mode: 'auto' },
  ceilingDbtp: -1,
};

/** Quietest and loudest integrated loudness that can be asked for. */
export const LOUDNESS_RANGE_LUFS = { min: -40, max: -5 } as const;

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
