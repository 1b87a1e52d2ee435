// Candidates command: `lacquer candidates`: judges a few ways to master one mix and writes previews to compare them by ear.
import { dirname, join, relative, resolve } from 'node:path';
import { diskPlace } from '../places/disk.ts';
import { candidatesSummary } from '../report/candidates-text.ts';
import { songName } from '../tasks/outputs.ts';
import { proposeCandidates } from '../tasks/propose-candidates.ts';
import type { CandidatesOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { askedFor } from './intent-options.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { withStdin } from './stdin-input.ts';
import { terminalText } from './terminal-text.ts';

export async function candidatesCommand(mix: string, options: CandidatesOptions): Promise<ExitStatus> {
  const { intent, ownStyle, reference } = await askedFor(options, diskPlace());
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  const folder = options.out ?? join(dirname(mix), `${songName(mix)}-candidates`);
  try {
    const record = await interruptible((signal) =>
      withStdin([mix], signal, (place, [named]) => {
        const told = { force: options.force === true, date: new Date().toISOString(), ownStyle, reference };
        return proposeCandidates(place, named!, folder, intent, told, { signal, progress: line.progress });
      }),
    );
    line.clear();
    const shown = relative(process.cwd(), resolve(folder)) || '.';
    console.log(
      options.json ? JSON.stringify(record, null, 2) : candidatesSummary(record, shown, terminalText()),
    );
    return EXIT.done;
  } finally {
    line.clear();
  }
}
