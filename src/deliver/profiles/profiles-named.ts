// Profiles named: the profiles that somebody asked for by a list of names, short names and files of their own.
import type { Place } from '../../files/place.ts';
import { Fault } from '../../signal/fault.ts';
import { houseProfile } from './house-profiles.ts';
import type { Profile } from './profile.ts';

/** More than any profile holds. */
const MOST_BYTES = 1 << 20;
/** What ends like a profile's file, or has a folder before it. */
const FILE = /\.(json|ya?ml)$|[\\/]/i;

/**
 * `list`: names with commas between them (`spotify,cd,my-shop.yaml`), or a list of such. Each once, in this order; what names
 * the same profile twice gives it once. Faults: `no-delivery` for an empty list, `unknown-delivery`, `same-delivery` for two
 * different ones of one id; those of the place and of `profileFromBytes`.
 */
export async function profilesNamed(
  place: Pick<Place, 'open'>,
  list: string | readonly string[],
): Promise<Profile[]> {
  const names = [list].flat().flatMap((one) => one.split(','));
  const asked = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (asked.length === 0) throw new Fault('no-delivery', 'usage');
  const profiles = new Map<string, Profile>();
  for (const name of asked) {
    const profile = FILE.test(name) ? await profileFile(place, name) : houseProfile(name);
    const before = profiles.get(profile.id);
    if (before !== undefined && before !== profile)
      throw new Fault('same-delivery', 'usage', { id: profile.id, file: name });
    profiles.set(profile.id, profile);
  }
  return [...profiles.values()];
}

async function profileFile(place: Pick<Place, 'open'>, path: string): Promise<Profile> {
  const source = await place.open(path);
  try {
    if (source.bytes > MOST_BYTES) throw refusedFile(path, 'it is too long');
    const bytes = await source.read(0, source.bytes);
    // Loaded when needed: most profiles are built in.
    const { profileFromBytes } = await import('./profile-text.ts');
    return await profileFromBytes(bytes, path);
  } finally {
    await source.close();
  }
}

function refusedFile(file: string, what: string): Fault {
  return new Fault('bad-delivery-profile', 'usage', { file, where: 'the file', what });
}
