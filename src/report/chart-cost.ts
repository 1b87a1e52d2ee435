// Chart of cost: loudness against how much of the style's budget limiting spends, with the knee and what is asked and given.
import type { CostPoint, LoudnessCost } from '../master/loudness/loudness-cost.ts';
import { costMarks, costWords, partShares, type CostMark } from './cost-curve.ts';
import { fixed } from './figures.ts';
import {
  AFTER_LINE,
  BEFORE_LINE,
  columns,
  hairline,
  label,
  legend,
  line,
  linearScale,
  plotArea,
  roundTicks,
  rows,
  svg,
  type Area,
  type Point,
  type Scale,
  type Size,
} from './plot.ts';

/** Twice the budget is far enough: beyond it everybody hears it. */
const MOST_SHARE = 2;
const SHARES = [0, 0.5, 1, 1.5, 2];
/** Room for a legend and the names of the marks. */
const MARK_ROWS = 4;
const ROW_HEIGHT = 15;
/** Of a letter of a mark's name, roughly. */
const LETTER_WIDTH = 6.2;
const LIMITER_LINE = 'stroke="currentColor" stroke-opacity="0.6" stroke-width="1.25" stroke-dasharray="1 4"';
const SPENT_LINE = 'stroke="currentColor" stroke-opacity="0.85" stroke-width="2.25"';

export function costChart(cost: LoudnessCost, size: Size): string {
  const framed = plotArea(size);
  const area = { ...framed, top: framed.top + MARK_ROWS * ROW_HEIGHT };
  const marks = costMarks(cost);
  const [low, high] = extent(cost, marks);
  const x = linearScale(low, high, area.left, area.right);
  const y = linearScale(0, MOST_SHARE, area.bottom, area.top);
  const shares = cost.points.map((point) => partShares(point, cost));
  const curve = (share: (point: CostPoint, i: number) => number): (Point | null)[] =>
    clippedAt(cost.points.map((point, i) => ({ x: point.lufs, y: share(point, i) }))).map((point) => ({
      x: x(point.x),
      y: y(point.y),
    }));
  const body =
    rows(
      area,
      y,
      SHARES.map((value) => ({ value, label: `${fixed(100 * value, 0)}%` })),
    ) +
    columns(
      area,
      x,
      roundTicks(low, high, size.width < 500 ? 6 : 12).map((value) => ({ value, label: fixed(value, 0) })),
    ) +
    hairline(area.left, y(1), area.right, y(1), '6 4') +
    line(
      curve((_, i) => shares[i]!.limiter!),
      LIMITER_LINE,
    ) +
    line(
      curve((_, i) => shares[i]!.peaks!),
      BEFORE_LINE,
    ) +
    line(
      curve((_, i) => shares[i]!.distortion!),
      AFTER_LINE,
    ) +
    line(
      curve((point) => point.share),
      SPENT_LINE,
    ) +
    markLines(marks, area, x) +
    legend(framed, [
      ['spent', SPENT_LINE],
      ['distortion', AFTER_LINE],
      ['peaks', BEFORE_LINE],
      ['limiter', LIMITER_LINE],
    ]);
  return svg('cost', size, 'What loudness costs', costWords(cost), body);
}

/** Whole LUFS around the curve and its marks; what is asked for far beyond stays at the edge. */
function extent({ points }: LoudnessCost, marks: readonly CostMark[]): [number, number] {
  const drawn = points.map((point) => point.lufs);
  const lowest = drawn.reduce((least, lufs) => Math.min(least, lufs), 0);
  const highest = [...drawn, ...marks.map((mark) => Math.min(mark.lufs, drawn.at(-1)! + 2))];
  return [Math.floor(lowest), Math.ceil(highest.reduce((most, lufs) => Math.max(most, lufs), lowest + 1))];
}

/** The line up to where it leaves the picture at the top. */
function clippedAt(points: readonly Point[]): Point[] {
  const out = points.findIndex((point) => point.y > MOST_SHARE);
  if (out === -1) return [...points];
  const [inside, outside] = [points[out - 1], points[out]!];
  if (inside === undefined) return [];
  const way = (MOST_SHARE - inside.y) / (outside.y - inside.y);
  return [...points.slice(0, out), { x: inside.x + way * (outside.x - inside.x), y: MOST_SHARE }];
}

/** Every mark has a row of its own for its name, so that no two names meet. */
function markLines(marks: readonly CostMark[], area: Area, x: Scale): string {
  return marks
    .map(({ lufs, name }, i) => {
      const at = Math.min(area.right, Math.max(area.left, x(lufs)));
      const top = area.top - (marks.length - i - 0.3) * ROW_HEIGHT;
      const words = `${name} ${fixed(lufs)}`;
      // To the right no line of another mark begins as high.
      const leftwards = at + 5 + words.length * LETTER_WIDTH > area.right;
      return (
        hairline(at, top, at, area.bottom, '2 3') +
        label(leftwards ? at - 5 : at + 5, top + 9, words, leftwards ? 'end' : 'start')
      );
    })
    .join('');
}
