// Fan out: every branch hears the same sound, however it pulls; one failure ends all.
import { describe, expect, it } from 'vitest';
import { fanOut } from '../../../src/deliver/finish/fan-out.ts';
import { BURST_FRAMES, collect, sourceOf, type Source } from '../../../src/signal/stream.ts';
import { noise } from '../../signals.ts';

const FRAMES = BURST_FRAMES + 1234;
const sound = [noise(0.5, FRAMES, 1), noise(0.5, FRAMES, 2)];

async function collectBy(source: Source, step: number): Promise<number[]> {
  const left: number[] = [];
  for (let block = await source.pull(step); block; block = await source.pull(step)) {
    expect(block.frames).toBeLessThanOrEqual(step);
    for (let n = 0; n < block.frames; n++) left.push(block.channels[0]![n]!);
    block.channels[0]!.fill(9);
  }
  await source.close();
  return left;
}

describe('fanOut', () => {
  it('gives every branch its own copy, for any size of pulls', async () => {
    const { branches } = fanOut(sourceOf(sound, 44100), 2);
    const [a, b] = await Promise.all([
      collectBy(branches[0]!, 40_000),
      collectBy(branches[1]!, BURST_FRAMES),
    ]);
    expect(a.length).toBe(FRAMES);
    expect(a.every((value, n) => value === sound[0]![n])).toBe(true);
    expect(b.every((value, n) => value === sound[0]![n])).toBe(true);
  });

  it('goes on when one branch is closed early', async () => {
    const { branches } = fanOut(sourceOf(sound, 44100), 2);
    const whole = collect(branches[0]!);
    await branches[1]!.pull(10);
    await branches[1]!.close();
    expect((await whole)[1]!.length).toBe(FRAMES);
  });

  it('tells every branch when the source fails', async () => {
    const broken: Source = {
      ...sourceOf(sound, 44100),
      pull: () => Promise.reject(new Error('unplugged')),
    };
    const { branches } = fanOut(broken, 2);
    const pulls = await Promise.allSettled(branches.map((branch) => branch.pull(100)));
    expect(pulls.map((pull) => pull.status)).toEqual(['rejected', 'rejected']);
    await expect(branches[0]!.pull(100)).rejects.toThrow('unplugged');
  });

  it('leaves no branch waiting when another has died', async () => {
    const { branches, stop } = fanOut(sourceOf(sound, 44100), 2);
    const waiting = branches[0]!.pull(100);
    stop(new Error('disk full'));
    await expect(waiting).rejects.toThrow('disk full');
  });

  it('closes the source with its last branch', async () => {
    let closed = 0;
    const source: Source = {
      ...sourceOf(sound, 44100),
      close: async () => {
        closed += 1;
      },
    };
    const { branches } = fanOut(source, 2);
    await branches[0]!.close();
    expect(closed).toBe(0);
    await branches[1]!.close();
    await branches[1]!.close();
    expect(closed).toBe(1);
  });
});
