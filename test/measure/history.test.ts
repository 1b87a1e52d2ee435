// History: what was pushed comes back whole, however long the row grew.
import { describe, expect, it } from 'vitest';
import { CompactHistory, History } from '../../src/measure/history.ts';

const COUNT = 60_000;

describe('History', () => {
  it('keeps every value in order', () => {
    const history = new History();
    for (let i = 0; i < COUNT; i++) history.push(i / 3);
    expect(history.length).toBe(COUNT);
    expect(history.values()).toEqual(Float64Array.from({ length: COUNT }, (_, i) => i / 3));
    history.clear();
    history.push(7);
    expect([...history.values()]).toEqual([7]);
  });
});

describe('CompactHistory', () => {
  it('keeps every value in order, to seven digits', () => {
    const history = new CompactHistory();
    for (let i = 0; i < COUNT; i++) history.push(i / 3);
    expect(history.length).toBe(COUNT);
    expect(history.values()).toEqual(Float32Array.from({ length: COUNT }, (_, i) => i / 3));
  });

  it('holds what is too large for it', () => {
    const history = new CompactHistory();
    for (const value of [1e300, -1e300, 0.5]) history.push(value);
    expect([...history.values()]).toEqual([3.4028234663852886e38, -3.4028234663852886e38, 0.5]);
  });
});
