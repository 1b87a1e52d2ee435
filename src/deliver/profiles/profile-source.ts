// Profile source: where a figure of a profile is from.
import type { Profile, ProfileSource } from './profile.ts';

/** Fields that are this house's practice wherever no source of their own is told: shops seldom speak of them. */
const PRACTICE: readonly string[] = [
  'digital.fileName',
  'digital.fileNameLetters',
  'digital.mostFileNameLetters',
  'digital.tags',
  'digital.gaps',
  'digital.hearsAs',
  'digital.alternates',
  'vinyl.inches',
  'vinyl.rpm',
  'vinyl.files',
  'vinyl.order',
];

export const isPractice = (path: string): boolean => PRACTICE.includes(path);

/**
 * `path`: of the figure, `digital.ratesHz`. Its own source, or that of the nearest record around it; null where none is told, and for
 * the house's own practice.
 */
export function sourceOf({ sources }: Profile, path: string): ProfileSource | null {
  if (isPractice(path) && !Object.hasOwn(sources, path)) return null;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    if (Object.hasOwn(sources, at)) return sources[at]!;
  }
  return null;
}
