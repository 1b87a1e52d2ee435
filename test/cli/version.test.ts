// The command line tells its version.
import { expect, it } from 'vitest';
import { TOOL } from '../../src/tasks/version.ts';
import { runCli } from './run-cli.ts';

it('--version', async () => {
  const { status, out } = await runCli('--version');
  expect(status).toBe(0);
  expect(out).toContain(TOOL.version);
});
