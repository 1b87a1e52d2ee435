// A limit of nothing: every move that spends of it goes, however many there are.
import { expect, it } from 'vitest';
import { DEFAULT_INTENT } from '../../src/master/intent.ts';
import { moveOf } from '../../src/master/decider.ts';
import { styleById } from '../../src/master/style/styles.ts';
import { damageBudget } from '../../src/master/trial/damage-budget.ts';
import { heldToBudget } from '../../src/master/trial/hold-budget.ts';
import { hear, through } from '../../src/master/trial/trial-room.ts';
import type { Scales } from '../../src/master/trial/scales.ts';
import { loadEveryProcessor } from '../../src/process/catalogue.ts';
import { musicLike } from '../signals.ts';

const RATE = 22050;

it('leaves none of five moves', async () => {
  await loadEveryProcessor();
  const channels = musicLike(RATE, RATE, 3);
  const format = { sampleRateHz: RATE, channels: 2 };
  const excerpts = [{ format, startS: 0, endS: 1, firstFrame: 0, leadFrames: 0, channels }];
  const cost = { distortionDb: null, crestLossDb: 0, toneChangeDb: 0.5 };
  const moves = [150, 400, 1000, 2500, 6000].map((hz) =>
    moveOf({
      id: `bell-${hz}`,
      stage: 'tone',
      kind: 'eq',
      params: { bands: [{ type: 'bell', hz, gainDb: 3, q: 1 }] },
      because: [],
      confidence: 1,
      tried: { measurement: 'psr-db', unit: 'dB', without: 0, with: 0, cost },
    }),
  );
  const budget = damageBudget(styleById(DEFAULT_INTENT.style), { toneChangeDb: 0 });
  const scales = { budget, asked: new Set(), loudest: 0 } as unknown as Scales;
  const held = heldToBudget(scales, excerpts, moves, hear(through(excerpts, moves), 0));
  expect(held.moves).toEqual([]);
  expect(held.restraints.map(({ code }) => code)).toEqual(moves.map(() => 'budget-held'));
});
