// Check text: what `lacquer check` prints: one page for one file, one sortable table for many.
import type { ReadNote } from '../files/format.ts';
import { checkVerdict } from './check/check-verdict.ts';
import type { CheckRecord } from './check-record.ts';
import { columnById, USUAL_COLUMNS, type CheckColumn } from './check-columns.ts';
import { fixed, level } from './figures.ts';
import { formatWords } from './format-words.ts';
import { groupFindings, placesText, severityName, type FindingGroup } from './finding-groups.ts';
import { PLAIN, printable, clipped, shortened, wrapped, type TextStyle } from './text-style.ts';
import { open, standing } from './standing.ts';
import { textTable, type TextColumn } from './text-table.ts';
import { noteWords } from './words.ts';

export interface TextOptions {
  /** Columns of the terminal; 80 unless told. */
  readonly width?: number;
  readonly style?: TextStyle;
}

export interface PageOptions extends TextOptions {
  /** Only loudness and peaks were looked at: then to have found nothing says little. */
  readonly quick?: boolean;
}

const DEFAULT_WIDTH = 80;
const MOST_PLACES = 8;
/** Narrower, what was found would not be seen beside all the usual figures. */
const WIDTH_OF_USUAL = 70;
const NARROW_COLUMNS: readonly string[] = ['file', 'lufs', 'peak', 'findings'];

/** One file: what it is, its figures, what was found. */
export function checkPage(
  record: CheckRecord,
  notes: readonly ReadNote[],
  options: PageOptions = {},
): string {
  const { width = DEFAULT_WIDTH, style = PLAIN, quick = false } = options;
  const shape = { width, style };
  return [
    style.strong(shortened(printable(record.path), width)),
    style.dim(formatWords(record)),
    '',
    ...verdictLines(record, shape, quick),
    ...figureLines(record).map((line) => clipped(line, width)),
    '',
    ...findingLines(record, shape, quick),
    ...mixNoteLines(record, shape),
    ...waivedLines(record, shape),
    ...fileNoteLines(record, notes, width),
  ].join('\n');
}

/** What matters, before all figures; no line where nothing was found, and no praise for what was not looked at. */
function verdictLines(
  record: CheckRecord,
  { width, style }: Required<TextOptions>,
  quick: boolean,
): string[] {
  const standing = open(record.findings);
  if (standing.length === 0 || (quick && standing.every(({ severity }) => severity === 'note'))) return [];
  return [...wrapped(checkVerdict(record), width).map(style.strong), ''];
}

/** Name, value and a gloss for whoever does not live with these words. */
function figureRows(record: CheckRecord): readonly (readonly [string, string, string])[] {
  const { loudness, peak, dynamics } = record;
  return [
    ['Loudness', level(loudness.integratedLufs, 'LUFS'), 'how loud the whole song feels'],
    ['Loudest 3 seconds', level(loudness.maxShortTermLufs, 'LUFS'), ''],
    ['Loudness range', level(loudness.rangeLu, 'LU'), 'from the quiet parts to the loud ones'],
    ['True peak', level(peak.truePeakDbtp, 'dBTP'), 'highest point, also between the samples'],
    ['Sample peak', level(peak.samplePeakDbfs, 'dBFS'), ''],
    ['Peak over loudness', level(dynamics.plrDb, 'dB'), 'PLR: 8 is dense, 14 is open'],
    ['The same, typical 3 s', level(dynamics.psrDb, 'dB'), 'PSR'],
    ['Crest factor', level(dynamics.crestDb, 'dB'), 'peak over average level'],
    [
      'DR',
      dynamics.dr14 === null ? fixed(null) : String(dynamics.dr14),
      'dynamic range as download shops print it',
    ],
  ];
}

function figureLines(record: CheckRecord): string[] {
  const columns: TextColumn[] = [
    { head: '', side: 'left' },
    { head: '', side: 'right' },
    { head: '', side: 'left' },
  ];
  return textTable(columns, figureRows(record)).slice(1);
}

/** What should go back to the mix, under its own heading; no line where there is nothing. */
export function mixNoteLines(record: CheckRecord, options: Required<TextOptions>): string[] {
  const standing = open(record.mixNotes);
  if (standing.length === 0) return [];
  const notes = groupFindings(standing).flatMap((group) => ['', ...groupLines(group, options)]);
  return ['', options.style.strong('For the mix: mastering will not change these'), ...notes];
}

const GOOD = 'Nothing found that needs your attention.';
const GOOD_SO_FAR = 'Loudness and peaks need no attention; nothing else was looked at.';

/** Findings in groups, each with its places and its cure. */
export function findingLines(record: CheckRecord, options: Required<TextOptions>, quick = false): string[] {
  const groups = groupFindings(open(record.findings));
  if (groups.length === 0 && record.peak.samplePeakDbfs === null)
    return [options.style.warn('There is no sound in this file: every sample is zero.')];
  if (groups.length === 0) return [options.style.good(quick ? GOOD_SO_FAR : GOOD)];
  return groups.flatMap((group) => [...groupLines(group, options), '']).slice(0, -1);
}

