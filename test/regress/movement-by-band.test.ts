// Movement by band: a signature's bands are compared by where they lie, not by their order.
import { expect, it } from 'vitest';
import { MOVING_BANDS } from '../../src/measure/loud-parts.ts';
import { RECORD } from '../master/reference/reference-record.ts';
import { referenceTarget } from '../../src/master/reference/reference-target.ts';

it('bands in another order, or other bands, are no others’', () => {
  const moving = MOVING_BANDS.map((band, i) => ({ ...band, levelDb: -20, spreadDb: i + 1 }));
  const record = { ...RECORD, movement: moving };
  const odd = {
    ...record,
    movement: [...moving.slice(1).toReversed(), { ...moving[0]!, lowHz: 1, spreadDb: 50 }],
  };
  const spreads = referenceTarget({ version: 1, references: [record, odd] }).movement.map(
    (one) => one.spreadDb,
  );
  expect(spreads).toEqual([1, 2, 3, 4, 5]);
});
