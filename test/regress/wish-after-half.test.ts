// A wish after half of it was taken back: it goes on from the half, not from the whole.
import { expect, it } from 'vitest';
import { moveOf } from '../../src/master/decider.ts';
import { turnOwn } from '../../src/master/revise/own-moves.ts';
import { checkPlan } from '../../src/master/plan-file/check-plan.ts';
import { loadEveryProcessor } from '../../src/process/catalogue.ts';

it('half of 2 dB and 1 dB more are 2 dB', async () => {
  await loadEveryProcessor();
  const song = { name: 'x', sampleRateHz: 48000, channels: 2, frames: 480000 };
  const bare = await checkPlan({ version: 2, song });
  const { plan } = turnOwn(bare, 'bass', null, 2);
  const half = { ...plan, moves: plan.moves.map((move) => moveOf({ ...move, strength: 0.5 })) };
  const { moves } = turnOwn(half, 'bass', null, 1).plan;
  expect(moves).toMatchObject([{ strength: 1, params: { bands: [{ gainDb: 2 }] } }]);
});
