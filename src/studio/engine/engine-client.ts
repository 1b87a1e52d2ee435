// Engine client: the page's end of the wire to the engine's worker: calls, progress, cancelling.
import type { WorkerName } from '../worker-name.ts';
import type { EngineReply, EngineVerbs, FaultRecord, TrackFront, Verb } from './protocol.ts';

export interface CallOptions {
  /** At most about 20 a second; `share` 0…1 of the stage. */
  onProgress?(stage: string, share: number): void;
  /** A track has begun or grown. */
  onFront?(front: TrackFront): void;
  /** Aborting it rejects the call with a `cancelled` FaultRecord, as soon as the worker has tidied up. */
  signal?: AbortSignal;
}

export type VerbRequest<V extends Verb> = Parameters<EngineVerbs[V]>[0];
export type VerbResult<V extends Verb> = Awaited<ReturnType<EngineVerbs[V]>>;

interface Waiting {
  readonly options: CallOptions;
  resolve(result: unknown): void;
  reject(fault: FaultRecord): void;
}

/** How often a worker with calls in hand is asked whether it is there, in ms. */
const PING_EVERY_MS = 5000;
/** One that left so many questions in a row unanswered hangs: a burst of work takes it less than one second. */
const MOST_UNANSWERED = 6;

/**
 * One worker; any number of calls at once. Whatever fails rejects with a FaultRecord. A worker that hangs is ended, its calls
 * rejected with `engine-stuck`, and the next call has a new one, which finds the session as it was kept.
 */
export class EngineClient {
  #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #calls = 0;
  /** Why there is no worker to ask: it could not be loaded, or was closed. */
  #gone: FaultRecord | null = null;
  #answered = false;

  /** Questions since the worker was last heard. */
  #unanswered = 0;
  readonly #watch: ReturnType<typeof setInterval>;

  constructor() {
    this.#worker = this.#start();
    this.#watch = setInterval(() => this.#ping(), PING_EVERY_MS);
  }

  #start(): Worker {
    const worker = new Worker(new URL('../studio-worker.ts', import.meta.url), {
      type: 'module',
      name: 'lacquer engine' satisfies WorkerName,
    });
    worker.addEventListener('message', ({ data }: MessageEvent<EngineReply>) => this.#hear(data));
    worker.addEventListener('error', (event) => {
      const fault = this.#failAll(event.message);
      if (!this.#answered) this.#gone = fault;
    });
    worker.addEventListener('messageerror', () => this.#failAll('a message could not be read'));
    return worker;
  }

  /** One that never answered is still being loaded, or cannot be: that is told otherwise. */
  #ping(): void {
    if (this.#waiting.size === 0 || !this.#answered) {
      this.#unanswered = 0;
    } else if (this.#unanswered < MOST_UNANSWERED) {
      this.#unanswered += 1;
      this.#worker.postMessage({ ping: true });
    } else {
      this.#unanswered = 0;
      this.#worker.terminate();
      this.#worker = this.#start();
      this.#rejectAll({
        code: 'engine-stuck',
        kind: 'input',
        facts: { seconds: (MOST_UNANSWERED * PING_EVERY_MS) / 1000 },
      });
    }
  }

  call<V extends Verb>(verb: V, request: VerbRequest<V>, options: CallOptions = {}): Promise<VerbResult<V>> {
    if (this.#gone) return Promise.reject(this.#gone);
    const call = ++this.#calls;
    const { signal } = options;
    const cancel = (): void => this.#worker.postMessage({ cancel: call });
    const answer = new Promise<VerbResult<V>>((resolve, reject) => {
      this.#waiting.set(call, { options, resolve: (result) => resolve(result as VerbResult<V>), reject });
    });
    this.#worker.postMessage({ call, verb, request });
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    return answer.finally(() => signal?.removeEventListener('abort', cancel));
  }

  close(): void {
    clearInterval(this.#watch);
    this.#worker.terminate();
    this.#gone = this.#failAll('closed');
  }

  #hear(reply: EngineReply): void {
    this.#answered = true;
    this.#unanswered = 0;
    if ('pong' in reply) return;
    const waiting = this.#waiting.get(reply.call);
    if (!waiting) return;
    if ('progress' in reply) waiting.options.onProgress?.(reply.progress.stage, reply.progress.share);
    else if ('front' in reply) waiting.options.onFront?.(reply.front);
    else {
      this.#waiting.delete(reply.call);
      if ('fault' in reply) waiting.reject(reply.fault);
      else waiting.resolve(reply.result);
    }
  }

  #failAll(what: string): FaultRecord {
    return this.#rejectAll({ code: 'assertion', kind: 'output', facts: { what } });
  }

  #rejectAll(fault: FaultRecord): FaultRecord {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(fault);
    return fault;
  }
}
