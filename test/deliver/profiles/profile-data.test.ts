// Profile data: what is built in is what the YAML files say, and each of them is whole and says where its figures are from.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileData } from '../../../scripts/embed-profiles.mjs';
import {
  HOUSE_PROFILE_IDS,
  houseProfile,
  houseRecord,
} from '../../../src/deliver/profiles/house-profiles.ts';
import { isPractice, sourceOf } from '../../../src/deliver/profiles/profile-source.ts';

const WRITTEN = resolve(import.meta.dirname, '../../../src/deliver/profiles/profile-data.ts');

describe('the built-in profiles', () => {
  it('are as their files say: node scripts/embed-profiles.mjs --write', () => {
    expect(readFileSync(WRITTEN, 'utf8')).toBe(profileData());
  });

  it.each(HOUSE_PROFILE_IDS)('%s is whole, and each figure that it tells has a source', (id) => {
    const profile = houseProfile(id);
    expect(profile.id).toBe(id);
    const { digital, cd, vinyl, playback } = houseRecord(id)!;
    for (const [kind, told] of Object.entries({ digital, cd, vinyl })) {
      const paths = Object.keys(told ?? {}).map((name) => `${kind}.${name}`);
      for (const path of paths.filter((one) => !isPractice(one)))
        expect(sourceOf(profile, path)).not.toBe(null);
    }
    if (playback !== undefined) expect(sourceOf(profile, 'playback')).not.toBe(null);
  });
});
