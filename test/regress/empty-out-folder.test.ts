// An empty output folder (`-o "$UNSET"`) means this folder, never the root of the disk; `--version` tells the version.
import { describe, expect, it } from 'vitest';
import { outputIn } from '../../src/tasks/outputs.ts';
import { TOOL } from '../../src/tasks/version.ts';
import { runCli } from '../cli/run-cli.ts';

describe('the command line', () => {
  it('never takes an empty folder for the root', () => {
    expect(outputIn('', 'plan.json').path).toBe('plan.json');
    expect(outputIn('', 'plan.json').stagedPath).toBe('.plan.json.part');
    expect(outputIn('/', 'plan.json').path).toBe('/plan.json');
  });

  it('tells its version', async () => {
    const { status, out } = await runCli('--version');
    expect(status).toBe(0);
    expect(out).toContain(TOOL.version);
  });
});
