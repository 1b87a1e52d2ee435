// Level match: how far each side of a comparison is turned down so that both play equally loud.

/** Gains for a fair comparison, dB, 0 or less: nothing is ever turned up, so nothing can clip. */
export interface MatchGains {
  readonly mixDb: number;
  readonly masterDb: number;
}

export const NO_MATCH: MatchGains = { mixDb: 0, masterDb: 0 };

/** The louder side comes down to the quieter one's integrated loudness; without a loudness on either side nothing moves. */
export function matchGains(mixLufs: number | null, masterLufs: number | null): MatchGains {
  if (mixLufs === null || masterLufs === null) return NO_MATCH;
  return { mixDb: Math.min(0, masterLufs - mixLufs), masterDb: Math.min(0, mixLufs - masterLufs) };
}
