// Profiles text: the list of deliveries, and one profile whole with its sources.
import { describe, expect, it } from 'vitest';
import { HOUSE_PROFILE_IDS, houseProfile } from '../../../src/deliver/profiles/house-profiles.ts';
import { profilesText, profileText } from '../../../src/report/delivery/profiles-text.ts';

describe('the list of deliveries', () => {
  it('has a line for each, no wider than a terminal of 100', () => {
    const lines = profilesText({ width: 100 }).split('\n');
    for (const id of HOUSE_PROFILE_IDS)
      expect(lines.filter((line) => line.startsWith(`${id} `))).toHaveLength(1);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/undefined|NaN|null|\[object/);
  });

  it.each(HOUSE_PROFILE_IDS)('%s whole: every figure marked with its source', (id) => {
    const text = profileText(houseProfile(id));
    expect(text).not.toMatch(/undefined|NaN|null|\[object/);
    const marks = [...text.matchAll(/ \[(\d+)\]$/gm)].map((match) => Number(match[1]));
    const listed = [...text.matchAll(/^ {2}\[(\d+)\] /gm)].map((match) => Number(match[1]));
    expect(new Set(marks)).toEqual(new Set(listed));
    expect(listed).toEqual(listed.map((_, i) => i + 1));
  });

  it('tells a figure in the words of the file', () => {
    const text = profileText(houseProfile('spotify'));
    expect(text).toMatch(/^ {2}ceilingDbtp: -1 \[\d\]$/m);
    expect(text).toMatch(/^ {2}targetLufs: -14 \[\d\]$/m);
    expect(text).toContain('official');
  });
});
