// Odd names in plans: what every object inherits is no field, and no kind of processor makes the check fall over.
import { expect, it } from 'vitest';
import { checkPlan } from '../../src/master/plan-file/check-plan.ts';
import { diffPlans } from '../../src/master/plan-file/diff-plans.ts';

const song = { name: 'x', sampleRateHz: 48000, channels: 2, frames: 480000 };

it('a kind that is a record is refused with its place', async () => {
  const moves = [{ id: 'a', kind: { toString: 1, valueOf: 1 } }];
  await expect(checkPlan({ version: 2, song, moves })).rejects.toMatchObject({
    code: 'bad-plan',
    facts: { where: 'moves[0].kind' },
  });
});

it('a fact called “constructor” differs from none', async () => {
  const plan = (facts: object): Promise<Parameters<typeof diffPlans>[0]> =>
    checkPlan({ version: 2, song, restraints: [{ code: 'c', facts }] });
  const { fields } = diffPlans(await plan({ constructor: 1 }), await plan({}));
  expect(fields).toEqual([{ path: 'restraints[0].facts.constructor', before: 1, after: null }]);
});
