// Tests of the lane: one piece of work at a time, always the most wanted next.
import { describe, expect, it } from 'vitest';
import { createLane } from '../../../src/studio/state/lane.ts';

describe('lane', () => {
  it('does one piece at a time and asks anew after each', async () => {
    const waiting = ['a', 'b'];
    const told: string[] = [];
    let running = 0;
    const wake = createLane(() => {
      const name = waiting.shift();
      if (name === undefined) return null;
      return async () => {
        told.push(`${name}${running++}`);
        await Promise.resolve();
        if (name === 'a') waiting.unshift('urgent');
        running--;
      };
    });
    wake();
    wake();
    await new Promise((resolve) => setTimeout(resolve));
    expect(told).toEqual(['a0', 'urgent0', 'b0']);
  });

  it('can be woken again when it has run out of work', async () => {
    let pieces = 1;
    let done = 0;
    const wake = createLane(() => (pieces-- > 0 ? async () => void done++ : null));
    wake();
    await new Promise((resolve) => setTimeout(resolve));
    pieces = 2;
    wake();
    await new Promise((resolve) => setTimeout(resolve));
    expect(done).toBe(3);
  });
});
