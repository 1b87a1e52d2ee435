// Release jobs: the files of a set under a song's name, each with the hidden one it is written under.
import type { FileSet } from '../deliver/finish/written-files.ts';
import type { WriteJob } from '../deliver/finish/write-files.ts';
import { outputIn, type Output } from './outputs.ts';

export interface OutputJob extends WriteJob {
  readonly outputs: readonly Output[];
}

export function writeJobs(set: FileSet, name: string, outFolder: string): OutputJob[] {
  return set.finishes.map(({ finish, files }) => {
    const outputs = files.map((rule) => outputIn(outFolder, name + rule.ending));
    return { finish, outputs, files: files.map((rule, i) => ({ rule, path: outputs[i]!.stagedPath })) };
  });
}
