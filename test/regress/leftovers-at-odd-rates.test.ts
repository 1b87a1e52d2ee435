// A rate that cannot be converted is refused before the work, and no hidden file is left by a job that never began.
import { describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/deliver/finish/write-files.ts';
import { RELEASE } from '../../src/deliver/finish/release-files.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { masterSong } from '../../src/tasks/master-song.ts';
import { musicLike } from '../signals.ts';
import { writeWavFile } from '../write-wav.ts';

const RATE = 1000;

describe('a mix at 1 kHz', () => {
  it('is refused as a bad input, with its name, before anything is rendered', async () => {
    const files = new Map<string, Uint8Array>();
    const place = memoryPlace(files);
    await writeWavFile(place, 'slow.wav', musicLike(4 * RATE, RATE, 1), RATE);
    const stages: string[] = [];
    const run = { progress: (stage: string) => void stages.push(stage) };
    await expect(masterSong(place, 'slow.wav', 'out', DEFAULT_INTENT, {}, run)).rejects.toMatchObject({
      code: 'rate-not-supported',
      kind: 'input',
      facts: { file: 'slow.wav', rateHz: RATE },
    });
    expect(stages).not.toContain('render');
    expect([...files.keys()]).toEqual(['slow.wav']);
  });

  it('opens no file when the finish of any of them cannot be made', async () => {
    const place = memoryPlace();
    const created: string[] = [];
    const watched = {
      ...place,
      create: (...args: Parameters<typeof place.create>) => {
        created.push(args[0]);
        return place.create(...args);
      },
    };
    const source = {
      format: { sampleRateHz: RATE, channels: 2 },
      frames: 0,
      pull: async () => null,
      close: async () => {},
    };
    const jobs = RELEASE.finishes.map(({ finish, files }, i) => ({
      finish,
      files: files.map((rule, k) => ({ rule, path: `${i}-${k}` })),
    }));
    const options = { ceilingDbtp: -1, seed: 1 };
    await expect(writeFiles(watched, source, 0, jobs, options)).rejects.toMatchObject({
      code: 'rate-not-supported',
    });
    expect(created).toEqual([]);
  });
});
