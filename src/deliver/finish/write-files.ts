// Write files: one rendering becomes every file of a set, each finished by its own rules.
import type { Place } from '../../files/place.ts';
import { createAudio } from '../../files/save.ts';
import { BURST_FRAMES, type Sink, type Source } from '../../signal/stream.ts';
import type { Finish, FileRule, WordLength } from './written-files.ts';
import { fanOut } from './fan-out.ts';
import { finish, type FinishOptions } from './finish.ts';

/** Files of one finish, and where they go. */
export interface WriteJob {
  readonly finish: Finish;
  readonly files: readonly { readonly rule: FileRule; readonly path: string }[];
}

/** Frames a file of this finish will have. */
export function finishedFrames(frames: number, fromHz: number, form: Finish): number {
  return form.sampleRateHz === null ? frames : Math.round((frames * form.sampleRateHz) / fromHz);
}

/**
 * Pulls `source` once, to its end. Replaces what stands at the paths. When anything fails, no file is left.
 * `frames`: the source's exact length. Gives how each job's sound came to its word length.
 */
export async function writeFiles(
  place: Place,
  source: Source,
  frames: number,
  jobs: readonly WriteJob[],
  options: FinishOptions,
): Promise<WordLength[]> {
  const { branches, stop } = fanOut(source, jobs.length);
  // all of them before the first file is begun: what cannot be finished leaves nothing behind
  const forms = jobs.map((job, i) =>
    finish(branches[i]!, job.finish, { ...options, seed: options.seed + i }),
  );
  const writing = jobs.map((job, i) => {
    const length = finishedFrames(frames, source.format.sampleRateHz, job.finish);
    return writeJob(place, forms[i]!, length, job).catch((reason: unknown) => {
      stop(reason);
      throw reason;
    });
  });
  const results = await Promise.allSettled(writing);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return forms.map((form) => form.account());
}

async function writeJob(place: Place, source: Source, frames: number, job: WriteJob): Promise<void> {
  const sinks: Sink[] = [];
  try {
    for (const { rule, path } of job.files)
      sinks.push(await createSink(place, path, rule, source, frames, job));
    for (let block = await source.pull(BURST_FRAMES); block; block = await source.pull(BURST_FRAMES)) {
      for (const sink of sinks) await sink.write(block);
    }
    for (const sink of sinks) await sink.close();
  } catch (reason) {
    await Promise.allSettled(sinks.map((sink) => sink.abort()));
    throw reason;
  } finally {
    await source.close();
  }
}

function createSink(
  place: Place,
  path: string,
  rule: FileRule,
  source: Source,
  frames: number,
  job: WriteJob,
): Promise<Sink> {
  const { bits } = job.finish;
  const expectedBytes = frames * source.format.channels * (bits / 8);
  const format = { ...source.format, encoding: 'pcm' as const, bits, frames };
  return createAudio(place, path, rule.container, format, { replace: true, expectedBytes });
}
