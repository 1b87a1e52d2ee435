// PQ sheet as text and as CSV: the table of a disc's places for plants, archives and whoever has no browser at hand.
import type { CdPaper } from '../../deliver/cd/cd-paper.ts';
import type { Disc } from '../../deliver/cd/disc.ts';
import { TEXT_PACK_TYPES } from '../../deliver/cd/disc-texts.ts';
import { msfText } from '../../deliver/cd/msf.ts';
import { csvText, type CsvCell } from '../csv-text.ts';
import { textTable } from '../text-table.ts';
import { padded, printable } from '../text-style.ts';
import {
  codeText,
  flagWords,
  headLines,
  indexText,
  indexWords,
  namedTrack,
  PQ_LEGEND,
  pqRows,
  trackText,
  type PqRow,
} from './pq-rows.ts';

const COLUMNS = [
  { head: 'Track', side: 'left' },
  { head: 'Index', side: 'left' },
  { head: 'Start', side: 'right' },
  { head: 'Length', side: 'right' },
  { head: 'ISRC', side: 'left' },
  { head: 'Title', side: 'left' },
] as const;

const HEAD_WIDTH = 20;

/** Lines ended by LF, as wide as the titles ask. */
export function pqSheetText(paper: CdPaper): string {
  const { disc, sums } = paper;
  const table = textTable(
    COLUMNS,
    pqRows(disc).map((row) => textCells(disc, row)),
  );
  return [
    'PQ sheet',
    '',
    ...headLines(paper).map(([name, value]) => `${padded(name, HEAD_WIDTH)}${printable(value)}`),
    '',
    ...table.map((line) => line.trimEnd()),
    '',
    PQ_LEGEND,
    ...(sums.length === 0 ? [] : ['', 'Checksums (MD5, CRC-32)']),
    ...sums.map(({ name, sums: { md5, crc32 } }) => `${md5}  ${crc32.toUpperCase()}  ${name}`),
    '',
  ].join('\n');
}

function textCells(disc: Disc, row: PqRow): string[] {
  const { track, isMain, sector, sectors } = row;
  const flags = track !== null && isMain ? flagWords(track) : '';
  const told = track === null || !isMain ? indexWords(row) : printable(namedTrack(track, disc));
  return [
    track !== null && !isMain && row.index > 1 ? '' : trackText(row),
    indexText(row),
    msfText(sector),
    track === null ? '' : msfText(sectors),
    track !== null && isMain ? codeText(track) : '',
    flags === '' ? told : `${told} [${flags}]`,
  ];
}

/** One line a place, for spreadsheets; every text of a track beside its index 01. */
export function pqSheetCsv({ disc }: CdPaper): string {
  const kinds = TEXT_PACK_TYPES.map(([kind]) => kind);
  const head = ['track', 'index', 'start', 'startSectors', 'length', 'lengthSectors', 'isrc'];
  const lines = pqRows(disc).map((row): CsvCell[] => {
    const { track, sector, sectors, isMain } = row;
    const main = isMain ? track : null;
    return [
      trackText(row),
      indexText(row),
      msfText(sector),
      sector,
      track === null ? null : msfText(sectors),
      track === null ? null : sectors,
      main?.isrc,
      main === null ? null : main.copyPermitted ? 1 : 0,
      main === null ? null : main.preEmphasis ? 1 : 0,
      ...kinds.map((kind) => main?.texts[kind]),
    ];
  });
  return csvText([[...head, 'copyPermitted', 'preEmphasis', ...kinds], ...lines]);
}
