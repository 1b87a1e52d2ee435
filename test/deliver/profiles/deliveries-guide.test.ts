// Deliveries guide: the profiles that the guide shows are profiles.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { profileFromText } from '../../../src/deliver/profiles/profile-text.ts';

const GUIDE = readFileSync(resolve(import.meta.dirname, '../../../docs/guide/deliveries.md'), 'utf8');
const SHOWN = [...GUIDE.matchAll(/```yaml\n(.*?)```/gs)].map((match) => match[1]!);

it('shows a short profile and a whole one', async () => {
  const profiles = await Promise.all(SHOWN.map((text) => profileFromText(text, 'shown.yaml')));
  expect(profiles.map(({ id }) => id)).toEqual(['my-shop', 'whole']);
  expect(profiles[0]!.digital).toMatchObject({ bits: [24], container: 'wav', mostBytes: 500_000_000 });
});
