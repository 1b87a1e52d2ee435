// Version: reports carry the version of the package.
import { expect, it } from 'vitest';
import { name, version } from '../../package.json';
import { TOOL } from '../../src/tasks/version.ts';

it('is the one in package.json', () => {
  expect(TOOL).toEqual({ name, version });
});
