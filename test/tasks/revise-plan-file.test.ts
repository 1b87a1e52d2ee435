// Revise plan file: which name the next version gets, from whatever the plan is called, and that nothing is overwritten.
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import type { Place } from '../../src/files/place.ts';
import { readWhole, writeWhole } from '../../src/files/whole-file.ts';
import { checkPlan } from '../../src/master/plan-file/check-plan.ts';
import { revisePlanFile } from '../../src/tasks/revise-plan-file.ts';

const YAML = `version: 2
song: { name: song, sampleRateHz: 44100, channels: 2, frames: 441000 }
moves: [{ id: softer, kind: gain, params: { gainDb: -2 } }]
`;

let place: Place;
beforeEach(() => {
  place = memoryPlace();
});

const write = (path: string, text: string): Promise<void> =>
  writeWhole(place, path, {}, (sink) => sink.write(new TextEncoder().encode(text)));
const read = async (path: string): Promise<string> => new TextDecoder().decode(await readWhole(place, path));

describe('revisePlanFile', () => {
  it.each([
    ['plan.yaml', 'plan.2.json'],
    ['folder/plan.YML', 'folder/plan.2.json'],
    ['my.song.yaml', 'my.song.2.json'],
    ['plan.7.yaml', 'plan.8.json'],
  ])('writes the next version of %s into %s', async (path, next) => {
    await write(path, YAML);
    const revised = await revisePlanFile(place, path, 'more bass');
    expect(revised.path).toBe(next);
    expect(await checkPlan(JSON.parse(await read(next)))).toEqual(revised.plan);
    expect(await read(path)).toBe(YAML);
    expect(revised.diff.added.map(({ id }) => id)).toEqual(['words-bass']);
  });

  it('takes the first number that is free', async () => {
    await write('plan.yaml', YAML);
    await write('plan.2.json', 'mine');
    expect((await revisePlanFile(place, 'plan.yaml', 'more bass')).path).toBe('plan.3.json');
    expect(await read('plan.2.json')).toBe('mine');
  });

  it('writes where it is told, unless something stands there', async () => {
    await write('plan.yaml', YAML);
    expect((await revisePlanFile(place, 'plan.yaml', 'more bass', { out: 'a/next.json' })).path).toBe(
      'a/next.json',
    );
    await expect(
      revisePlanFile(place, 'plan.yaml', 'less bass', { out: 'a/next.json' }),
    ).rejects.toMatchObject({
      code: 'exists',
    });
  });

  it('leaves nothing behind where the words are not understood', async () => {
    await write('plan.yaml', YAML);
    await expect(revisePlanFile(place, 'plan.yaml', 'more quux')).rejects.toMatchObject({
      code: 'unknown-word',
    });
    await expect(revisePlanFile(place, 'none.yaml', 'more bass')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await place.exists('plan.2.json')).toBe(false);
  });
});
