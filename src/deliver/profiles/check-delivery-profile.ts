// Check delivery profile: a parsed value as a profile of a shop, plant or platform, every field of it checked.
import { writerById } from '../../files/writers.ts';
import { bad, checkFields, pathTo } from '../../records/check-fields.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import { refuseWrongRules } from './check-rules.ts';
import { PROFILE_FIELDS } from './profile-shape.ts';
import type { Profile } from './profile.ts';

/** It is part of names of folders. */
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

type Loose = Readonly<Record<string, unknown>>;

/** A parsed value as a profile, every field of it checked, defaults filled in. Faults: `bad-record`, `unknown-field`, `unknown-profile-word`. */
export function checkProfile(given: unknown): Profile {
  const profile = checkFields(PROFILE_FIELDS, given, '') as unknown as Profile;
  if (!PLAIN_NAME.test(profile.id)) throw bad('id', 'small letters, digits and hyphens', profile.id);
  for (const kind of ['digital', 'cd', 'vinyl'] as const) {
    if (kind === profile.kind && profile[kind] === null) throw bad(kind, 'the rules of this kind', undefined);
    if (kind !== profile.kind && profile[kind] !== null)
      throw bad(kind, `left out: this profile is of kind ${profile.kind}`, profile[kind]);
  }
  refuseWrongRules(profile, (id) => writerById(id));
  for (const path of Object.keys(profile.sources)) refuseOddSource(profile, path);
  return profile;
}

/** A source of nothing is a slip of the pen, and the figure it was meant for has none. */
function refuseOddSource(profile: Profile, path: string): void {
  let held: unknown = profile;
  for (const name of path.split('.')) {
    if (typeof held === 'object' && held !== null && Object.hasOwn(held, name)) {
      held = (held as Loose)[name];
      continue;
    }
    const known = typeof held === 'object' && held !== null ? Object.keys(held) : [];
    throw unknownName('unknown-field', name, known, { where: pathTo('sources', path) });
  }
}
