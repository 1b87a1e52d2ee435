// Stall watch: notices that foreign asynchronous code waits for something that will never come, without a clock.

/**
 * Turns of the queue of promises that work may take between two reads: a thousand times what the demuxer needs, a tenth of a second.
 */
const MOST_TURNS = 1_000_000;

export interface StallWatch {
  /** Every read that the work may wait for goes through here. */
  reading<T>(read: Promise<T>): Promise<T>;
  /** What `work` gives, or an Error where it neither ends nor reads nor takes another step. Work may only wait for reads. */
  unlessStalled<T>(work: () => Promise<T>): Promise<T>;
}

export function createStallWatch(mostTurns: number = MOST_TURNS): StallWatch {
  const pending = new Set<Promise<unknown>>();

  const watch = async <T>(result: Promise<T>, isDone: () => boolean): Promise<T> => {
    for (let turns = 0; turns < mostTurns && !isDone(); turns++) {
      if (pending.size > 0) {
        await Promise.race(pending).catch(() => {});
        turns = 0;
      } else await Promise.resolve();
    }
    if (isDone()) return result;
    throw new Error('The demuxer waits for something that never comes.');
  };

  return {
    reading(read) {
      pending.add(read);
      const end = (): void => void pending.delete(read);
      read.then(end, end);
      return read;
    },
    unlessStalled(work) {
      let done = false;
      const end = (): void => {
        done = true;
      };
      const result = work();
      result.then(end, end);
      return Promise.race([result, watch(result, () => done)]);
    },
  };
}
