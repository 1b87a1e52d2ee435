// Outputs: names, refusal to overwrite, and files that appear only when shown.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import {
  outputIn,
  refuseExisting,
  removeStaged,
  showOutputs,
  songName,
  stageText,
} from '../../src/tasks/outputs.ts';

describe('songName', () => {
  it.each([
    ['mix.wav', 'mix'],
    ['/a/b.c/My Song v2.1.flac', 'My Song v2.1'],
    ['C:\\music\\mix.final.aiff', 'mix.final'],
    ['/a/.hidden', '.hidden'],
    ['noending', 'noending'],
  ])('%s is %s', (path, name) => {
    expect(songName(path)).toBe(name);
  });
});

describe('outputs', () => {
  it('stand in their folder, with or without a last slash', () => {
    expect(outputIn('out', 'plan.json').path).toBe('out/plan.json');
    expect(outputIn('out/', 'plan.json').path).toBe('out/plan.json');
  });

  it('appear when shown, and not before', async () => {
    const files = new Map<string, Uint8Array>();
    const place = memoryPlace(files);
    const output = outputIn('out', 'plan.json');
    await stageText(place, output, '{}');
    expect(files.has('out/plan.json')).toBe(false);
    await showOutputs(place, [output], [], false);
    expect([...files.keys()]).toEqual(['out/plan.json']);
  });

  it('are refused where a file stands', async () => {
    const place = memoryPlace(new Map([['out/plan.json', new Uint8Array(1)]]));
    const output = outputIn('out', 'plan.json');
    await expect(refuseExisting(place, [output])).rejects.toMatchObject({ code: 'exists' });
    await stageText(place, output, '{}');
    await expect(showOutputs(place, [output], [], false)).rejects.toMatchObject({ code: 'exists' });
  });

  it('leave nothing hidden behind after a failure', async () => {
    const files = new Map<string, Uint8Array>();
    const place = memoryPlace(files);
    const outputs = [outputIn('out', 'a.json'), outputIn('out', 'b.json')];
    await stageText(place, outputs[0]!, '{}');
    await removeStaged(place, outputs);
    expect(files.size).toBe(0);
  });
});
