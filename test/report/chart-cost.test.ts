// The cost of loudness, drawn and tabled: its marks, its limits, its picture.
import { describe, expect, it } from 'vitest';
import type { LoudnessCost } from '../../src/master/loudness/loudness-cost.ts';
import { costChart } from '../../src/report/chart-cost.ts';
import { chartsOf } from '../../src/report/charts.ts';
import { costMarks } from '../../src/report/cost-curve.ts';
import { costLines } from '../../src/report/cost-text.ts';
import { NARROW, WIDE } from '../../src/report/plot.ts';
import { sampleReport } from './sample-report.ts';

const rise = [0, 0.25, 0.71, 1.18, 2.2, 3, 5.2, 8.6];
const COST: LoudnessCost = {
  points: rise.map((share, i) => ({
    lufs: -15 + i,
    driveDb: 1.4 * i,
    distortionDb: i === 0 ? null : -52 + 4 * i,
    crestLossDb: 0.9 * i,
    meanReductionDb: 0.06 * i * i,
    shareOver1Db: 0.02 * i * i,
    share,
  })),
  kneeLufs: -12.4,
  kneeLimit: 'crestLossDb',
  recommendedLufs: -12.4,
  mostLufs: -8.2,
  mostLimit: 'distortionDb',
  askedLufs: -9,
  plannedLufs: -9,
  style: 'balanced',
  budget: {
    meanDb: 0.35,
    shareOver1Db: 0.12,
    deepDb: 3,
    leastPlrDb: 9.5,
    distortionDb: -36,
    crestLossDb: 3,
  },
  character: 'transparent',
  measuredOn: [{ startS: 10, endS: 25 }],
};

describe('the cost of loudness', () => {
  it('has its marks from quiet to loud, those at one place together', () => {
    expect(costMarks(COST)).toEqual([
      { lufs: -12.4, name: 'knee, recommended' },
      { lufs: -9, name: 'asked for' },
      { lufs: -8.2, name: 'most' },
    ]);
  });

  it('is a table with every point and every mark in order', () => {
    const lines = costLines(COST, { width: 80 });
    const levels = lines
      .slice(1, 1 + COST.points.length + 3)
      .map((text) => Number(/[\u2212\d.]+/.exec(text)![0].replace('\u2212', '-')));
    expect(levels).toEqual([...levels].sort((a, b) => a - b));
    expect(lines.join('\n')).toContain('\u2190 knee, recommended');
    expect(lines.join(' ').replaceAll(/ +/g, ' ')).toContain('how much the hits lose');
    expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(80);
  });

  it('looks as it did', async () => {
    const drawn = costChart(COST, WIDE);
    await expect(`${drawn.replaceAll('><', '>\n<')}\n`).toMatchFileSnapshot('../golden/chart-cost.svg');
  });

  it('is among the charts of a report that knows it, in both widths', () => {
    const chart = chartsOf(sampleReport({ cost: COST })).find(({ name }) => name === 'cost')!;
    for (const svg of [chart.wide, chart.narrow, costChart({ ...COST, askedLufs: -5 }, NARROW)])
      expect(svg).not.toMatch(/NaN|undefined|Infinity/);
    expect(chartsOf(sampleReport({ cost: null })).some(({ name }) => name === 'cost')).toBe(false);
  });
});
