// What loudness costs: measured at a row of drives, read between them, its knee, and which limiter a loud target gets.
import { describe, expect, it } from 'vitest';
import { dbFromGain } from '../../../src/dsp/decibel.ts';
import { CostedForecast } from '../../../src/master/loudness/costed-forecast.ts';
import { Forecaster, type LimiterSetting } from '../../../src/master/loudness/forecast.ts';
import { HeardAfter } from '../../../src/master/loudness/heard-after.ts';
import { chooseLimiter } from '../../../src/master/loudness/limiter-choice.ts';
import {
  ASKED_BUDGET,
  overspent,
  withinLimits,
  worstSpent,
} from '../../../src/master/loudness/limiting-budget.ts';
import { costAmong } from '../../../src/master/loudness/limiting-trials.ts';
import { loudnessCost } from '../../../src/master/loudness/loudness-cost.ts';
import { affordableDriveDb } from '../../../src/master/loudness/loudness-search.ts';
import { styleById } from '../../../src/master/style/styles.ts';
import type { LimitingBudget } from '../../../src/master/style/style.ts';
import { dullBeats, musicLike } from '../../signals.ts';
import { intentOf } from '../analyses.ts';

const RATE = 44100;
const LIMITER: LimiterSetting = { ceilingDbtp: -1, lookAheadMs: 24, character: 'transparent' };
const STYLE = styleById('balanced');

function costed(sound: readonly Float64Array[]): CostedForecast {
  const spans = [{ startS: 0, endS: sound[0]!.length / RATE }];
  const heard = new HeardAfter({ sampleRateHz: RATE, channels: 2 }, { moves: [], floorDb: -60, spans });
  heard.push({ channels: sound.map((x) => x.slice()), frames: sound[0]!.length });
  const { sketch, excerpts } = heard.result();
  return new CostedForecast(new Forecaster(sketch), excerpts);
}

const kneeOf = (forecast: CostedForecast): number =>
  affordableDriveDb(forecast, LIMITER, STYLE.limiting) + dbFromGain(forecast.peak);

const BEATS = dullBeats(2 * RATE, RATE, 3);
const forecast = costed(BEATS);

describe('the cost of loudness', () => {
  it('rises with every drive', () => {
    const asked = { forecast, limiter: LIMITER, style: STYLE, intent: intentOf(), measuredOn: [] };
    const { points, ...cost } = loudnessCost({
      ...asked,
      allowed: ASKED_BUDGET,
      recommendedLufs: -14,
      plannedLufs: -14,
    });
    expect(points).toHaveLength(8);
    for (const part of [
      'lufs',
      'driveDb',
      'crestLossDb',
      'meanReductionDb',
      'shareOver1Db',
      'share',
    ] as const) {
      const row = points.map((point) => point[part]);
      expect(row).toEqual([...row].sort((a, b) => a - b));
    }
    expect(points[0]!.share).toBe(0);
    expect(points.at(-1)!.share).toBeGreaterThan(1);
    expect(cost.kneeLufs).toBeLessThan(cost.mostLufs);
    // The knee is where the budget is met first by any of its parts.
    const at = points.findIndex((point) => point.lufs > cost.kneeLufs);
    expect(points[at - 1]!.share).toBeLessThanOrEqual(1);
    expect(points[at]!.share).toBeGreaterThanOrEqual(1);
  });

  it('is met at the knee, and the part that is met is told', () => {
    const kneeDb = affordableDriveDb(forecast, LIMITER, STYLE.limiting);
    expect(worstSpent(forecast.at(kneeDb, LIMITER), STYLE.limiting, LIMITER)!.share).toBeCloseTo(1, 1);
    expect(overspent(forecast.at(kneeDb - 0.1, LIMITER), STYLE.limiting, LIMITER)).toBeNull();
    expect(overspent(forecast.at(kneeDb + 0.1, LIMITER), STYLE.limiting, LIMITER)).not.toBeNull();
  });

  it('read between the trials is near to what is measured there', () => {
    const row = forecast.trials(LIMITER);
    const driveDb = (row[2]!.driveDb + row[3]!.driveDb) / 2;
    const told = costAmong(row, driveDb);
    const { distortionDb, crestLossDb } = forecast.tried(driveDb, LIMITER);
    expect(Math.abs(told.distortionDb! - distortionDb!)).toBeLessThan(1.5);
    expect(Math.abs(told.crestLossDb - crestLossDb!)).toBeLessThan(0.4);
  });

  it('has a knee that small changes of the sound move by less than 0.5 dB', () => {
    const knee = kneeOf(forecast);
    const louder = BEATS.map((x) => x.map((v) => 1.7 * v));
    expect(Math.abs(kneeOf(costed(louder)) - knee)).toBeLessThan(0.05);
    const hum = musicLike(2 * RATE, RATE, 9);
    const other = BEATS.map((x, c) => x.map((v, n) => v + 0.02 * hum[c]![n]!));
    expect(Math.abs(kneeOf(costed(other)) - knee)).toBeLessThan(0.5);
  });
});

