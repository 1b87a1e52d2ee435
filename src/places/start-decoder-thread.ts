// Start decoder thread: a worker of this program, made when the first file needs it.
import type { Worker } from 'node:worker_threads';
import type { ReadApart } from '../files/decoder-registry.ts';

/** `url`: the worker's own file. Everything is loaded with the first file that needs it. */
export function lazyDecoderThread(url: URL): ReadApart {
  let read: Promise<ReadApart> | null = null;
  const load = async (): Promise<ReadApart> => {
    const { Worker: Thread } = await import('node:worker_threads');
    const { decoderThread, THREAD_LIMITS } = await import('./decoder-thread.ts');
    const start = (): Worker => new Thread(url, { resourceLimits: THREAD_LIMITS });
    return decoderThread(start);
  };
  return async (kindId, bytes) => {
    read ??= load();
    return (await read)(kindId, bytes);
  };
}
