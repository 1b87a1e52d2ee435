// Refuse input: a result never takes the place of the file it is about, whatever links lead there.
import { link, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { refuseInput } from '../../src/cli/write-output.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lacquer-input-'));
  await writeFile(at('mix'), 'sound');
  await writeFile(at('other'), 'text');
  await link(at('mix'), at('hard'));
  await symlink(at('mix'), at('soft'));
});
afterAll(() => rm(folder, { recursive: true }));

it.each(['mix', './mix', 'hard', 'soft'])('%s is the input itself', async (name) => {
  const refused = refuseInput(`${folder}/${name}`, [at('other'), at('mix')]);
  await expect(refused).rejects.toMatchObject({ code: 'same-file', kind: 'usage' });
});

it('other files, new ones and none at all pass', async () => {
  for (const out of [at('other'), at('new'), undefined]) {
    await expect(refuseInput(out, [at('mix')])).resolves.toBeUndefined();
  }
});
