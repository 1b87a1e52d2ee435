// Revise command: `lacquer revise`: changes a plan by wishes in words and tells what became of them.
import { diskPlace } from '../places/disk.ts';
import { revisionText } from '../report/plan-diff-text.ts';
import { printable } from '../report/text-style.ts';
import { revisePlanFile } from '../tasks/revise-plan-file.ts';
import type { ReviseOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';

export async function reviseCommand(
  path: string,
  words: string,
  { mix, out, json }: ReviseOptions,
): Promise<ExitStatus> {
  const line = json ? NO_PROGRESS : createProgressLine(process.stderr);
  const options = { ...(mix === undefined ? {} : { mix }), ...(out === undefined ? {} : { out }) };
  try {
    const revised = await interruptible((signal) =>
      revisePlanFile(diskPlace(), path, words, options, { signal, progress: line.progress }),
    );
    line.clear();
    const names = { before: printable(path), after: printable(revised.path) };
    const { diff, plan } = revised;
    console.log(
      json
        ? JSON.stringify({ version: 1, written: revised.path, diff, plan }, null, 2)
        : revisionText(revised, names, terminalText()),
    );
    return EXIT.done;
  } finally {
    line.clear();
  }
}
