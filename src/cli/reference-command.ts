// Reference command: `lacquer reference save`: hears finished records and keeps how they sound.
import type { ReferenceRecord, Signature } from '../master/reference/signature.ts';
import { diskPlace } from '../places/disk.ts';
import { fixed, level } from '../report/figures.ts';
import { printable, wrapped } from '../report/text-style.ts';
import { Fault } from '../signal/fault.ts';
import { parseWeight, type NamedReference } from '../tasks/read-references.ts';
import { saveSignature } from '../tasks/save-signature.ts';
import { audioFilesIn } from './audio-files.ts';
import type { ReferenceSaveOptions } from './command-options.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { interruptible } from './interrupt.ts';
import { createProgressLine, NO_PROGRESS } from './progress-line.ts';
import { terminalText } from './terminal-text.ts';
import { refuseInput, refuseSound } from './write-output.ts';

export async function saveCommand(
  paths: readonly string[],
  options: ReferenceSaveOptions,
): Promise<ExitStatus> {
  const place = diskPlace();
  refuseSound(options.out);
  const files = await audioFilesIn(place, paths);
  await refuseInput(options.out, files);
  const named = weighed(files, options.weights);
  const line = options.json ? NO_PROGRESS : createProgressLine(process.stderr);
  try {
    const signature = await interruptible((signal) =>
      saveSignature(place, named, options.out, options, { signal, progress: line.progress }),
    );
    line.clear();
    console.log(options.json ? JSON.stringify(signature, null, 2) : savedText(signature, options.out));
    return EXIT.done;
  } finally {
    line.clear();
  }
}

/** Faults: `bad-weight`, `weights-and-files`. */
function weighed(files: readonly string[], weights: string | undefined): NamedReference[] {
  if (weights === undefined) return files.map((path) => ({ path, weight: 1 }));
  const told = weights.split(',').map(parseWeight);
  if (told.length !== files.length) {
    throw new Fault('weights-and-files', 'usage', { weights: told.length, files: files.length });
  }
  return files.map((path, i) => ({ path, weight: told[i]! }));
}

function savedText({ references }: Signature, out: string): string {
  const { width, style } = terminalText();
  const named = printable(out);
  return [
    ...references.flatMap((one) => wrapped(referenceLine(one), width)),
    '',
    ...wrapped(`${named} is ready: lacquer master mix.wav --reference ${named}`, width).map(style.good),
  ].join('\n');
}

function referenceLine(one: ReferenceRecord): string {
  const sides = one.sideDb === null ? ', mono' : '';
  const figures = `${level(one.integratedLufs, 'LUFS')}, ${level(one.truePeakDbtp, 'dBTP')}`;
  return `${printable(one.name)}: ${figures}, sound up to ${fixed(one.highestHz / 1000, 1)} kHz${sides}, weight ${one.weight}`;
}
