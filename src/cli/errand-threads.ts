// Errand threads: errands carried out in threads of this process, as many at once as are asked for; each thread is used again.
import { Worker } from 'node:worker_threads';
import { Fault } from '../signal/fault.ts';
import type { Errands } from '../tasks/errands/errand.ts';
import { throwIfCancelled, type Run } from '../tasks/run.ts';
import type { FromThread, ToThread } from './errand-letters.ts';

/** The worker's own file, beside the command line's, as source and when built, packed or not. */
export const ERRAND_WORKER = new URL(
  import.meta.url.replace(/(packed\/)?[^/]+(\.[jt]s)$/, 'errand-worker$2'),
);

export interface ErrandThreads extends Errands {
  /** Ends the threads, whatever they are doing. */
  close(): Promise<void>;
}

/** Errands are called back as soon as the run that sent them is cancelled; it is asked this often. */
const ASK_MS = 100;
/** A thread whose errand was called back, and that goes on for so long, is ended. */
const PATIENCE_MS = 5000;

/**
 * Of each thread's youngest objects: blocks of sound are pooled, records are small, and what a thread may keep before it tidies up it
 * keeps (a listening thread holds 40 MB less than by default, as fast).
 */
const YOUNG_MB = 16;

/**
 * What songs leave behind in a thread comes in pieces that the next song does not fit into: a process that has grown beyond this,
 * for each of its threads and for itself, lets a thread go when its errand is done. A new one starts in half a second.
 */
const RESTING_BYTES = 140 << 20;

/** `url`: the worker's own file. `most`: 1 or more. Threads are made when there is work for them. */
export function errandThreads(url: URL, most: number): ErrandThreads {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];

  const take = async (): Promise<Worker> => {
    while (idle.length === 0 && all.size >= most) await new Promise<void>((resolve) => waiting.push(resolve));
    const kept = idle.pop();
    if (kept !== undefined) return kept;
    const worker = new Worker(url, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB } });
    all.add(worker);
    return worker;
  };
  const giveBack = (worker: Worker, isWell: boolean): void => {
    const isGrown = process.memoryUsage.rss() > (1 + most) * RESTING_BYTES;
    if (isWell && !isGrown) idle.push(worker);
    else {
      all.delete(worker);
      void worker.terminate();
    }
    waiting.shift()?.();
  };

  return {
    async send<Order, Result>({ id }: { readonly id: string }, order: Order, run: Run): Promise<Result> {
      throwIfCancelled(run);
      const worker = await take();
      let isWell = true;
      try {
        throwIfCancelled(run);
        const outcome = await carriedOut(worker, { what: 'do', id, order }, run);
        if (outcome.what === 'done') return outcome.result as Result;
        if (outcome.what === 'fault') {
          const { code, kind, facts } = outcome.fault;
          throw new Fault(code, kind, facts);
        }
        if (outcome.what === 'mistake') throw new Error(outcome.stack);
        isWell = false;
        throw diedFault(run, outcome.reason);
      } finally {
        giveBack(worker, isWell);
      }
    },
    async close() {
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

type Outcome =
  | Exclude<FromThread, { readonly what: 'progress' }>
  | { readonly what: 'died'; readonly reason: string };

/** What came back, or that the thread is gone. */
function carriedOut(worker: Worker, letter: ToThread, run: Run): Promise<Outcome> {
  return new Promise((resolve) => {
    let calledBackMs = 0;
    const end = (outcome: Outcome): void => {
      clearInterval(asking);
      worker.off('message', hear).off('error', died).off('exit', died);
      resolve(outcome);
    };
    const hear = (answer: FromThread): void => {
      if (answer.what === 'progress') run.progress(answer.stage, answer.share);
      else end(answer);
    };
    const died = (error: unknown): void =>
      end({ what: 'died', reason: (error as { code?: string } | null)?.code ?? 'ended' });
    const asking = setInterval(() => {
      if (!run.signal?.aborted) return;
      if (calledBackMs === 0) worker.postMessage({ what: 'cancel' } satisfies ToThread);
      calledBackMs += ASK_MS;
      if (calledBackMs > PATIENCE_MS) end({ what: 'died', reason: 'stuck' });
    }, ASK_MS);
    worker.on('message', hear).on('error', died).on('exit', died);
    worker.postMessage(letter);
  });
}

const diedFault = (run: Run, reason: string): Fault =>
  run.signal?.aborted ? new Fault('cancelled', 'output') : new Fault('thread-died', 'output', { reason });
