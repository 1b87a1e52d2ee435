// Turns: one at a time, the most urgent first, and nobody waits for ever.
import { describe, expect, it } from 'vitest';
import { Turns, type Turn } from '../../../src/studio/engine/turns.ts';

/** Works `steps` times, taking its turn before each, and writes down who worked. */
async function work(name: string, turn: Turn, steps: number, log: string[]): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await turn.take();
    log.push(name);
    await Promise.resolve();
  }
  turn.leave();
}

describe('turns', () => {
  it('of equal rank are taken to their end, first come, first served', async () => {
    const turns = new Turns();
    const log: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        work(
          name,
          turns.enter(() => 1),
          3,
          log,
        ),
      ),
    );
    expect(log.join('')).toBe('aaabbbccc');
  });

  it('are given up to the more urgent, and come back', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const slow = work(
      's',
      turns.enter(() => 2),
      4,
      log,
    );
    await Promise.resolve();
    await Promise.all([
      slow,
      work(
        'u',
        turns.enter(() => 1),
        2,
        log,
      ),
    ]);
    expect(log.join('')).toMatch(/^s+uus+$/);
  });

  it('follow ranks that change', async () => {
    const turns = new Turns();
    const log: string[] = [];
    let first = 'a';
    const rank = (name: string) => () => (first === name ? 0 : 1);
    const a = turns.enter(rank('a'));
    const b = turns.enter(rank('b'));
    await a.take();
    const waiting = b.take().then(() => log.push('b'));
    first = 'b';
    const back = a.take().then(() => log.push('a'));
    await waiting;
    b.leave();
    await back;
    expect(log).toEqual(['b', 'a']);
  });

  it('let the released go on at once, without taking the turn from the one that has it', async () => {
    const turns = new Turns();
    const a = turns.enter(() => 0);
    const b = turns.enter(() => 1);
    await a.take();
    const stopped = b.take();
    b.release();
    await stopped;
    await b.take();
    b.leave();
    await a.take();
    a.leave();
    const c = turns.enter(() => 5);
    await expect(c.take()).resolves.toBeUndefined();
  });

  it('may be awaited by several branches of one job', async () => {
    const turns = new Turns();
    const a = turns.enter(() => 0);
    const b = turns.enter(() => 1);
    await a.take();
    const both = Promise.all([b.take(), b.take()]);
    a.leave();
    await expect(both).resolves.toHaveLength(2);
  });
});