/** Oddities of the file, but for those that a finding tells already. */
function fileNoteLines({ findings }: CheckRecord, notes: readonly ReadNote[], width: number): string[] {
  const told = groupFindings(open(findings)).map(({ words }) => words);
  const left = notes.map(noteWords).filter((note) => !told.some((words) => words.endsWith(note)));
  return left.flatMap((note) => ['', ...wrapped(`Note on the file: ${note}`, width)]);
}

/** What was marked as intended, with its notes; no line where there is nothing. */
function waivedLines(record: CheckRecord, { width, style }: Required<TextOptions>): string[] {
  const waived = [...record.findings, ...record.mixNotes].filter((finding) => finding.waived !== undefined);
  if (waived.length === 0) return [];
  const notes = [...new Set(waived.map((finding) => `${finding.code}: ${finding.waived!.note}`))];
  return [
    '',
    style.strong('Waived: found, and meant to be so'),
    ...notes.flatMap((note) => {
      const group = waived.filter((finding) => `${finding.code}: ${finding.waived!.note}` === note);
      const places = placesText(groupFindings(group)[0]!.places, MOST_PLACES);
      return wrapped(printable(places === '' ? note : `${note} (at ${places})`), width, '  ').map(style.dim);
    }),
  ];
}

function groupLines(group: FindingGroup, { width, style }: Required<TextOptions>): string[] {
  const dress = { error: style.bad, warning: style.warn, note: style.dim }[group.severity];
  const places = placesText(group.places, MOST_PLACES);
  return [
    `${dress(severityName(group.severity))}  ${style.strong(group.code)}`,
    ...(places === '' ? [] : wrapped(`at ${places}`, width, '  ')),
    ...wrapped(group.words, width, '  '),
    ...(group.cure === '' ? [] : wrapped(group.cure, width, '  ').map((line) => style.dim(line))),
  ];
}

/** A file that could not be checked, with the sentence that says why. */
export interface UncheckedFile {
  readonly path: string;
  readonly words: string;
}

/**
 * Many files: a row each, in the order given. Names without the folder they share; the last column as far as there is room.
 * `asked`: ids of check-columns.
 */
export function checkTable(
  records: readonly (CheckRecord | UncheckedFile)[],
  options: TextOptions = {},
  asked?: readonly string[],
): string {
  const { width = DEFAULT_WIDTH, style = PLAIN } = options;
  const columns = asked ?? (width < WIDTH_OF_USUAL ? NARROW_COLUMNS : USUAL_COLUMNS);
  const nameWidth = Math.max(16, Math.min(40, Math.floor(width * 0.3)));
  const shared = sharedFolder(records.map(({ path }) => path)).length;
  const shown = columns.flatMap((id) => columnById(id) ?? []);
  const cellOf = (column: CheckColumn, record: CheckRecord): string => {
    if (column.id === 'file') return shortened(printable(record.path.slice(shared)), nameWidth);
    return column.id === 'findings' ? briefFindings(record) : column.text(record);
  };
  const cellsOf = (record: CheckRecord): string[] => shown.map((column) => cellOf(column, record));
  const checked = records.filter((record) => 'format' in record);
  const [head, ...lines] = textTable(shown, checked.map(cellsOf));
  const failed = records.filter((record) => 'words' in record);
  return [
    ...(checked.length === 0
      ? []
      : [style.strong(clipped(head!, width)), ...lines.map((line) => clipped(line, width))]),
    ...(checked.length < 2 ? [] : ['', ...wrapped(tally(checked), width)]),
    ...failed.flatMap((file) => failedLines(file, width).map(style.bad)),
  ].join('\n');
}

/** Kinds of findings, worst first: errors with a mark, warnings, and how many are notes. */
function briefFindings(record: CheckRecord): string {
  const groups = groupFindings(standing(record));
  const notes = groups.filter(({ severity }) => severity === 'note').length;
  const told = groups.filter(({ severity }) => severity !== 'note');
  const codes = told.map(({ code, severity }) => (severity === 'error' ? `${code}!` : code));
  return [...codes, ...(notes === 0 ? [] : [`+${notes}`])].join(' ') || 'none';
}

/** How the files of a table stand, and what its marks mean. */
function tally(records: readonly CheckRecord[]): string {
  const worst = records.map((record) => groupFindings(standing(record))[0]?.severity);
  const count = (severity: string): number => worst.filter((one) => one === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  const good = records.length - errors - warnings;
  return `${records.length} files: ${errors} with something serious (!), ${warnings} worth a look, ${good} with no more than notes (+).`;
}

/** The folder, with its last slash, that all paths begin with. */
function sharedFolder(paths: readonly string[]): string {
  const [first = ''] = paths;
  let length = first.search(/[^\\/]*$/);
  while (length > 0 && !paths.every((path) => path.startsWith(first.slice(0, length)))) {
    length = first.slice(0, length - 1).search(/[^\\/]*$/);
  }
  return first.slice(0, length);
}

function failedLines({ path, words }: UncheckedFile, width: number): string[] {
  const named = words.includes(path) ? words : `${path}: ${words}`;
  return wrapped(printable(named), width);
}
