// Clock time: `1:23.4`, `1:02:03` or seconds, as people write a place in a song.

/** Groups: hours, minutes, seconds. */
export const CLOCK_PATTERN = /^(?:(?:(\d+):)?(\d{1,2}):)?(\d+(?:\.\d*)?)$/;

/** Seconds; null for what is no time. */
export function secondsOfClock(text: string): number | null {
  const parts = CLOCK_PATTERN.exec(text.trim());
  if (parts === null) return null;
  const [, hours = '0', minutes = '0', seconds] = parts;
  return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
}
