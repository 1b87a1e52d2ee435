// Profile command: `lacquer profile`: learns a style from somebody's records, lists and shows styles.
import { FEW_SONGS, type LearntStyle } from '../master/style/learn-style.ts';
import { STYLES } from '../master/style/styles.ts';
import { diskPlace } from '../places/disk.ts';
import { styleList, styleSheet } from '../report/style-sheet.ts';
import { printable, wrapped } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { learnProfile, styleIdFor } from '../tasks/learn-profile.ts';
import { readStyle } from '../tasks/read-style.ts';
import { audioFilesIn } from './audio-files.ts';
import type { ProfileLearnOptions, ProfileShowOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';
import { refuseInput, refuseSound, writeOutput } from './write-output.ts';

export async function learnCommand(
  paths: readonly string[],
  options: ProfileLearnOptions,
): Promise<ExitStatus> {
  const place = diskPlace();
  refuseSound(options.out);
  const files = await audioFilesIn(place, paths);
  if (files.length === 0) throw new Fault('nothing-to-learn', 'input', { songs: 0 });
  await refuseInput(options.out, files);
  const told = {
    id: options.name ?? styleIdFor(options.out),
    dated: new Date().toISOString().slice(0, 'yyyy-mm-dd'.length),
  };
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    const learnt = await interruptible((signal) =>
      learnProfile(place, files, told, { signal, progress: line.progress }),
    );
    line.clear();
    const text = JSON.stringify(learnt.style, null, 2);
    await writeOutput(text, options.out);
    console.log(options.json ? text : learntText(learnt, options.out));
    return EXIT.done;
  } finally {
    line.clear();
  }
}

function learntText({ style, leftOut, isFew }: LearntStyle, out: string): string {
  const { width, style: dressed } = terminalText();
  const few = `Fewer than ${FEW_SONGS} records do not tell how far yours differ: the corridor stays nearly as wide as that of most records.`;
  return [
    styleSheet(style, { width, style: dressed }),
    '',
    ...(isFew ? wrapped(few, width).map(dressed.warn) : []),
    ...leftOut.flatMap((name) =>
      wrapped(`${printable(name)} holds too little sound and was left out.`, width).map(dressed.warn),
    ),
    ...wrapped(`${printable(out)} is ready: lacquer master mix.wav --style ${printable(out)}`, width).map(
      dressed.good,
    ),
  ].join('\n');
}

export async function listCommand(options: ProfileShowOptions): Promise<ExitStatus> {
  console.log(options.json ? JSON.stringify(STYLES, null, 2) : styleList(STYLES, terminalText()));
  return EXIT.done;
}

export async function showCommand(named: string, options: ProfileShowOptions): Promise<ExitStatus> {
  const style = await readStyle(diskPlace(), named);
  console.log(options.json ? JSON.stringify(style, null, 2) : styleSheet(style, terminalText()));
  return EXIT.done;
}
