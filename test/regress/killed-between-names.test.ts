// Replacing an earlier run's files: whoever is killed between two names leaves no record that speaks of the other files.
import { describe, expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { outputIn, showOutputs, stageText } from '../../src/tasks/outputs.ts';

const SOUNDS = ['a.master.wav', 'a.master.flac'];
const RECORDS = ['plan.json', 'report.html', 'report.json'];
const NAMES = [...SOUNDS, ...RECORDS];

/** The visible files, as `name: run`, when the process dies at its `step`th change of a name. */
async function killedAt(step: number): Promise<Record<string, string>> {
  const files = new Map<string, Uint8Array>();
  const place = memoryPlace(files);
  const sounds = SOUNDS.map((name) => outputIn('out', name));
  const records = RECORDS.map((name) => outputIn('out', name));
  const outputs = [...sounds, ...records];
  for (const output of outputs) await stageText(place, output, 'old');
  await showOutputs(place, sounds, records, false);
  for (const output of outputs) await stageText(place, output, 'new');
  let changes = 0;
  const dies = async <T>(work: () => Promise<T>): Promise<T> => {
    if (changes++ >= step) throw new Error('killed');
    return work();
  };
  const mortal = {
    ...place,
    move: (from: string, to: string, options?: { replace?: boolean }) =>
      dies(() => place.move(from, to, options)),
    remove: (path: string) => dies(() => place.remove(path)),
  };
  await showOutputs(mortal, sounds, records, true).catch(() => {});
  const shown = [...files].filter(([path]) => !path.startsWith('out/.'));
  return Object.fromEntries(shown.map(([path, bytes]) => [path.slice(4), new TextDecoder().decode(bytes)]));
}

describe('a kill while names are given', () => {
  it('leaves all old, all new, or no report.json', async () => {
    const seen = new Set<string>();
    for (let step = 0; step <= 2 * NAMES.length; step++) {
      const shown = await killedAt(step);
      const runs = new Set(Object.values(shown));
      const told = new Set(RECORDS.filter((name) => name in shown).map((name) => shown[name]));
      if (runs.size > 1 || Object.keys(shown).length < NAMES.length) {
        expect(shown, `killed at ${step}`).not.toHaveProperty('report.json');
        for (const run of told) expect(SOUNDS.map((name) => shown[name])).toEqual([run, run]);
        seen.add('mixed');
      } else seen.add([...runs][0]!);
    }
    expect([...seen].sort()).toEqual(['mixed', 'new', 'old']);
  });
});
