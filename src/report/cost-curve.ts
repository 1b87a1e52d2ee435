// Cost curve: loudness against what limiting costs, as chart and table both tell it: the lines, the marks, what ends it.
import { gainFromDb } from '../dsp/decibel.ts';
import type { CostPoint, LoudnessCost } from '../master/loudness/loudness-cost.ts';
import { level } from './figures.ts';
import { LIMIT_NAMES } from './words-limiter.ts';

/** A loudness that has a name. */
export interface CostMark {
  readonly lufs: number;
  readonly name: string;
}

/** Loudnesses nearer to each other than this are one mark. */
const SAME_LU = 0.05;

/** From quiet to loud; where two fall together, their names stand together. */
export function costMarks({ kneeLufs, recommendedLufs, askedLufs, mostLufs }: LoudnessCost): CostMark[] {
  const marks: CostMark[] = [];
  const add = (lufs: number | null, name: string): void => {
    if (lufs === null) return;
    const same = marks.findIndex((mark) => Math.abs(mark.lufs - lufs) < SAME_LU);
    if (same === -1) marks.push({ lufs, name });
    else marks[same] = { lufs: marks[same]!.lufs, name: `${marks[same]!.name}, ${name}` };
  };
  add(kneeLufs, 'knee');
  add(recommendedLufs, 'recommended');
  add(askedLufs, 'asked for');
  add(mostLufs, 'most');
  return marks.sort((a, b) => a.lufs - b.lufs);
}

/** How much of the style's budget the parts of a point spend, 1 at its end. */
export function partShares(point: CostPoint, { budget }: LoudnessCost): Readonly<Record<string, number>> {
  const { distortionDb, crestLossDb, meanReductionDb } = point;
  return {
    distortion: distortionDb === null ? 0 : gainFromDb(distortionDb - budget.distortionDb),
    peaks: crestLossDb / budget.crestLossDb,
    limiter: meanReductionDb / budget.meanDb,
  };
}

/** What the curve says, in a few sentences. */
export function costWords(cost: LoudnessCost): string {
  const { kneeLufs, kneeLimit, recommendedLufs, mostLufs, mostLimit, style } = cost;
  const ends = (limit: string): string =>
    limit === 'none' ? '' : ` (beyond it: ${LIMIT_NAMES[limit] ?? limit})`;
  const liked =
    recommendedLufs < kneeLufs - SAME_LU
      ? `, and ${level(recommendedLufs, 'LUFS')} is as loud as the style likes this song`
      : '';
  return (
    `Up to ${level(kneeLufs, 'LUFS')} the limiting stays within what the style “${style}” allows${ends(kneeLimit)}${liked}. ` +
    `${level(mostLufs, 'LUFS')} is the most that can be asked for${ends(mostLimit)}.`
  );
}
