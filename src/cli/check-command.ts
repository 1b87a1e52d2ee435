// Check command: `lacquer check`: files measured, inspected and judged by a profile, told in the format that was asked for.
import { diskPlace } from '../places/disk.ts';
import { standing } from '../report/standing.ts';
import { PLAIN } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { readProfile } from '../tasks/read-profile.ts';
import { audioFilesIn } from './audio-files.ts';
import { checkFiles, type Checked, type Unchecked } from './check-files.ts';
import { checkOutput, type CheckRequest, type TextShape } from './check-output.ts';
import { parseColumns, parseSortOrder } from './check-sort.ts';
import type { CheckOptions } from './command-options.ts';
import { EXIT, statusOfFault, statusOfFindings, type ExitStatus } from './exit-status.ts';
import { tellFailure } from './failure.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS, type ProgressLine } from './progress-line.ts';
import { withStdin } from './stdin-input.ts';
import { terminalText } from './terminal-text.ts';
import { refuseInput, refuseSound, writeOutput } from './write-output.ts';

/** Text that goes into a file is for whoever opens it: as wide as a page, without colours. */
const FILE_TEXT = { width: 100, style: PLAIN };

export async function checkCommand(paths: readonly string[], options: CheckOptions): Promise<ExitStatus> {
  const request = await requestOf(options);
  refuseSound(options.out);
  refuseSound(options.report);
  if (options.watch) return watchUntilInterrupted(paths, request, options);
  const results = await listen(paths, request, options, progressLine(request, options));
  return tell(results, request, options);
}

/** Where records go to the terminal, nothing is told on the way. */
function progressLine({ format }: CheckRequest, { out }: CheckOptions): ProgressLine {
  return out !== undefined || format === 'text' ? createProgressLine(process.stderr) : NO_PROGRESS;
}

function textShape({ out, quick = false }: CheckOptions): TextShape {
  return { ...(out === undefined ? terminalText() : FILE_TEXT), quick };
}

async function watchUntilInterrupted(
  paths: readonly string[],
  request: CheckRequest,
  options: CheckOptions,
): Promise<ExitStatus> {
  const { watchCheck } = await import('./watch-check.ts');
  const terminal = { line: progressLine(request, options), text: textShape(options) };
  await interruptible((signal) => watchCheck(paths, request, options.out, terminal, signal));
  return EXIT.done;
}

async function listen(
  paths: readonly string[],
  request: CheckRequest,
  { out }: CheckOptions,
  line: ProgressLine,
): Promise<(Checked | Unchecked)[]> {
  try {
    return await interruptible((signal) =>
      withStdin(paths, signal, async (place, named) => {
        const files = await audioFilesIn(place, named);
        if (files.length === 0) throw new Fault('no-sound-files', 'input', { where: paths.join(', ') });
        await refuseInput(out, files);
        await refuseInput(request.report, files);
        return checkFiles(files, { ...request, place }, line, signal);
      }),
    );
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
    report: options.report,
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
  if (request.report !== undefined) await writePages(results, request, request.report);
  const [only] = results;
  if (results.length === 1 && 'fault' in only! && request.format === 'text' && options.out === undefined) {
    return tellFailure(only.reason, only.fault.path);
  }
  await writeOutput(await checkOutput(results, request, textShape(options)), options.out);
  return statusOf(results, request);
}

async function writePages(
  results: readonly (Checked | Unchecked)[],
  request: CheckRequest,
  path: string,
): Promise<void> {
  const { writeCheckPages } = await import('./write-check-pages.ts');
  const page = await writeCheckPages(results, request, path);
  if (page !== null) console.error(`The report is in ${page}`);
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
