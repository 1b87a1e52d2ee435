// Watch check: `lacquer check --watch`: checks what came or changed, again and again, until Ctrl-C.
import { Fault } from '../signal/fault.ts';
import { checkFiles, type Checked, type Unchecked } from './check-files.ts';
import { checkOutput, type CheckRequest, type TextShape } from './check-output.ts';
import { tellFailure } from './failure.ts';
import type { ProgressLine } from './progress-line.ts';
import { watchFiles, type WatchRound } from './watch-files.ts';
import { writeOutput } from './write-output.ts';

const NONE_YET = 'There is no sound file there yet. ';
const WAITING = 'Waiting for changes; Ctrl-C ends.';

export interface WatchTerminal {
  readonly line: ProgressLine;
  readonly text: TextShape;
}

/**
 * Into a file goes everything as it stands; onto the terminal what changed; for people the whole table when several files
 * did.
 */
export async function watchCheck(
  paths: readonly string[],
  request: CheckRequest,
  out: string | undefined,
  terminal: WatchTerminal,
  signal: AbortSignal,
): Promise<void> {
  const known = new Map<string, Checked | Unchecked>();
  const round = async ({ changed, files }: WatchRound): Promise<void> => {
    const results = await checkFiles(changed, request, terminal.line, signal);
    terminal.line.clear();
    changed.forEach((path, i) => known.set(path, results[i]!));
    await redrawPages(
      files.flatMap((path) => known.get(path) ?? []),
      request,
    );
    const wholeTable = out !== undefined || (request.format === 'text' && changed.length !== 1);
    const told = wholeTable ? files.flatMap((path) => known.get(path) ?? []) : results;
    await tellRound(told, request, out, terminal);
    if (request.format === 'text')
      console.error(terminal.text.style.dim(`${files.length === 0 ? NONE_YET : ''}${WAITING}`));
  };
  try {
    await watchFiles(paths, round, signal);
  } catch (reason) {
    if (!(reason instanceof Fault && reason.code === 'cancelled')) throw reason;
  }
}

/** The pages always show everything as it stands. */
async function redrawPages(all: readonly (Checked | Unchecked)[], request: CheckRequest): Promise<void> {
  if (request.report === undefined) return;
  const { writeCheckPages } = await import('./write-check-pages.ts');
  await writeCheckPages(all, request, request.report);
}

async function tellRound(
  told: readonly (Checked | Unchecked)[],
  request: CheckRequest,
  out: string | undefined,
  { text }: WatchTerminal,
): Promise<void> {
  const [only] = told;
  if (only === undefined && out === undefined) return;
  if (told.length === 1 && 'fault' in only! && request.format === 'text' && out === undefined) {
    tellFailure(only.reason, only.fault.path);
    return;
  }
  await writeOutput(await checkOutput(told, request, text), out);
}
