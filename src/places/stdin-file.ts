// Stdin file: what comes through a pipe, kept in a hidden file while it is read: readers go back and forth, pipes do not.
import { rmSync } from 'node:fs';
import { open, statfs, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Fault } from '../signal/fault.ts';
import type { Place } from '../files/place.ts';
import { diskFault } from './disk-error.ts';
import { openDiskFile } from './disk-read.ts';
import { removeLeftovers, temporaryPath } from './temporary-name.ts';

/** What standard input is called, in results too. */
export const STDIN_NAME = 'stdin';
/** Left free on the disk that holds it: the results need room as well. */
const RESERVE_BYTES = 64 << 20;
/** Free space is asked for again after so many bytes. */
const LOOK_BYTES = 16 << 20;

export interface StdinFile {
  readonly path: string;
  /** Safe to call twice; also done when the process exits. What a kill leaves, the next run removes. */
  remove(): Promise<void>;
}

/**
 * Keeps `input` to its end in a hidden file of `folder`. Faults: `empty-file`, `disk-full` (also before the disk is full),
 * `cancelled`, those of the disk; after each there is no file.
 */
export async function keepStdin(
  input: AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
  folder: string = tmpdir(),
): Promise<StdinFile> {
  await removeLeftovers(folder);
  const path = temporaryPath(folder);
  const atExit = (): void => rmSync(path, { force: true });
  process.once('exit', atExit);
  const remove = async (): Promise<void> => {
    await unlink(path).catch(() => {});
    process.off('exit', atExit);
  };
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      const bytes = await pour(input, handle, folder, signal);
      if (bytes === 0) throw new Fault('empty-file', 'input', { file: STDIN_NAME });
    } finally {
      await handle.close();
    }
    return { path, remove };
  } catch (error) {
    await remove();
    throw diskFault(error, STDIN_NAME, 'output');
  }
}

async function pour(
  input: AsyncIterable<Uint8Array>,
  handle: FileHandle,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<number> {
  let bytes = 0;
  let nextLook = 0;
  for await (const part of interruptedBy(input, signal)) {
    if (bytes >= nextLook) {
      await refuseFull(folder);
      nextLook = bytes + LOOK_BYTES;
    }
    for (let done = 0; done < part.length; ) {
      done += (await handle.write(part, done, part.length - done, bytes + done)).bytesWritten;
    }
    bytes += part.length;
  }
  return bytes;
}

/** A pipe that nobody writes into is left at once, too. */
async function* interruptedBy(
  input: AsyncIterable<Uint8Array>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const parts = input[Symbol.asyncIterator]();
  const stopped = new Promise<never>((_, reject) => {
    const stop = (): void => reject(new Fault('cancelled', 'output'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
  });
  stopped.catch(() => {});
  for (;;) {
    const { value, done } = await Promise.race([parts.next(), stopped]);
    if (done) return;
    yield value;
  }
}

async function refuseFull(folder: string): Promise<void> {
  const disk = await statfs(folder).catch(() => null);
  if (disk === null) return;
  const freeBytes = disk.bavail * disk.bsize;
  if (freeBytes >= RESERVE_BYTES + LOOK_BYTES) return;
  throw new Fault('disk-full', 'output', { file: STDIN_NAME, expectedBytes: RESERVE_BYTES, freeBytes });
}

/** `place` with the kept file as one more, called `STDIN_NAME`: it is only ever read. */
export function placeWithStdin(place: Place, { path }: StdinFile): Place {
  return {
    ...place,
    async open(name) {
      if (name !== STDIN_NAME) return place.open(name);
      const file = await openDiskFile(path);
      return {
        name: STDIN_NAME,
        bytes: file.bytes,
        read: (offset, length) => file.read(offset, length),
        readInto: (offset, target) => file.readInto(offset, target),
        close: () => file.close(),
      };
    },
    list: async (name) => (name === STDIN_NAME ? [name] : place.list(name)),
  };
}
