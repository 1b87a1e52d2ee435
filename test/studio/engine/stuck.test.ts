// Stuck: an engine's worker that hangs is ended and replaced; one that works, however long, is left alone.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineClient } from '../../../src/studio/engine/engine-client.ts';
import type { EngineRequest } from '../../../src/studio/engine/protocol.ts';

/** Answers nothing by itself. */
class SilentWorker extends EventTarget {
  static all: SilentWorker[] = [];
  readonly heard: EngineRequest[] = [];
  ended = false;
  constructor() {
    super();
    SilentWorker.all.push(this);
  }
  postMessage(message: EngineRequest): void {
    this.heard.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
}

beforeEach(() => {
  SilentWorker.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('Worker', SilentWorker);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answer = (worker: SilentWorker): void => worker.say({ call: 1, result: [] });

describe('the worker of the engine', () => {
  it('that hangs is replaced, and the next call is answered', async () => {
    const client = new EngineClient();
    const [first] = SilentWorker.all as [SilentWorker];
    const restored = client.call('restore', undefined);
    answer(first);
    await restored;
    const stuck = client.call('restore', undefined);
    const told = stuck.catch((reason: unknown) => reason);
    vi.advanceTimersByTime(30_000);
    expect(first.ended).toBe(false);
    vi.advanceTimersByTime(5000);
    expect(await told).toMatchObject({ code: 'engine-stuck', facts: { seconds: 30 } });
    expect(first.ended).toBe(true);
    const second = SilentWorker.all[1]!;
    const again = client.call('restore', undefined);
    second.say({ call: 3, result: ['song'] });
    await expect(again).resolves.toEqual(['song']);
    client.close();
  });

  it('that answers is left alone, for hours, and idle ones are not asked', async () => {
    const client = new EngineClient();
    const [worker] = SilentWorker.all as [SilentWorker];
    const first = client.call('restore', undefined);
    answer(worker);
    await first;
    vi.advanceTimersByTime(3_600_000);
    expect(worker.heard.length).toBe(1);
    const long = client.call('restore', undefined);
    for (let i = 0; i < 1000; i++) {
      vi.advanceTimersByTime(5000);
      worker.say({ pong: true });
    }
    worker.say({ call: 2, result: [] });
    await expect(long).resolves.toEqual([]);
    expect(worker.ended).toBe(false);
    expect(SilentWorker.all.length).toBe(1);
    client.close();
    expect(worker.ended).toBe(true);
  });
});
