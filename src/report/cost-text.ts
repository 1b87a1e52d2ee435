// Cost text: loudness against what limiting costs, as a small table with bars for the terminal.
import type { CostPoint, LoudnessCost } from '../master/loudness/loudness-cost.ts';
import type { TextOptions } from './check-text.ts';
import { costMarks, costWords, type CostMark } from './cost-curve.ts';
import { fixed } from './figures.ts';
import { clipped, PLAIN, wrapped } from './text-style.ts';
import { textTable, type TextColumn } from './text-table.ts';

const COLUMNS: readonly TextColumn[] = [
  { head: 'LUFS', side: 'right' },
  { head: 'distortion', side: 'right' },
  { head: 'peaks', side: 'right' },
  { head: 'held down', side: 'right' },
  { head: 'of the budget', side: 'right' },
  { head: '', side: 'left' },
];
/** A budget that is just spent is this long. */
const BAR = 10;
const LONGEST_BAR = 20;

/** Indented lines; none where nothing is to be told. */
export function costLines(cost: LoudnessCost, options: TextOptions = {}): string[] {
  const { width = 80, style = PLAIN } = options;
  const rows = [
    ...cost.points.map((point) => ({ lufs: point.lufs, cells: pointCells(point) })),
    ...costMarks(cost).map((mark) => ({ lufs: mark.lufs, cells: markCells(mark) })),
  ].sort((a, b) => a.lufs - b.lufs);
  const [head, ...lines] = textTable(
    COLUMNS,
    rows.map(({ cells }) => cells),
  );
  return [
    `  ${style.dim(clipped(head!, width - 2))}`,
    ...lines.map((text) => clipped(`  ${text.trimEnd()}`, width)),
    ...wrapped(costWords(cost), width, '  '),
  ];
}

function pointCells(point: CostPoint): string[] {
  const { lufs, distortionDb, crestLossDb, meanReductionDb, share } = point;
  return [
    fixed(lufs),
    distortionDb === null ? '\u2013' : `${fixed(distortionDb)}\u00a0dB`,
    `${fixed(-crestLossDb)}\u00a0dB`,
    `${fixed(meanReductionDb, 2)}\u00a0dB`,
    `${fixed(100 * share, 0)}\u00a0%`,
    bar(share),
  ];
}

function markCells({ lufs, name }: CostMark): string[] {
  return [fixed(lufs), '', '', '', '', `\u2190 ${name}`];
}

/** The end of the budget shows as a gap in the bar. */
function bar(share: number): string {
  const length = Math.min(LONGEST_BAR, Math.round(BAR * share));
  const inside = '\u2593'.repeat(Math.min(BAR, length));
  const beyond = length > BAR ? ` ${'\u2593'.repeat(length - BAR)}` : '';
  return inside + beyond + (BAR * share > LONGEST_BAR ? '\u2026' : '');
}
