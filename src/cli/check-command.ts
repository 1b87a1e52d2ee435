// Check command: `lacquer check`: files measured, inspected and judged by a profile, told in the format that was asked for.
import { diskPlace } from '../places/disk.ts';
import { standing } from '../report/standing.ts';
import { PLAIN } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { readProfile } from '../tasks/read-profile.ts';
import { audioFilesIn } from './audio-files.ts';
import { checkFiles, type Checked, type Unchecked } from './check-files.ts';
import { checkOutput, type CheckRequest } from './check-output.ts';
import { parseColumns, parseSortOrder } from './check-sort.ts';
import type { CheckOptions } from './command-options.ts';
import { EXIT, statusOfFault, statusOfFindings, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS, type ProgressLine } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';
import { refuseSound, writeOutput } from './write-output.ts';

/** Text that goes into a file is for whoever opens it: as wide as a page, without colours. */
const FILE_TEXT = { width: 100, style: PLAIN };

export async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  const request = await requestOf(options);
  refuseSound(options.out);
  const files = await audioFilesIn(diskPlace(), paths);
  if (files.length === 0) throw new Fault('no-sound-files', 'input', { where: paths.join(', ') });
  const line =
    options.out !== undefined || request.format === 'text' ? createProgressLine(process.stderr) : NO_PROGRESS;
  const results = await listen(files, request, line);
  return tell(results, request, options);
}

async function listen(
  files: readonly string[],
  request: CheckRequest,
  line: ProgressLine,
): Promise<(Checked | Unchecked)[]> {
  try {
    return await interruptible((signal) => checkFiles(files, request, line, signal));
  } finally {
    line.clear();
  }
}

async function requestOf(options: CheckOptions): Promise<CheckRequest> {
  return {
    format: options.json ? 'json' : (options.format ?? 'text'),
    failOn: options.failOn ?? 'error',
    quick: options.quick === true,
    waivers: options.waivers,
    order: parseSortOrder(options.sort),
    columns: options.columns === undefined ? null : parseColumns(options.columns),
    profile: await readProfile(diskPlace(), options.profile),
  };
}

async function tell(
  results: readonly (Checked | Unchecked)[],
  request: CheckRequest,
  options: CheckOptions,
): Promise<ExitStatus> {
  const [only] = results;
  if (results.length === 1 && 'fault' in only! && request.format === 'text') {
    return tellFailure(only.reason, only.fault.path);
  }
  const text = await checkOutput(results, request, options.out === undefined ? terminalText() : FILE_TEXT);
  await writeOutput(text, options.out);
  return statusOf(results, request);
}

/** What could not be read weighs more than what was found. */
export function statusOf(results: readonly (Checked | Unchecked)[], { failOn }: CheckRequest): ExitStatus {
  const reasons = results.flatMap((result) => ('fault' in result ? [result.reason] : []));
  if (reasons.length > 0) return Math.max(...reasons.map(statusOfReason)) as ExitStatus;
  const findings = results.flatMap((result) => ('record' in result ? [standing(result.record)] : []));
  return statusOfFindings(findings, failOn);
}

function statusOfReason(reason: unknown): ExitStatus {
  return reason instanceof Fault ? statusOfFault(reason.kind) : EXIT.couldNotFinish;
}
