// Convert command: `lacquer convert`: files become another kind of file, each looked at again; told one by one.
import type { Place } from '../files/place.ts';
import { nativeSha256 } from '../places/native-digest.ts';
import { isSameFile } from '../places/same-file.ts';
import type { DitherShape } from '../process/output/dither.ts';
import type { ConvertFault, ConvertList, ConvertRecord } from '../report/convert-record.ts';
import { convertText } from '../report/convert-text.ts';
import { faultWords } from '../report/words.ts';
import { Fault } from '../signal/fault.ts';
import { convertSong } from '../tasks/convert-song.ts';
import { checkKind, PLAIN_WISH, type ConvertWish } from '../tasks/convert-target.ts';
import type { Run } from '../tasks/run.ts';
import type { ConvertOptions } from './command-options.ts';
import { convertPlan, type ConvertJob } from './convert-plan.ts';
import { EXIT, statusOfFault, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS, type ProgressLine } from './progress-line.ts';
import { withStdin } from './stdin-input.ts';
import { terminalText } from './terminal-text.ts';

export async function convertCommand(paths: readonly string[], options: ConvertOptions): Promise<ExitStatus> {
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    const results = await interruptible((signal) =>
      withStdin(paths, signal, async (place, names) => {
        const { writer, jobs } = await convertPlan(place, names, options.out, options.to);
        const wish = wishOf(writer.id, options);
        checkKind(wish);
        return convertAll(place, jobs, wish, options, line, signal);
      }),
    );
    if (options.json) console.log(JSON.stringify(listOf(results), null, 2));
    return results.reduce<ExitStatus>(
      (worst, { status }) => Math.max(worst, status) as ExitStatus,
      EXIT.done,
    );
  } finally {
    line.clear();
  }
}

function wishOf(to: string, { rate, bits, dither, channels, quality, ceiling }: ConvertOptions): ConvertWish {
  return {
    ...PLAIN_WISH,
    to,
    rateHz: rate === undefined || rate === 'keep' ? null : rate,
    bits: bits ?? null,
    dither: (dither as DitherShape | undefined) ?? null,
    channels: channels ?? 'keep',
    quality: quality ?? null,
    ceilingDbtp: ceiling ?? null,
  };
}

type Result =
  | { readonly status: ExitStatus; readonly record: ConvertRecord }
  | { readonly status: ExitStatus; readonly fault: ConvertFault };

/** One after the other; what fails is told and does not stop the others. Only `cancelled` is thrown. */
async function convertAll(
  place: Place,
  jobs: readonly ConvertJob[],
  wish: ConvertWish,
  options: ConvertOptions,
  line: ProgressLine,
  signal: AbortSignal,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [i, job] of jobs.entries()) {
    const progress = (stage: string, share: number): void => line.progress(stage, (i + share) / jobs.length);
    const result = await convertOne(place, job, wish, options, { progress, signal }, line);
    if (!options.json && 'record' in result) {
      line.clear();
      console.log((i > 0 ? '\n' : '') + convertText(result.record, terminalText()));
    }
    results.push(result);
  }
  return results;
}

async function convertOne(
  place: Place,
  { path, outPath }: ConvertJob,
  wish: ConvertWish,
  { force = false, tags = 'keep', clean = false, json = false }: ConvertOptions,
  run: Run,
  line: ProgressLine,
): Promise<Result> {
  try {
    const settings = {
      force,
      tags: clean ? 'clean' : tags,
      createDigest: nativeSha256,
      isSame: isSameFile,
    } as const;
    return { status: EXIT.done, record: await convertSong(place, path, outPath, wish, settings, run) };
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'cancelled') throw reason;
    line.clear();
    const status = json ? statusOfReason(reason) : tellFailure(reason, path);
    return { status, fault: faultRecord(path, reason) };
  }
}

const statusOfReason = (reason: unknown): ExitStatus =>
  reason instanceof Fault ? statusOfFault(reason.kind) : EXIT.couldNotFinish;

function faultRecord(path: string, reason: unknown): ConvertFault {
  if (!(reason instanceof Fault))
    return { path, code: 'mistake', facts: {}, words: 'Lacquer made a mistake with this file.', cure: '' };
  const { text, cure } = faultWords(reason);
  return { path, code: reason.code, facts: reason.facts, words: text, cure };
}

function listOf(results: readonly Result[]): ConvertList {
  const files = results.flatMap((result) => ('record' in result ? [result.record] : []));
  const faults = results.flatMap((result) => ('fault' in result ? [result.fault] : []));
  return { version: 1, files, ...(faults.length === 0 ? {} : { faults }) };
}
