// Check command: `lacquer check`: one file gives a page, many give a table, `--json` gives the records.
import { Fault } from '../signal/fault.ts';
import { diskPlace } from '../places/disk.ts';
import { checkRecord, type CheckFault, type CheckList, type CheckRecord } from '../report/check-record.ts';
import type { ReadNote } from '../files/format.ts';
import { checkPage, checkTable, type UncheckedFile } from '../report/check-text.ts';
import { faultWords } from '../report/words.ts';
import { analyseSong } from '../tasks/analyse-song.ts';
import type { Run } from '../tasks/run.ts';
import { audioFilesIn } from './audio-files.ts';
import { sortRecords, type SortColumn, parseSortColumn } from './check-sort.ts';
import { EXIT, statusOfFault, statusOfFindings, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import type { CheckOptions } from './command-options.ts';
import { createProgressLine, NO_PROGRESS, type ProgressLine } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';

interface Checked {
  readonly record: CheckRecord;
  readonly notes: readonly ReadNote[];
}

/** A file that could not be checked. */
interface Unchecked extends UncheckedFile {
  readonly reason: unknown;
}

export async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  const column = options.sort === undefined ? null : parseSortColumn(options.sort);
  const files = await audioFilesIn(diskPlace(), paths);
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    const results = await interruptible((signal) => checkAll(files, options, line, signal));
    line.clear();
    return tell(results, column, options);
  } finally {
    line.clear();
  }
}

async function checkAll(
  files: readonly string[],
  options: CheckOptions,
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

async function checkOne(path: string, options: CheckOptions, run: Run): Promise<Checked | Unchecked> {
  try {
    const { file, notes, analysis } = await analyseSong(
      diskPlace(),
      path,
      { quick: options.quick === true },
      run,
    );
    return { record: checkRecord(path, file, analysis), notes };
  } catch (reason) {
    if (reason instanceof Fault && reason.code === 'cancelled') throw reason;
    return { path, reason, words: wordsOf(reason) };
  }
}

function wordsOf(reason: unknown): string {
  return reason instanceof Fault ? faultWords(reason).text : 'Lacquer made a mistake with this file.';
}

function tell(
  results: readonly (Checked | Unchecked)[],
  column: SortColumn | null,
  options: CheckOptions,
): ExitStatus {
  const checked = results.filter((result) => 'record' in result);
  const failed = results.filter((result) => 'reason' in result);
  const records = checked.map(({ record }) => record);
  if (options.json) printJson(records, failed);
  else if (results.length === 1) printOne(results[0]!);
  else console.log(checkTable([...sortRecords(records, column), ...failed], terminalText()));
  if (failed.length === 0) return statusOfFindings(records.map(({ findings }) => findings));
  return Math.max(...failed.map(({ reason }) => statusOf(reason))) as ExitStatus;
}

function printOne(result: Checked | Unchecked): void {
  if ('record' in result) console.log(checkPage(result.record, result.notes, terminalText()));
  else tellFailure(result.reason, result.path);
}

function printJson(records: readonly CheckRecord[], failed: readonly Unchecked[]): void {
  const faults = failed.map(faultRecord);
  const list: CheckList = { version: 1, files: records, ...(faults.length > 0 ? { faults } : {}) };
  console.log(JSON.stringify(list, null, 2));
}

function faultRecord({ path, reason }: Unchecked): CheckFault {
  if (!(reason instanceof Fault))
    return { path, code: 'mistake', facts: {}, words: wordsOf(reason), cure: '' };
  const { text, cure } = faultWords(reason);
  return { path, code: reason.code, facts: reason.facts, words: text, cure };
}

function statusOf(reason: unknown): ExitStatus {
  return reason instanceof Fault ? statusOfFault(reason.kind) : EXIT.couldNotFinish;
}
