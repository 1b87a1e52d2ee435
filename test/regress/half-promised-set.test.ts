// Half-promised set: checksums speak of the set's own files alone, and nothing is called proved of which they do not speak.
import { expect, it } from 'vitest';
import { verifyDdp } from '../../src/deliver/cd/ddp-verify.ts';
import { findDisc } from '../../src/deliver/cd/open-disc.ts';
import { discVerdict } from '../../src/report/cd/disc-text.ts';
import { PLAIN } from '../../src/report/text-style.ts';
import { faultWords } from '../../src/report/words.ts';
import type { Fault } from '../../src/signal/fault.ts';
import { madeSet } from '../tasks/disc/made-set.ts';

const verdictOf = async (files: Awaited<ReturnType<typeof madeSet>>): Promise<string> => {
  const found = { ...(await verifyDdp(files.place, 'set')), kind: 'ddp', path: 'set' } as const;
  return discVerdict(found, { width: 200, style: PLAIN });
};

it('an image that no list tells of is not said to be what its checksums say', async () => {
  const made = await madeSet();
  expect(await verdictOf(made)).toContain('Every byte is what its checksums say.');
  for (const name of ['set/CHECKSUM.MD5', 'set/CHECKSUM.TXT']) {
    const lines = new TextDecoder().decode(made.files.get(name)!).split('\n');
    const others = lines.filter((line) => !line.includes('IMAGE.DAT')).join('\n');
    made.files.set(name, new TextEncoder().encode(others));
  }
  const verdict = await verdictOf(made);
  expect(verdict).not.toContain('Every byte');
  expect(verdict).toContain('No checksum tells of IMAGE.DAT');
});

it('a file of the same name in a folder below is no part of the set', async () => {
  const made = await madeSet();
  made.files.set('set/old/IMAGE.DAT', Uint8Array.of(1, 2, 3));
  expect((await verifyDdp(made.place, 'set')).refusals).toEqual([]);
  // nor does a good copy below stand in for a bad one
  made.files.set('set/old/IMAGE.DAT', made.files.get('set/IMAGE.DAT')!.slice());
  made.files.get('set/IMAGE.DAT')![900_000]! ^= 1;
  const { refusals } = await verifyDdp(made.place, 'set');
  expect(refusals.map(({ code }) => code)).toEqual(['ddp-checksum', 'ddp-checksum']);
});

it('of a folder with several sets it is told which they are', async () => {
  const { files, place } = await madeSet();
  for (const [name, bytes] of new Map(files))
    for (const disc of ['disc-1', 'disc-2']) files.set(name.replace('set/', `all/${disc}/`), bytes);
  const fault = (await findDisc(place, 'all').catch((reason: unknown) => reason)) as Fault;
  expect(fault.code).toBe('which-disc');
  expect(faultWords(fault).text).toBe('“all” holds several DDP sets: disc-1, disc-2.');
});
