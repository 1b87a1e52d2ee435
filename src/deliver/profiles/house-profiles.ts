// House profiles: the built-in profiles, and the short names by which people ask for them.
import { unknownName } from '../../signal/nearest-name.ts';
import { PROFILE_DATA } from './profile-data.ts';
import { checkProfile } from './check-delivery-profile.ts';
import type { Profile } from './profile.ts';

/** What people say, and which profile they get. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  cd: 'cd-plant',
  vinyl: 'vinyl-plant',
  apple: 'apple-music',
  amazon: 'amazon-music',
  adm: 'apple-digital-masters',
  broadcast: 'broadcast-r128',
  dj: 'dj-pool',
  sync: 'sync-library',
};

/** In the order of the list. */
export const HOUSE_PROFILE_IDS: readonly string[] = Object.keys(PROFILE_DATA);

type Loose = Readonly<Record<string, unknown>>;

const CHECKED = new Map<string, Profile>();

/** Is it the name, or a short name, of a built-in profile? */
export function isHouseName(name: string): boolean {
  return Object.hasOwn(PROFILE_DATA, name) || Object.hasOwn(SHORT_NAMES, name);
}

/** What its file says, nothing filled in; null where there is none of that name or short name. */
export function houseRecord(name: string): Loose | null {
  if (!isHouseName(name)) return null;
  return JSON.parse(PROFILE_DATA[idOf(name)]!) as Loose;
}

/** By its id or a short name. Fault `unknown-delivery`, with the nearest. */
export function houseProfile(name: string): Profile {
  const record = houseRecord(name);
  if (record === null)
    throw unknownName('unknown-delivery', name, [...HOUSE_PROFILE_IDS, ...Object.keys(SHORT_NAMES)]);
  const id = idOf(name);
  const profile = CHECKED.get(id) ?? checkProfile(record);
  CHECKED.set(id, profile);
  return profile;
}

const idOf = (name: string): string => SHORT_NAMES[name] ?? name;
