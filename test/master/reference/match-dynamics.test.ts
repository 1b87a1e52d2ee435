// Match dynamics: bands that clearly move more are held, less are let out, and nothing is done where the two are alike.
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_INTENT, type Intent } from '../../../src/master/intent.ts';
import { moveStep } from '../../../src/master/render.ts';
import { dynamicsMatch } from '../../../src/master/reference/match-dynamics.ts';
import type { ReferenceTarget } from '../../../src/master/reference/reference-target.ts';
import { MOVING_BANDS } from '../../../src/measure/loud-parts.ts';
import type { LoudPartsResult } from '../../../src/measure/loud-parts-record.ts';
import { loadEveryProcessor } from '../../../src/process/catalogue.ts';

const BANDS_HZ = [50, 250, 1000, 4000, 8000];
const CURVES = { midDb: BANDS_HZ.map(() => 6), sideDb: null };

const movement = (spreads: readonly number[]) =>
  MOVING_BANDS.map((band, b) => ({ ...band, levelDb: -30, spreadDb: spreads[b]! }));

const songOf = (...spreads: number[]): LoudPartsResult => ({
  bandsHz: BANDS_HZ,
  midDb: BANDS_HZ.map(() => -30),
  sideDb: null,
  floorDb: BANDS_HZ.map(() => -60),
  movement: movement(spreads),
});

const targetOf = (...spreads: number[]): ReferenceTarget => ({
  bandsHz: BANDS_HZ,
  midDb: BANDS_HZ.map(() => -20),
  sideDb: null,
  highestHz: 20000,
  movement: movement(spreads),
  integratedLufs: -12,
  psrDb: 9,
});

function matchOf(song: LoudPartsResult, target: ReferenceTarget, intent: Intent = DEFAULT_INTENT) {
  return dynamicsMatch(song, target, intent, 0.5);
}

describe('dynamics by a reference', () => {
  beforeAll(() => loadEveryProcessor());

  it('what moves alike is left alone, and told', () => {
    const match = matchOf(songOf(4, 4, 4, 4, 4), targetOf(5, 3, 5, 3, 4));
    expect(match.moves(CURVES)).toEqual([]);
    expect(match.restraints).toEqual([{ code: 'match-dynamics-near', facts: {} }]);
  });

  it('one band that moves more is held by itself, from its level as the tone leaves it', () => {
    const [move] = matchOf(songOf(4, 4, 4, 9, 4), targetOf(4, 4, 4, 4, 4)).moves(CURVES);
    const { kind, params } = moveStep({ ...move!, strength: 1 });
    expect(kind.id).toBe('multiband');
    expect(params.crossovers).toEqual([{ hz: 1778 }, { hz: 5623 }]);
    const [below, held, above] = params.bands as Record<string, number | string>[];
    expect([below!.ratio, above!.ratio]).toEqual([1, 1]);
    expect(held).toMatchObject({ mode: 'compress-above', ratio: 2, thresholdDb: -20 });
    expect(move!.because).toMatchObject([{ code: 'match-dynamics-held', value: 9, target: 4 }]);
    expect(move!.strength).toBe(0.5);
  });

  it('one that moves less is let out, by 3 dB at most', () => {
    const [move] = matchOf(songOf(1, 4, 4, 4, 4), targetOf(6, 4, 4, 4, 4)).moves(CURVES);
    const [low] = move!.params.bands as Record<string, number | string>[];
    expect(low).toMatchObject({ mode: 'expand-above', ratio: 1.4, rangeDb: 3 });
  });

  it('nothing where dynamics are locked, left out, or wanted by nothing', () => {
    const [song, target] = [songOf(9, 9, 9, 9, 9), targetOf(2, 2, 2, 2, 2)];
    expect(matchOf(song, target, { ...DEFAULT_INTENT, without: ['dynamics'] }).moves(CURVES)).toEqual([]);
    expect(matchOf(song, target, { ...DEFAULT_INTENT, locks: ['dynamics'] }).moves(CURVES)).toEqual([]);
    expect(dynamicsMatch(song, target, DEFAULT_INTENT, 0).moves(CURVES)).toEqual([]);
  });
});
