// Level match: how far each side of a comparison is turned down so that all play equally loud.

/** Gains for a fair comparison, dB, 0 or less: nothing is ever turned up, so nothing can clip. */
export interface MatchGains {
  readonly mixDb: number;
  readonly masterDb: number;
}

export const NO_MATCH: MatchGains = { mixDb: 0, masterDb: 0 };

/** All come down to the quietest one's integrated loudness, dB, 0 or less; what has no loudness stays as it is. */
export function evenGains(levels: readonly (number | null)[]): number[] {
  const quietest = levels.reduce<number>((least, lufs) => Math.min(least, lufs ?? least), Infinity);
  return levels.map((lufs) => (lufs === null ? 0 : quietest - lufs));
}

/** The louder side comes down to the quieter one's integrated loudness; without a loudness on either side nothing moves. */
export function matchGains(mixLufs: number | null, masterLufs: number | null): MatchGains {
  if (mixLufs === null || masterLufs === null) return NO_MATCH;
  const [mixDb, masterDb] = evenGains([mixLufs, masterLufs]);
  return { mixDb: mixDb!, masterDb: masterDb! };
}
