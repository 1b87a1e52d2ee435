// Cue list: where every band of a record begins and ends, as text and as CSV, with what the cutting engineer should know.
import type { SideBand, VinylCut, VinylSide } from '../../deliver/vinyl/vinyl-cut.ts';
import { csvText } from '../csv-text.ts';
import { deliveryNoteSentence } from '../delivery/words-delivery.ts';
import { clock } from '../figures.ts';
import { printable, wrapped } from '../text-style.ts';
import { textTable } from '../text-table.ts';
import {
  cutVerdict,
  figuresLine,
  formatLine,
  levelWords,
  matrixText,
  moveReason,
  moveTitle,
} from './cut-words.ts';

const WIDTH = 88;
const COLUMNS = [
  { head: 'Band', side: 'left' },
  { head: 'Start', side: 'right' },
  { head: 'End', side: 'right' },
  { head: 'Length', side: 'right' },
  { head: 'Gap before', side: 'right' },
  { head: 'ISRC', side: 'left' },
  { head: 'Title', side: 'left' },
] as const;

/** Lines ended by LF. */
export function cueText(cut: VinylCut): string {
  const told = [
    printable(`${cut.artists.join(', ')}: ${cut.title}`),
    ...(cut.catalogueNumber === null ? [] : [`Catalogue number ${printable(cut.catalogueNumber)}`]),
    formatLine(cut),
    printable(cutVerdict(cut)),
    '',
    ...wrapped(levelWords(cut), WIDTH),
    ...cut.sides.flatMap((side) => sideLines(cut, side)),
    '',
    'Notes',
    ...cut.notes.flatMap((note) => ['', ...wrapped(printable(deliveryNoteSentence(note)), WIDTH, '  ')]),
  ];
  return `${told.join('\n')}\n`;
}

function sideLines(cut: VinylCut, side: VinylSide): string[] {
  const files = cut.files.filter((file) => file.side === side.name).map(({ path }) => path);
  const matrix = matrixText(cut, side.name);
  const runout = matrix === null ? [] : [`Matrix: ${printable(matrix)}`];
  return [
    '',
    `Side ${printable(side.name)}, ${clock(side.lengthS, 1)}`,
    ...files.map((file) => `File: ${printable(file)}`),
    ...runout,
    `Measured: ${figuresLine(side)}`,
    '',
    ...textTable(COLUMNS, side.bands.map(bandCells)),
    ...side.moves.flatMap((move) => ['', ...wrapped(`${moveTitle(move)}: ${moveReason(move)}`, WIDTH)]),
  ];
}

function bandCells(band: SideBand): string[] {
  const { label, title, isrc, startS, endS, gapS } = band;
  const gap = gapS === 0 ? 'none' : `${Math.round(gapS * 100) / 100} s`;
  return [label, clock(startS), clock(endS), clock(endS - startS), gap, isrc ?? '', title].map(printable);
}

const HEAD = ['side', 'band', 'title', 'isrc', 'start_s', 'end_s', 'length_s', 'gap_before_s', 'file'];

/** Seconds to the thousandth, from the side's start. */
export function cueCsv(cut: VinylCut): string {
  const thousandths = (s: number): number => Math.round(1000 * s) / 1000;
  const lines = cut.sides.flatMap((side) =>
    side.bands.map(({ label, title, isrc, startS, endS, gapS }) => {
      const own = cut.files.find((file) => file.label === label);
      const file = own ?? cut.files.find((other) => other.side === side.name);
      const times = [startS, endS, endS - startS, gapS].map(thousandths);
      return [side.name, label, title, isrc, ...times, file?.path];
    }),
  );
  return csvText([HEAD, ...lines]);
}
