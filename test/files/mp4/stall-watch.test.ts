// Stall watch: work that waits for nothing is given up; work that reads slowly, or takes many steps, is not.
import { describe, expect, it } from 'vitest';
import { createStallWatch } from '../../../src/files/mp4/stall-watch.ts';

const later = <T>(value: T, ms: number): Promise<T> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));

describe('the stall watch', () => {
  it('gives up what waits for ever, at the start and after a read', async () => {
    const { reading, unlessStalled } = createStallWatch();
    await expect(unlessStalled(() => new Promise(() => {}))).rejects.toThrow('never comes');
    const after = unlessStalled(async () => {
      await reading(later(1, 20));
      await new Promise(() => {});
    });
    await expect(after).rejects.toThrow('never comes');
  });

  it('waits for slow reads, one after the other, and for those that fail', async () => {
    const { reading, unlessStalled } = createStallWatch(1000);
    const slow = unlessStalled(async () => (await reading(later(2, 60))) + (await reading(later(3, 60))));
    await expect(slow).resolves.toBe(5);
    const failed = unlessStalled(() => reading(later(0, 20).then(() => Promise.reject(new Error('gone')))));
    await expect(failed).rejects.toThrow('gone');
  });

  it('leaves a long way of small steps alone', async () => {
    const { unlessStalled } = createStallWatch();
    const long = unlessStalled(async () => {
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += await Promise.resolve(1);
      return sum;
    });
    await expect(long).resolves.toBe(100_000);
  });
});
