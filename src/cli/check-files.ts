// Check files: one file after the other, each with its record or with the reason why there is none.
import type { Place } from '../files/place.ts';
import { diskPlace } from '../places/disk.ts';
import type { CheckFault } from '../report/check-record.ts';
import { faultWords } from '../report/words.ts';
import { Fault } from '../signal/fault.ts';
import { checkSong, type CheckedSong, type CheckSongOptions } from '../tasks/check-song.ts';
import type { Run } from '../tasks/run.ts';
import { readWaivers, waiverFileOf } from '../tasks/waiver-file.ts';
import type { ProgressLine } from './progress-line.ts';

/** `measurements` only where they were asked for: of a thousand files they fill the memory. */
export interface Checked
  extends Pick<CheckedSong, 'record' | 'notes'>,
    Partial<Pick<CheckedSong, 'measurements'>> {}

/** A file that could not be checked. */
export interface Unchecked {
  readonly fault: CheckFault;
  readonly reason: unknown;
}

export interface FilesOptions extends Omit<CheckSongOptions, 'waivers'> {
  /** Where the files are; the disk unless told. */
  readonly place?: Place | undefined;
  /** A file of waivers; false for none; the one beside each song unless told. */
  readonly waivers?: string | false | undefined;
  /** For pages with pictures: keep every measurement. */
  readonly report?: string | undefined;
}

/** In the order of `files`. Only `cancelled` is thrown. */
export async function checkFiles(
  files: readonly string[],
  options: FilesOptions,
  line: ProgressLine,
  signal: AbortSignal,
): Promise<(Checked | Unchecked)[]> {
  const results: (Checked | Unchecked)[] = [];
  for (const [i, path] of files.entries()) {
    const progress = (stage: string, share: number): void => line.progress(stage, (i + share) / files.length);
    results.push(await checkOne(path, options, { progress, signal }));
  }
  return results;
}

async function checkOne(path: string, options: FilesOptions, run: Run): Promise<Checked | Unchecked> {
  try {
    const waivers = await waiversFor(path, options);
    const { record, notes, measurements } = await checkSong(
      options.place ?? diskPlace(),
      path,
      { ...options, waivers },
      run,
    );
    return options.report === undefined ? { record, notes } : { record, notes, measurements };
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'cancelled') throw reason;
    return { fault: faultRecord(path, reason), reason };
  }
}

async function waiversFor(path: string, { waivers }: FilesOptions): ReturnType<typeof readWaivers> {
  if (waivers === false) return [];
  return readWaivers(diskPlace(), waivers ?? waiverFileOf(path), waivers !== undefined);
}

function faultRecord(path: string, reason: unknown): CheckFault {
  if (!(reason instanceof Fault))
    return { path, code: 'mistake', facts: {}, words: 'Lacquer made a mistake with this file.', cure: '' };
  const { text, cure } = faultWords(reason);
  return { path, code: reason.code, facts: reason.facts, words: text, cure };
}
