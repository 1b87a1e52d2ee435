// Version: reports carry the version of the package.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TOOL } from '../../src/tasks/version.ts';

it('is the one in package.json', () => {
  const { name, version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(TOOL).toEqual({ name, version });
});
