// Send all: results in order, the longest first, progress of the whole, and nothing goes on beside a failure.
import { describe, expect, it } from 'vitest';
import { portableSha256 } from '../../src/deliver/accept/digest.ts';
import { memoryPlace } from '../../src/files/memory-place.ts';
import { Fault } from '../../src/signal/fault.ts';
import { inlineErrands, type Errand } from '../../src/tasks/errands/errand.ts';
import { partsOfRun, sendAll } from '../../src/tasks/errands/send-all.ts';
import { SILENT_RUN, throwIfCancelled, type Run } from '../../src/tasks/run.ts';

const errands = () => inlineErrands({ place: memoryPlace(), createDigest: portableSha256 });
const orders = [1, 3, 2].map((number) => ({ order: number, weight: number }));

function doubling(done: number[], failsAt = NaN): Errand<number, number> {
  return {
    id: 'double',
    async carryOut(order, { run }) {
      throwIfCancelled(run);
      if (order === failsAt) throw new Fault('not-found', 'input', { file: 'x' });
      run.progress('any', 0.5);
      done.push(order);
      return 2 * order;
    },
  };
}

describe('errands sent together', () => {
  it('give results in the order of the orders, and are done longest first', async () => {
    const done: number[] = [];
    expect(await sendAll(errands(), doubling(done), orders, 'work', SILENT_RUN)).toEqual([2, 6, 4]);
    expect(done).toEqual([3, 2, 1]);
  });

  it('tell one stage that never goes back, by weight', async () => {
    const told: number[] = [];
    const run: Run = {
      progress(stage, share) {
        expect(stage).toBe('work');
        told.push(share);
      },
    };
    await sendAll(errands(), doubling([]), orders, 'work', run);
    expect(told).toEqual(
      [0, 0.25, 0.5, 0.5 + 1 / 6, 0.5 + 1 / 3, 0.5 + 1 / 3 + 1 / 12, 1].map((share) =>
        expect.closeTo(share, 9),
      ),
    );
  });

  it('are called back when one fails, which is told as it was', async () => {
    const done: number[] = [];
    const sent = sendAll(errands(), doubling(done, 3), orders, 'work', SILENT_RUN);
    await expect(sent).rejects.toMatchObject({ code: 'not-found' });
    expect(done).toEqual([]);
  });

  it('are called back when the user has had enough', async () => {
    const run: Run = { progress() {}, signal: { aborted: true } as AbortSignal };
    await expect(sendAll(errands(), doubling([]), orders, 'work', run)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  it('of none are done at once', async () => {
    expect(await sendAll(errands(), doubling([]), [], 'work', SILENT_RUN)).toEqual([]);
  });
});

describe('stages as parts of one errand', () => {
  it('tell their share between two shares, and stages not named nothing', () => {
    const told: [string, number][] = [];
    const run = partsOfRun({ progress: (...one) => told.push(one) }, { first: [0, 0.5], second: [0.5, 1] });
    run.progress('first', 1);
    run.progress('other', 0.3);
    run.progress('second', 0.5);
    expect(told).toEqual([
      ['first', 0.5],
      ['second', 0.75],
    ]);
  });
});
