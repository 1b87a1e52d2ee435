// Too many moves: no revision makes a plan that could not be read again.
import { expect, it } from 'vitest';
import { checkPlan } from '../../src/master/plan-file/check-plan.ts';
import { revisePlan } from '../../src/master/revise/revise-plan.ts';

const song = { name: 'x', sampleRateHz: 48000, channels: 2, frames: 480000 };
const gains = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ id: `gain-${i}`, kind: 'gain', params: { gainDb: 0 } }));

it('a plan at its limit takes no more', async () => {
  const plan = await checkPlan({ version: 2, song, moves: gains(64) });
  await expect(revisePlan(plan, 'more bass')).rejects.toMatchObject({
    code: 'plan-full',
    facts: { most: 64 },
  });
});

it('one move short of it takes one', async () => {
  const plan = await checkPlan({ version: 2, song, moves: gains(63) });
  await expect(checkPlan(await revisePlan(plan, 'more bass'))).resolves.toMatchObject({ version: 2 });
});
