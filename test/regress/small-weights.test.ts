// Small weights: a signature that was saved can be read again, whatever its records count.
import { expect, it } from 'vitest';
import { RECORD } from '../master/reference/reference-record.ts';
import { checkSignature } from '../../src/master/reference/check-signature.ts';
import { parseWeight } from '../../src/tasks/read-references.ts';

const record = (weight: number): object => ({ ...RECORD, weight });

it('a share of one in a thousand and one is read back', () => {
  const given = { version: 1, references: [record(1 / 1001), record(1000 / 1001)] };
  expect(checkSignature(given, 'a.json')).toEqual(given);
});

it('what counts nothing is refused where it is told', () => {
  for (const text of ['0', '0.0005', '1e-320', 'NaN', '-1', '1e9'])
    expect(() => parseWeight(text)).toThrow(expect.objectContaining({ code: 'bad-weight' }));
});
