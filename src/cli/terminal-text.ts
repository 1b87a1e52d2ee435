// Terminal text: how wide the terminal is and how it shows emphasis.
import { PLAIN, type TextStyle } from '../report/text-style.ts';

const MOST_COLUMNS = 100;

const dressed =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;

const COLOURED: TextStyle = {
  strong: dressed(1, 22),
  dim: dressed(2, 22),
  good: dressed(32, 39),
  warn: dressed(33, 39),
  bad: dressed(31, 39),
};

/** Plain text for pipes, files and whoever sets NO_COLOR (no-color.org). */
export function terminalText(): { readonly width: number; readonly style: TextStyle } {
  const { isTTY, columns } = process.stdout;
  const coloured = isTTY === true && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return { width: Math.min(MOST_COLUMNS, columns ?? 80), style: coloured ? COLOURED : PLAIN };
}
