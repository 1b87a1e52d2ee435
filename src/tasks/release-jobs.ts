// Release jobs: the files of a profile under a song's name, each with the hidden one it is written under.
import type { Profile } from '../deliver/delivery.ts';
import type { WriteJob } from '../deliver/write-files.ts';
import { outputIn, type Output } from './outputs.ts';

export interface OutputJob extends WriteJob {
  readonly outputs: readonly Output[];
}

export function writeJobs(profile: Profile, name: string, outFolder: string): OutputJob[] {
  return profile.finishes.map(({ finish, files }) => {
    const outputs = files.map((rule) => outputIn(outFolder, name + rule.ending));
    return { finish, outputs, files: files.map((rule, i) => ({ rule, path: outputs[i]!.stagedPath })) };
  });
}
