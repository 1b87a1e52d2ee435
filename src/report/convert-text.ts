// Convert text: what `lacquer convert` prints of each file: what it became, every change, and that it was looked at again.
import type { ConvertRecord } from './convert-record.ts';
import { change, clock, count, fileSize } from './figures.ts';
import { formatLine } from './format-words.ts';
import { PLAIN, printable, shortened, wrapped, type TextStyle } from './text-style.ts';

const INDENT = '  ';

export interface ConvertTextOptions {
  readonly width?: number;
  readonly style?: TextStyle;
}

/** Some lines, without an empty one at the end. */
export function convertText(record: ConvertRecord, options: ConvertTextOptions = {}): string {
  const { width = 80, style = PLAIN } = options;
  const { source, path, format, changes, notes } = record;
  const lines = [
    style.strong(shortened(printable(path), width)),
    style.dim(`${INDENT}from ${shortened(printable(source.path), width - INDENT.length - 5)}`),
    ...wrapped(`${shape(source.format)} → ${shape(format)}, ${fileSize(record.bytes)}`, width, INDENT),
    ...changes.flatMap(({ words }) => wrapped(words, width, INDENT)),
    ...notes.flatMap(({ words }) => wrapped(sentence(words), width, INDENT)).map(style.warn),
    ...wrapped(proof(record), width, INDENT).map(style.good),
  ];
  return lines.join('\n');
}

const shape = (format: ConvertRecord['format']): string =>
  formatLine({ ...format, durationS: format.frames / format.sampleRateHz });

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What was compared, and only that. */
function proof({ format, soundSha256, levelChangeDb, changes }: ConvertRecord): string {
  const length = `${count(format.frames)} samples a channel, ${clock(format.frames / format.sampleRateHz)}`;
  if (changes.some(({ code }) => code === 'not-opened')) return `Written: ${length}.`;
  if (soundSha256 !== null)
    return `Opened again and compared: ${length}, each as it was meant. Sound SHA-256 ${soundSha256.slice(0, 16)}…`;
  const level = levelChangeDb === null ? 'silent as before' : `level ${change(levelChangeDb, 'dB', 2)}`;
  return `Opened again and compared: ${length}; ${level}.`;
}