describe('the limiter of a loud target', () => {
  const loose: LimitingBudget = {
    meanDb: 40,
    shareOver1Db: 2,
    deepDb: 40,
    leastPlrDb: -20,
    distortionDb: 20,
    crestLossDb: 40,
  };
  const meanAt = (character: string, lufs: number): number => {
    const { limiter } = chooseLimiter(forecast, { ...LIMITER, character }, lufs, loose);
    const driveDb = affordableDriveDb(forecast, limiter, { ...loose, leastPlrDb: -1 - lufs });
    return forecast.at(driveDb, limiter).meanReductionDb;
  };

  it('is the usual one while that is within the budget, or nobody asks for much', () => {
    expect(chooseLimiter(forecast, LIMITER, -8, loose)).toEqual({ limiter: LIMITER, rejected: [] });
    expect(chooseLimiter(forecast, LIMITER, -12, STYLE.limiting).rejected).toEqual([]);
  });

  it('is another only where that stays within what the usual one overspends, and both are told', () => {
    const usual = meanAt('transparent', -8);
    const best = Math.min(meanAt('punchy', -8), meanAt('loud', -8));
    expect(best).toBeLessThan(usual);
    const budget = { ...loose, meanDb: (usual + best) / 2 };
    const { limiter, rejected } = chooseLimiter(forecast, LIMITER, -8, budget);
    expect(limiter.character).not.toBe('transparent');
    expect(rejected.map(({ code }) => code)).toEqual(['limiter-dearer', 'limiter-dearer']);
    expect(rejected[0]!.facts).toMatchObject({ character: 'transparent', chosen: limiter.character });
  });

  it('is the usual one again where none is within', () => {
    const { limiter, rejected } = chooseLimiter(forecast, LIMITER, -8, { ...loose, meanDb: 0.01 });
    expect(limiter).toEqual(LIMITER);
    expect(rejected.map(({ code }) => code)).toEqual(['limiter-no-help', 'limiter-no-help']);
  });
});

describe('withinLimits', () => {
  it('takes the user’s own limits where they are tighter, and of the crest what is left', () => {
    expect(withinLimits(ASKED_BUDGET, {}, null)).toEqual(ASKED_BUDGET);
    const own = { distortionDb: -40, crestLossDb: 1.5, reductionDb: 3 };
    expect(withinLimits(ASKED_BUDGET, own, null)).toEqual({
      ...ASKED_BUDGET,
      distortionDb: -40,
      crestLossDb: 1.5,
      deepDb: 3,
    });
    const before = { distortionDb: null, crestLossDb: 1, toneChangeDb: 0 };
    expect(withinLimits(ASKED_BUDGET, own, before).crestLossDb).toBeCloseTo(0.5, 9);
    expect(withinLimits(ASKED_BUDGET, { crestLossDb: 0 }, before).crestLossDb).toBeGreaterThan(0);
    expect(withinLimits(ASKED_BUDGET, { crestLossDb: 11, distortionDb: -10 }, null)).toEqual(ASKED_BUDGET);
  });
});
