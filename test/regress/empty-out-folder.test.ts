// An empty output folder (`-o "$UNSET"`) means this folder, never the root of the disk.
import { expect, it } from 'vitest';
import { outputIn } from '../../src/tasks/outputs.ts';

it('never takes an empty folder for the root', () => {
  expect(outputIn('', 'plan.json').path).toBe('plan.json');
  expect(outputIn('', 'plan.json').stagedPath).toBe('.plan.json.part');
  expect(outputIn('/', 'plan.json').path).toBe('/plan.json');
});
