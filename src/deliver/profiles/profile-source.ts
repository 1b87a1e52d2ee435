// Profile source: where a figure of a profile is from.
import type { Profile, ProfileSource } from './profile.ts';

/** `path`: of the figure, `digital.ratesHz`. Its own source, or that of the nearest record around it; null where none is told. */
export function sourceOf({ sources }: Profile, path: string): ProfileSource | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (Object.hasOwn(sources, at)) return sources[at]!;
  }
  return null;
}
