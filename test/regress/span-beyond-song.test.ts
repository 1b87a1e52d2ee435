// A span beyond the song: it is told, and not passed over as if the move had been made.
import { expect, it } from 'vitest';
import { checkPlan } from '../../src/master/plan-file/check-plan.ts';
import { faultWords } from '../../src/report/words.ts';
import type { Fault } from '../../src/signal/fault.ts';

const song = { name: 'x', sampleRateHz: 48000, channels: 2, frames: 480000 };
const at = (startS: number): Promise<unknown> =>
  checkPlan({ version: 2, song, moves: [{ id: 'a', kind: 'gain', spans: [{ startS, endS: 60 }] }] });

it('is refused with its place, where all of it lies behind the end', async () => {
  const fault = (await at(50).catch((reason: unknown) => reason)) as Fault;
  expect(fault).toMatchObject({ code: 'bad-plan', facts: { where: 'moves[0].spans[0].startS' } });
  expect(faultWords(fault).text).toContain('before the song’s end, at 10 s');
});

it('may reach over the end', async () => {
  await expect(at(9)).resolves.toMatchObject({ moves: [{ spans: [{ startS: 9, endS: 60 }] }] });
});
