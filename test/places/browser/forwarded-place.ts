// Forwarded place: a Place whose operations happen in a worker, so that suites of the page can ask it everything.
import type { ByteSink, ByteSource, Place } from '../../../src/files/place.ts';
import { Fault, type Facts, type FaultKind } from '../../../src/signal/fault.ts';

export interface Call {
  readonly id: number;
  /** The id of the call that opened what is meant, or null for the place itself. */
  readonly on: number | null;
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly call: number; readonly result: unknown; readonly target?: unknown }
  | {
      readonly call: number;
      readonly message: string;
      readonly fault: { readonly code: string; readonly kind: FaultKind; readonly facts: Facts } | null;
    };

type Ask = (on: number | null, method: string, ...args: unknown[]) => Promise<Result>;

interface Result {
  readonly id: number;
  readonly value: never;
  readonly target: Uint8Array;
}

export interface WorkerPlace {
  readonly place: Place;
  /** Calls something of the worker's own. */
  extra(method: string, ...args: unknown[]): Promise<unknown>;
  /** Ends it in the middle of whatever it does. */
  kill(): void;
}

/** The origin private place in a new worker. */
export function startPlaceWorker(): WorkerPlace {
  const worker = new Worker(new URL('./place-worker.ts', import.meta.url), { type: 'module' });
  const ask = askerOf(worker);
  const place: Place = {
    open: async (path) => sourceOf(ask, path, await ask(null, 'open', path)),
    create: async (path, options) => sinkOf(ask, (await ask(null, 'create', path, options)).id),
    list: async (path) => (await ask(null, 'list', path)).value,
    exists: async (path) => (await ask(null, 'exists', path)).value,
    move: async (from, to, options) => (await ask(null, 'move', from, to, options)).value,
    remove: async (path) => (await ask(null, 'remove', path)).value,
  };
  return {
    place,
    extra: async (method, ...args) => (await ask(null, method, ...args)).value,
    kill: () => worker.terminate(),
  };
}

function askerOf(worker: Worker): Ask {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    waiting.get(data.call)!(data);
    waiting.delete(data.call);
  };
  return (on, method, ...args) =>
    new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, (answer) => {
        if ('result' in answer)
          resolve({ id, value: answer.result as never, target: answer.target as Uint8Array });
        else if (answer.fault === null) reject(new Error(answer.message));
        else reject(new Fault(answer.fault.code, answer.fault.kind, answer.fault.facts));
      });
      worker.postMessage({ id, on, method, args } satisfies Call);
    });
}

function sourceOf(ask: Ask, name: string, { id, value }: Result): ByteSource {
  return {
    name,
    bytes: value,
    read: async (offset, length) => (await ask(id, 'read', offset, length)).value,
    async readInto(offset, target) {
      const read = await ask(id, 'readInto', offset, target);
      target.set(read.target);
      return read.value;
    },
    close: async () => (await ask(id, 'close')).value,
  };
}

function sinkOf(ask: Ask, id: number): ByteSink {
  return {
    write: async (bytes) => (await ask(id, 'write', bytes)).value,
    rewrite: async (offset, bytes) => (await ask(id, 'rewrite', offset, bytes)).value,
    commit: async () => (await ask(id, 'commit')).value,
    abort: async () => (await ask(id, 'abort')).value,
  };
}
