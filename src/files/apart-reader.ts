// Apart reader: the end of the wire where files are read: opens, pulls and closes as it is told, and asks for bytes.
import { Fault } from '../signal/fault.ts';
import type { Block } from '../signal/signal.ts';
import type { FromReader, ToReader } from './apart-protocol.ts';
import type { AudioFile } from './format.ts';
import { FORMATS } from './formats.ts';
import type { ByteSource } from './place.ts';

type Send = (message: FromReader, transfer: ArrayBufferLike[]) => void;

/** Gives what is to be called with every message that comes in. Requests come one after the other. */
export function createApartReader(send: Send): (message: ToReader) => void {
  let file: AudioFile | null = null;
  let answered: ((bytes: Uint8Array | null) => void) | null = null;

  const ask = (offset: number, length: number): Promise<Uint8Array> =>
    new Promise((resolve, reject) => {
      answered = (bytes) => {
        if (bytes !== null) resolve(bytes);
        else reject(new Fault('not-readable', 'input'));
      };
      send({ what: 'read', offset, length }, []);
    });

  const act = async (message: ToReader): Promise<void> => {
    if (message.what === 'open') {
      const kind = FORMATS.find(({ id }) => id === message.kindId)!;
      file = await kind.read(farSource(message.name, message.bytes, ask));
      const { format, notes, source } = file;
      send({ what: 'opened', format, sound: source.format, frames: source.frames, notes }, []);
    } else if (message.what === 'pull') {
      const block = await file!.source.pull(message.maxFrames);
      if (block === null) send({ what: 'end', notes: file!.notes }, []);
      else sendBlock(send, block, message.room, file!.notes);
    } else {
      await file?.source.close();
      file = null;
      send({ what: 'closed' }, []);
    }
  };

  return (message) => {
    if (message.what === 'bytes') return answered?.(message.bytes);
    void act(message).catch((reason: unknown) => send(letterOf(reason), []));
  };
}

function letterOf(reason: unknown): FromReader {
  if (!(reason instanceof Fault)) {
    return { what: 'mistake', stack: String((reason as Error | null)?.stack ?? reason) };
  }
  const { code, kind, facts } = reason;
  return { what: 'fault', fault: { code, kind, facts } };
}

/** The block is lent by its source: what goes over the wire is a copy, in `room` where that is large enough. */
function sendBlock(send: Send, block: Block, room: readonly Float64Array[], notes: AudioFile['notes']): void {
  const channels = block.channels.map((samples, c) => {
    const kept = room[c];
    const copy = kept !== undefined && kept.length >= block.frames ? kept : new Float64Array(block.frames);
    copy.set(samples.subarray(0, block.frames));
    return copy;
  });
  send(
    { what: 'block', channels, frames: block.frames, notes },
    channels.map(({ buffer }) => buffer),
  );
}

function farSource(
  name: string,
  bytes: number,
  ask: (offset: number, length: number) => Promise<Uint8Array>,
): ByteSource {
  const within = (offset: number, length: number): number => Math.max(0, Math.min(length, bytes - offset));
  // one question at a time is on the wire
  let last: Promise<unknown> = Promise.resolve();
  const read = (offset: number, length: number): Promise<Uint8Array> => {
    const count = within(offset, length);
    if (count === 0) return Promise.resolve(new Uint8Array(0));
    const asked = last.then(() => ask(offset, count));
    last = asked.catch(() => {});
    return asked;
  };
  return {
    name,
    bytes,
    read,
    async readInto(offset, target) {
      const part = await read(offset, target.length);
      target.set(part);
      return part.length;
    },
    async close() {},
  };
}
