// Names twice in records: of two values under one name none is silently taken, and the words say so.
import { expect, it } from 'vitest';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { faultWords } from '../../src/report/words.ts';
import type { Fault } from '../../src/signal/fault.ts';
import { readRecord } from '../../src/tasks/read-record.ts';

const read = (text: string): Promise<unknown> =>
  readRecord(memoryPlace(new Map([['a.json', new TextEncoder().encode(text)]])), 'a.json', 'bad-signature');

it('a name that stands twice is told with its place', async () => {
  const fault = (await read('{"weight":1,\n"weight":2}').catch((reason: unknown) => reason)) as Fault;
  expect(fault.code).toBe('bad-signature');
  expect(faultWords(fault).text).toBe(
    '“a.json” is no signature that can be read: the file is not clear: the name “weight” stands twice (line 2, column 1).',
  );
});

it('what is no JSON is told in a whole sentence', async () => {
  const fault = (await read('').catch((reason: unknown) => reason)) as Fault;
  expect(faultWords(fault).text).toContain('read: the file is no JSON');
});

it('all else is read as it stands', async () => {
  await expect(read('{"a":[{"a":1},{"a":2}]}')).resolves.toEqual({ a: [{ a: 1 }, { a: 2 }] });
});
