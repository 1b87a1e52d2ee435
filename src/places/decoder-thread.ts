// Decoder thread: reads files of foreign decoders in a thread that is thrown away when it hangs, dies or eats the memory.
import type { Worker } from 'node:worker_threads';
import type { FromReader, ToReader } from '../files/apart-protocol.ts';
import type { ReadApart } from '../files/decoder-registry.ts';
import type { ByteSource } from '../files/place.ts';
import { Fault } from '../signal/fault.ts';
import type { Block } from '../signal/signal.ts';

type AudioFile = Awaited<ReturnType<ReadApart>>;

export interface DecoderLimits {
  /** A decoder that neither answers nor asks for bytes so long is stuck. */
  readonly stuckMs: number;
  /** By so much the process may grow while one answer is waited for. */
  readonly mostGrowthBytes: number;
}

const LIMITS: DecoderLimits = { stuckMs: 10_000, mostGrowthBytes: 512 << 20 };
/** The watch looks this often in `stuckMs`: a busy machine that lets one look come late is not taken for a stuck decoder. */
const LOOKS = 20;
/** Of JavaScript's own heap in the thread: parsers of containers need a tenth. */
export const THREAD_LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

type Answer = Exclude<FromReader, { readonly what: 'read' }>;

/**
 * `start` makes a worker whose other end is `createApartReader`. One that has done its work is kept for the next file. Faults
 * besides those of the reader: `decoder-stuck`, `decoder-died`.
 */
export function decoderThread(start: () => Worker, limits: DecoderLimits = LIMITS): ReadApart {
  let idle: Worker | null = null;
  const giveBack = (worker: Worker): void => {
    worker.unref();
    if (idle === null) idle = worker;
    else void worker.terminate();
  };
  const take = (): Worker => {
    const worker = idle ?? start();
    idle = null;
    worker.ref();
    return worker;
  };
  return async (kindId, bytes) => {
    const wire = createWire(take(), bytes, limits, giveBack);
    try {
      return await openOver(wire, kindId, bytes);
    } catch (reason) {
      wire.release();
      throw reason;
    }
  };
}

async function openOver(wire: Wire, kindId: string, bytes: ByteSource): Promise<AudioFile> {
  const { name, bytes: length } = bytes;
  const opened = await wire.ask({ what: 'open', kindId, name, bytes: length });
  if (opened.what !== 'opened') throw unexpected(opened, 'open');
  const notes = [...opened.notes];
  let room: readonly Float64Array[] = [];
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await wire.ask({ what: 'close' }).catch(() => {});
    wire.release();
    await bytes.close();
  };
  return {
    format: opened.format,
    notes,
    source: {
      format: opened.sound,
      frames: opened.frames,
      async pull(maxFrames): Promise<Block | null> {
        const answer = await wire.ask(
          { what: 'pull', maxFrames, room },
          room.map(({ buffer }) => buffer),
        );
        if (answer.what !== 'block' && answer.what !== 'end') throw unexpected(answer, 'pull');
        notes.splice(0, notes.length, ...answer.notes);
        room = answer.what === 'block' ? answer.channels : [];
        return answer.what === 'block' ? { channels: [...answer.channels], frames: answer.frames } : null;
      },
      close: () => (closing ??= close()),
    },
  };
}

/** Our own mistake: never taken for the end of the sound. */
const unexpected = ({ what }: Answer, asked: string): Error =>
  new Error(`The decoder's thread answered ${what} to ${asked}.`);

interface Wire {
  /** One question after the other. Rejects with the reader's Fault, or with that of a thread that is gone. */
  ask(message: ToReader, transfer?: ArrayBufferLike[]): Promise<Answer>;
  /** The work is done: a thread that is still well waits for the next file. */
  release(): void;
}

function createWire(
  worker: Worker,
  bytes: ByteSource,
  limits: DecoderLimits,
  giveBack: (worker: Worker) => void,
): Wire {
  let waiting: { resolve(answer: Answer): void; reject(reason: unknown): void } | null = null;
  let gone: Fault | null = null;
  let released = false;
  /** What the place said when bytes were asked for: told as it was, not as it came back. */
  let failed: unknown = null;
  let reading = false;
  let looks = 0;

  const settle = (act: (of: NonNullable<typeof waiting>) => void): void => {
    const of = waiting;
    waiting = null;
    if (of !== null) act(of);
  };
  const fail = (code: string, facts: Fault['facts']): void => {
    if (gone !== null) return;
    gone = new Fault(code, 'input', { file: bytes.name, ...facts });
    void worker.terminate();
    settle(({ reject }) => reject(gone));
  };
  const serve = async (offset: number, length: number): Promise<void> => {
    reading = true;
    try {
      const part = await bytes.read(offset, length);
      worker.postMessage({ what: 'bytes', bytes: part } satisfies ToReader);
    } catch (reason) {
      failed = reason;
      worker.postMessage({ what: 'bytes', bytes: null } satisfies ToReader);
    } finally {
      reading = false;
      looks = 0;
    }
  };
  const hear = (message: FromReader): void => {
    looks = 0;
    if (message.what === 'read') void serve(message.offset, message.length);
    else if (message.what === 'fault') settle(({ reject }) => reject(failed ?? faultOf(message.fault)));
    else if (message.what === 'mistake') settle(({ reject }) => reject(failed ?? new Error(message.stack)));
    else settle(({ resolve }) => resolve(message));
  };
  const died = (error: unknown): void =>
    fail('decoder-died', { reason: (error as { code?: string } | null)?.code ?? 'ended' });

  worker.on('message', hear);
  worker.on('error', died);
  worker.on('exit', died);

  const ask = async (message: ToReader, transfer: ArrayBufferLike[] = []): Promise<Answer> => {
    if (gone !== null) throw gone;
    looks = 0;
    const quietBytes = process.memoryUsage.rss();
    const watch = setInterval(() => {
      if (reading) return;
      looks += 1;
      if (looks > LOOKS) fail('decoder-stuck', { seconds: limits.stuckMs / 1000 });
      else if (process.memoryUsage.rss() - quietBytes > limits.mostGrowthBytes) {
        fail('decoder-died', { reason: 'memory' });
      }
    }, limits.stuckMs / LOOKS);
    try {
      return await new Promise<Answer>((resolve, reject) => {
        waiting = { resolve, reject };
        worker.postMessage(message, transfer as ArrayBuffer[]);
      });
    } finally {
      clearInterval(watch);
    }
  };

  return {
    ask,
    release() {
      if (released) return;
      released = true;
      worker.off('message', hear).off('error', died).off('exit', died);
      if (gone === null) giveBack(worker);
    },
  };
}

const faultOf = ({ code, kind, facts }: Pick<Fault, 'code' | 'kind' | 'facts'>): Fault =>
  new Fault(code, kind, facts);
