// Style sheet: styles as text: a list of all, and one of them in figures that a musician can read.
import { levelAt } from '../dsp/curve.ts';
import type { Spread, Style } from '../master/style/style.ts';
import { fixed, level, spokenHertz } from './figures.ts';
import { textTable } from './text-table.ts';
import { printable, wrapped, type TextStyle } from './text-style.ts';

interface Paper {
  readonly width: number;
  readonly style: TextStyle;
}

/** Read at these frequencies, against 1 kHz. */
const SHOWN_HZ = [50, 100, 250, 500, 1000, 2000, 4000, 8000, 12500];

/** One line a style. */
export function styleList(styles: readonly Style[], { width, style: dressed }: Paper): string {
  const longest = styles.reduce((most, { id }) => Math.max(most, id.length), 0);
  const lines = styles.flatMap(({ id, caption, loudestLufs }) => {
    const [first = '', ...rest] = wrapped(
      `${caption}; to ${level(loudestLufs, 'LUFS')}`,
      width,
      ' '.repeat(longest + 2),
    );
    return [dressed.strong(id.padEnd(longest + 2)) + first.trimStart(), ...rest];
  });
  return [
    ...lines,
    '',
    ...wrapped('"lacquer profile show NAME" prints one, "lacquer profile learn" makes one.', width).map(
      dressed.dim,
    ),
  ].join('\n');
}

/** One style, whole. */
export function styleSheet(style: Style, { width, style: dressed }: Paper): string {
  const { dynamics, widthDb } = style;
  const about = wrapped(printable(style.caption), width);
  return [
    dressed.strong(printable(style.id)),
    ...about,
    '',
    ...textTable(
      [
        { head: 'tone', side: 'left' },
        { head: 'middle', side: 'right' },
        { head: 'usual', side: 'right' },
      ],
      SHOWN_HZ.map((hz) => [
        spokenHertz(hz),
        fixed(against1kHz(style, hz)),
        `±${fixed(reachAt(style, hz))} dB`,
      ]),
    ),
    '',
    ...textTable(
      [
        { head: 'band', side: 'left' },
        { head: 'moves', side: 'right' },
      ],
      dynamics.movementDb.map((band) => [spanOf(band), spreadText(band, 'dB')]),
    ),
    '',
    ...textTable(
      [
        { head: 'sides over middle', side: 'left' },
        { head: '', side: 'right' },
      ],
      widthDb.map((band) => [spanOf(band), spreadText(band, 'dB')]),
    ),
    '',
    `peaks over loudness  ${spreadText(dynamics.psrDb, 'dB')}`,
    `loudness range       ${spreadText(dynamics.rangeLu, 'LU')}`,
    `at most              ${level(style.loudestLufs, 'LUFS')}`,
    `never                ${style.never.length === 0 ? '–' : style.never.join(', ')}`,
    '',
    ...wrapped(`Data of ${printable(style.dated)}, from:`, width).map(dressed.dim),
    ...style.sources.flatMap((source) => wrapped(printable(source), width, '  ')).map(dressed.dim),
  ].join('\n');
}

function against1kHz({ spectrum }: Style, hz: number): number {
  return levelAt(spectrum.middle, hz) - levelAt(spectrum.middle, 1000);
}

function reachAt({ spectrum }: Style, hz: number): number {
  return levelAt(spectrum.reach, hz);
}

function spanOf({ lowHz, highHz }: { readonly lowHz: number; readonly highHz: number }): string {
  return `${spokenHertz(lowHz)} to ${spokenHertz(highHz)}`;
}

function spreadText({ median, spread }: Spread, unit: string): string {
  return `${fixed(median)} ± ${level(spread, unit)}`;
}
