// Profile schema: the published file is today's, it takes every built-in profile, and it refuses what the check refuses.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import published from '../../../docs/schema/delivery-profile.schema.json' with { type: 'json' };
import { HOUSE_PROFILE_IDS, houseRecord } from '../../../src/deliver/profiles/house-profiles.ts';
import { profileSchema } from '../../../src/deliver/profiles/profile-schema.ts';
import { profileFromText } from '../../../src/deliver/profiles/profile-text.ts';

const schema = profileSchema();
const valid = new Ajv2020({ strict: true, allowUnionTypes: true, strictRequired: false }).compile(schema);
const MINE = { extends: 'distributor', id: 'mine' };

describe('the schema of profiles', () => {
  it('is published as it is made: node scripts/print-profile-schema.mjs --write', () => {
    expect(published).toEqual(JSON.parse(JSON.stringify(schema)));
  });

  it.each(HOUSE_PROFILE_IDS)('takes %s', (id) => {
    valid(houseRecord(id));
    expect(valid.errors).toBe(null);
  });

  it.each<[string, object, boolean]>([
    ['no more than a name', MINE, true],
    ['a record changed', { ...MINE, digital: { bits: [16] } }, true],
    ['an unknown field', { ...MINE, digtal: {} }, false],
    ['an unknown word', { ...MINE, digital: { tags: 'ful' } }, false],
    ['no kind', { id: 'mine', title: 'Mine', purpose: 'x' }, false],
    [
      'a confidence of its own',
      { ...MINE, sources: { digital: { text: 'x', date: '2026', confidence: 'sure' } } },
      false,
    ],
  ])('agrees with the check about %s', async (_, given, good) => {
    const taken = await profileFromText(JSON.stringify(given), 'mine.json').then(
      () => true,
      () => false,
    );
    expect(taken).toBe(good);
    expect(valid(given)).toBe(good);
  });
});
