// Limiter character: how a limiter shares its work among a slow gain, short dips and clipping.
import { ClipCurve } from './clip-curve.ts';
import type { EaseShare } from './gain-ease.ts';

/** How far below its ceiling a clip stage begins to bend. */
const CLIP_KNEE_DB = 1;

export interface LimiterCharacter {
  /** Window of the slow gain, as a share of lookAheadMs. */
  readonly window: number;
  /** Its share of a passing reduction. */
  readonly ease: EaseShare;
  /** What a clip stage before it takes off a peak at most; 0: there is none. */
  readonly clipDb: number;
}

export const CHARACTERS: Readonly<Record<string, LimiterCharacter>> = {
  transparent: { window: 1, ease: 'most', clipDb: 0 },
  punchy: { window: 0.6, ease: 'more', clipDb: 0 },
  loud: { window: 0.5, ease: 'more', clipDb: 1 },
};

/** What the clip stage of a character takes away at a ceiling (linear); null where it has none. */
export function clipCurveOf({ clipDb }: LimiterCharacter, ceiling: number): ClipCurve | null {
  return clipDb > 0 ? new ClipCurve(ceiling, CLIP_KNEE_DB, clipDb) : null;
}
