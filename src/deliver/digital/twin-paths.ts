// Twin paths: where a song's files stand in a delivery: with its tags, with nothing but its sound, or both.
import { inFolder } from '../finish/in-folder.ts';
import type { DigitalRules } from '../profiles/profile.ts';

/** What the folders of twins are called. */
const TAGGED = 'tagged';
const CLEAN = 'clean';

/** null for the one that is not made. */
export function twinPaths(
  folder: string,
  { tags }: DigitalRules,
  name: string,
): { readonly tagged: string | null; readonly clean: string | null } {
  const isTwins = tags === 'twins';
  return {
    tagged: tags === 'clean' ? null : inFolder(folder, isTwins ? `${TAGGED}/${name}` : name),
    clean: tags === 'full' ? null : inFolder(folder, isTwins ? `${CLEAN}/${name}` : name),
  };
}
