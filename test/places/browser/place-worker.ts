// Place worker: the origin private place in a worker of its own, its operations called from the page by message.
import { originPrivatePlace } from '../../../src/places/browser/origin-private.ts';
import type { ByteSink, ByteSource, Place } from '../../../src/files/place.ts';
import { Fault } from '../../../src/signal/fault.ts';
import type { Answer, Call } from './forwarded-place.ts';

const place: Place = originPrivatePlace();
const opened = new Map<number, ByteSource | ByteSink>();

/** What the worker does besides the operations of a place. */
const EXTRAS: Record<string, (...args: never[]) => unknown> = {
  /** From now on a browser without `move`. */
  forgetMove: () => {
    Reflect.deleteProperty(FileSystemFileHandle.prototype, 'move');
  },
  /** From now on a browser that has `move` and refuses it, as some of phones do. */
  refuseMove: () => {
    const move = () => Promise.reject(new DOMException('not here', 'NotAllowedError'));
    Object.assign(FileSystemFileHandle.prototype, { move });
  },
  /** From now on a browser that lends nothing. */
  forgetStorage: () => {
    Object.defineProperty(navigator, 'storage', { value: {} });
  },
  /** From now on a browser that tells of so much room, whatever there is. */
  tellStorage(quota: number, usage: number) {
    navigator.storage.estimate = async () => ({ quota, usage });
  },
  /** From now on a storage that takes so many bytes more, then writes short, then not at all (private windows enforce no quota). */
  limitStorage(bytes: number) {
    const { prototype } = FileSystemSyncAccessHandle;
    const { write } = prototype;
    let left = bytes;
    prototype.write = function (data, options) {
      if (left === 0) throw new DOMException('full', 'QuotaExceededError');
      const given = (data as Uint8Array<ArrayBuffer>).subarray(0, left);
      left -= given.length;
      return write.call(this, given, options);
    };
  },
};

function targetOf(call: Call): Record<string, (...args: unknown[]) => unknown> {
  const target = call.on === null ? { ...EXTRAS, ...place } : opened.get(call.on);
  return target as unknown as Record<string, (...args: unknown[]) => unknown>;
}

async function answer(call: Call): Promise<Answer> {
  try {
    const target = targetOf(call);
    const given = call.args.map((arg) =>
      arg instanceof Uint8Array && call.method === 'readInto' ? new Uint8Array(arg.length) : arg,
    );
    const result = await target[call.method]!.apply(target, given);
    if (call.method !== 'open' && call.method !== 'create')
      return { call: call.id, result, target: call.method === 'readInto' ? given[1] : undefined };
    opened.set(call.id, result as ByteSource);
    return { call: call.id, result: (result as ByteSource).bytes };
  } catch (error) {
    const { message } = error as Error;
    const fault = error instanceof Fault ? { code: error.code, kind: error.kind, facts: error.facts } : null;
    return { call: call.id, message, fault };
  }
}

globalThis.onmessage = async ({ data }: MessageEvent<Call>) => postMessage(await answer(data));
