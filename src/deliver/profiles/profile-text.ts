// Profile text: a profile from the text of its file, YAML or JSON; what is wrong is told with its line and column.
import { bad } from '../../records/check-fields.ts';
import { recordFromBytes, recordFromText, type RecordCodes } from '../../records/record-text.ts';
import { unknownName } from '../../signal/nearest-name.ts';
import { checkProfile } from './check-delivery-profile.ts';
import { HOUSE_PROFILE_IDS, houseRecord, isHouseName } from './house-profiles.ts';
import type { Profile } from './profile.ts';

/** What a file may say besides a profile's own fields. */
const EXTENDS = 'extends';
/** Where an editor of the file finds its schema; no part of the profile. */
const SCHEMA = '$schema';
/** Records of a profile that are filled in field by field from the one that is extended. */
const DEEP = ['sources', 'digital', 'cd', 'vinyl', 'playback'] as const;

type Loose = Readonly<Record<string, unknown>>;

/** What the faults of records are called in profiles. */
const CODES: RecordCodes = {
  'bad-record': 'bad-delivery-profile',
  'unknown-field': 'unknown-profile-field',
};

/**
 * `file`: its name; `.yaml` and `.yml` are YAML, everything else JSON. What the file leaves out is taken from the built-in profile
 * that it `extends`, where it does. Faults of kind `usage`: `bad-delivery-profile` (`where`, `what`), `unknown-profile-field`
 * and `unknown-profile-word` (`where`, `known`, `nearest`), `unknown-delivery`; with `file`, `line` and `column`.
 */
export async function profileFromText(text: string, file: string): Promise<Profile> {
  return recordFromText(text, file, CODES, ownProfile);
}

/** The same of a file's bytes. */
export async function profileFromBytes(bytes: Uint8Array, file: string): Promise<Profile> {
  return recordFromBytes(bytes, file, CODES, ownProfile);
}

/** A parsed value as a profile of somebody's own. */
function ownProfile(given: unknown): Profile {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw bad('the file', 'a record', given);
  const { [EXTENDS]: base, [SCHEMA]: _, ...told } = given as Loose;
  if (typeof told.id === 'string' && isHouseName(told.id))
    throw bad('id', 'a name that no built-in profile has', told.id);
  return checkProfile(base === undefined ? told : filledIn(baseOf(base), told));
}

function baseOf(base: unknown): Loose {
  if (typeof base !== 'string') throw bad(EXTENDS, 'the name of a built-in profile', base);
  const record = houseRecord(base);
  if (record === null) throw unknownName('unknown-delivery', base, HOUSE_PROFILE_IDS, { where: EXTENDS });
  return record;
}

/** Fields left out, one and two levels deep; lists are taken whole. Of another kind nothing but what belongs to no kind is taken. */
function filledIn(base: Loose, told: Loose): Loose {
  const isRecord = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const deep = DEEP.filter((name) => isRecord(base[name]) && isRecord(told[name])).map((name) => [
    name,
    { ...(base[name] as object), ...(told[name] as object) },
  ]);
  return { ...base, ...told, ...Object.fromEntries(deep) };
}
