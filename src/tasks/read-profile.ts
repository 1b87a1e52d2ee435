// Read profile: the profile that was named: one of ours, or a JSON file.
import type { Place } from '../files/place.ts';
import type { RuleProfile } from '../report/rules/rule-profile.ts';
import { DEFAULT_PROFILE, profileById } from '../report/rules/rule-profiles.ts';

/** What reads files is loaded only for files: a quick check starts fast. What ends in `.json` or has a folder before it is a file. Faults: those of the place, `unknown-profile`, `bad-profile`. */
export async function readProfile(place: Place, named: string | undefined): Promise<RuleProfile> {
  if (named === undefined) return DEFAULT_PROFILE;
  if (!/\.json$|[\\/]/i.test(named)) return profileById(named);
  const [{ checkProfile }, { readRecord }] = await Promise.all([
    import('../report/rules/check-profile.ts'),
    import('./read-record.ts'),
  ]);
  return checkProfile(await readRecord(place, named, 'bad-profile'), named);
}
