// Progress line: one line that fills up on a terminal; one plain line a stage elsewhere.
import { stageWords } from '../report/words.ts';

export interface ProgressLine {
  progress(stage: string, share: number): void;
  /** Takes the line away, so that what follows stands alone. */
  clear(): void;
}

const BAR_CELLS = 24;

export function createProgressLine(stream: NodeJS.WriteStream): ProgressLine {
  return stream.isTTY ? liveLine(stream) : plainLines(stream);
}

function liveLine(stream: NodeJS.WriteStream): ProgressLine {
  let shown = '';
  return {
    progress(stage, share) {
      const filled = Math.round(share * BAR_CELLS);
      const bar = '━'.repeat(filled) + '─'.repeat(BAR_CELLS - filled);
      const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${stageWords(stage)}`;
      if (line === shown) return;
      shown = line;
      stream.write(`\r\u001b[2K${line}`);
    },
    clear() {
      if (shown !== '') stream.write('\r\u001b[2K');
      shown = '';
    },
  };
}

function plainLines(stream: NodeJS.WriteStream): ProgressLine {
  let told = '';
  return {
    progress(stage) {
      if (stage === told) return;
      told = stage;
      stream.write(`${stageWords(stage)} …\n`);
    },
    clear() {},
  };
}

/** For `--json` and tables into files: nothing is told on the way. */
export const NO_PROGRESS: ProgressLine = { progress() {}, clear() {} };
