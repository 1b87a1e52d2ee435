// Summary: what `lacquer master` prints: found, done and why, left alone and why, before and after, where the files are.
import type { Move, Plan } from '../master/plan.ts';
import type { LoudnessCost } from '../master/loudness/loudness-cost.ts';
import { findingLines, type TextOptions } from './check-text.ts';
import { costLines } from './cost-text.ts';
import { formatWords } from './format-words.ts';
import { comparedFigures } from './compared-figures.ts';
import { fileSize, rate } from './figures.ts';
import { moveFigures, strengthWords } from './move-figures.ts';
import type { Report } from './report.ts';
import { clipped, padded, PLAIN, printable, shortened, wrapped, type TextStyle } from './text-style.ts';
import { textTable, type TextColumn } from './text-table.ts';
import { fairWords, promiseWords, verdict } from './verdict.ts';
import { damageWords, trialLine } from './words-weighing.ts';
import { becauseWords, moveTitle, noteWords, restraintWords } from './words.ts';

const DEFAULT_WIDTH = 80;

/** The whole story of one song. `folder`: where its files are, as the user wrote it. */
export function masterSummary(report: Report, folder: string, options: TextOptions = {}): string {
  const { width = DEFAULT_WIDTH, style = PLAIN } = options;
  const dressed = { width, style };
  return [
    style.strong(shortened(printable(report.plan.song.name), width)),
    style.dim(formatWords(report.source)),
    '',
    ...wrapped(verdict(report), width).map(style.strong),
    '',
    ...section(
      'What was found in the mix',
      [...findingLines(report.source, dressed), ...noteLines(report, width)],
      style,
    ),
    ...section('What was done, and why', moveLines(report.plan, dressed), style),
    ...section('What was left alone', restraintLines(report.plan, dressed), style),
    ...section('Before and after', [...comparison(report, style), ...promiseLines(report, width)], style),
    ...section('How to compare fairly', wrapped(fairWords(report), width, '  '), style),
    ...section(
      `Your files, in ${shortened(printable(folder), width - 16)}`,
      fileLines(report, dressed),
      style,
    ),
  ]
    .join('\n')
    .trimEnd();
}

/** The plan alone, for a dry run, with what loudness costs where that is known. */
export function planSummary(
  plan: Plan,
  options: TextOptions & { readonly cost?: LoudnessCost | null } = {},
): string {
  const { width = DEFAULT_WIDTH, style = PLAIN } = options;
  const dressed = { width, style };
  return [
    ...section('What would be done, and why', moveLines(plan, dressed), style),
    ...section('What would be left alone', restraintLines(plan, dressed), style),
    ...section('What loudness costs', options.cost ? costLines(options.cost, dressed) : [], style),
  ]
    .join('\n')
    .trimEnd();
}

function section(title: string, lines: readonly string[], style: TextStyle): string[] {
  return lines.length === 0 || lines.every((text) => text.trim() === '')
    ? []
    : [style.strong(title), ...lines, ''];
}

function moveLines(plan: Plan, options: Required<TextOptions>): string[] {
  if (plan.moves.length === 0) return ['  Nothing: the song is left as it is.'];
  const damage = damageWords(plan);
  const price = damage === '' ? [] : ['', ...wrapped(damage, options.width, '  ')];
  return [...plan.moves.flatMap((move) => oneMove(move, options)), ...price];
}

const TITLE_WIDTH = 9;

function oneMove(move: Move, { width, style }: Required<TextOptions>): string[] {
  const indent = ' '.repeat(TITLE_WIDTH + 2);
  const strength = strengthWords(move);
  const figures = [...moveFigures(move), ...(strength === '' ? [] : [strength])].join('; ');
  const told = (words: string, dress: (text: string) => string): string[] =>
    words === '' ? [] : wrapped(words, width, indent).map((text) => dress(text.slice(indent.length)));
  const lines = [
    ...move.because.flatMap((because) => told(becauseWords(because, move), (text) => text)),
    ...[figures, trialLine(move)].flatMap((words) => told(words, style.dim)),
  ];
  const title = moveTitle(move);
  // A title as long as its column stands on a line of its own.
  if (title.length >= TITLE_WIDTH) return [`  ${style.strong(title)}`, ...lines.map((text) => indent + text)];
  const [first = '', ...rest] = lines;
  const head = `  ${style.strong(padded(title, TITLE_WIDTH))}${first}`;
  return [head.trimEnd(), ...rest.map((text) => indent + text)];
}

function restraintLines(plan: Plan, { width }: Required<TextOptions>): string[] {
  // The first line of each stands out, so that many can be told apart.
  return plan.restraints.flatMap((restraint) =>
    wrapped(restraintWords(restraint), width, '    ').map((text, i) => (i === 0 ? text.slice(2) : text)),
  );
}

const COMPARISON_COLUMNS: readonly TextColumn[] = [
  { head: '', side: 'left' },
  { head: 'mix', side: 'right' },
  { head: 'master', side: 'right' },
  { head: 'change', side: 'right' },
];

function comparison(report: Report, style: TextStyle): string[] {
  const rows = comparedFigures(report).map((row) => [row.name, row.before, row.after, row.change]);
  const [head, ...lines] = textTable(COMPARISON_COLUMNS, rows);
  return [`  ${style.dim(head!)}`, ...lines.map((text) => `  ${text}`)];
}

function promiseLines(report: Report, width: number): string[] {
  const lines = promiseWords(report).flatMap((sentence) => wrapped(sentence, width, '  '));
  return lines.length === 0 ? [] : ['', ...lines];
}

const FILE_COLUMNS: readonly TextColumn[] = [
  { head: '', side: 'left' },
  { head: '', side: 'right' },
  { head: '', side: 'left' },
];

function fileLines(report: Report, { width }: Required<TextOptions>): string[] {
  if (report.files.length === 0) return [];
  const rows = report.files.map(({ path, bytes, record: { format } }) => [
    printable(path),
    fileSize(bytes),
    `${format.bits} bit, ${rate(format.sampleRateHz)}`,
  ]);
  const others = [
    ['report.html', '', 'this story with its pictures'],
    ['plan.json', '', 'the moves, to edit and render again'],
    ...explainLines(report),
  ];
  return textTable(FILE_COLUMNS, [...rows, ...others])
    .slice(1)
    .map((text) => clipped(`  ${text}`, width));
}

function explainLines({ explained }: Report): string[][] {
  return (explained?.moves ?? []).flatMap(({ without, delta }) => [
    [printable(without.path), '', 'without it, as loud'],
    [printable(delta.path), '', 'what it changed, alone'],
  ]);
}

function noteLines(report: Report, width: number): string[] {
  return report.notes.flatMap((note) => wrapped(`About the file: ${noteWords(note)}`, width, '  '));
}
