// Disk reading: a file as a ByteSource, small reads served from a read-ahead.
import { open, stat, type FileHandle } from 'node:fs/promises';
import { Fault } from '../signal/fault.ts';
import type { ByteSource } from '../files/place.ts';
import { diskFault } from './disk-error.ts';

/** Reads shorter than half of this come out of one longer read. */
const AHEAD_BYTES = 1 << 18;

/** A stretch of the file in memory; never changed once made, so that reads may overlap. */
interface Ahead {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Opens a regular file. Faults `not-found`, `is-folder`, `not-readable` (kind `input`). */
export async function openDiskFile(path: string): Promise<ByteSource> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) throw new Fault('is-folder', 'input', { file: path });
    if (!found.isFile()) throw new Fault('not-readable', 'input', { file: path, reason: 'no regular file' });
    const handle = await open(path, 'r');
    return new DiskSource(path, (await handle.stat()).size, handle);
  } catch (error) {
    throw diskFault(error, path, 'input');
  }
}

class DiskSource implements ByteSource {
  readonly name: string;
  readonly bytes: number;
  readonly #handle: FileHandle;
  #ahead: Ahead = { start: 0, bytes: new Uint8Array(0) };
  #closing: Promise<void> | null = null;

  constructor(name: string, bytes: number, handle: FileHandle) {
    this.name = name;
    this.bytes = bytes;
    this.#handle = handle;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const target = new Uint8Array(Math.max(0, Math.min(length, this.bytes - offset)));
    return target.subarray(0, await this.readInto(offset, target));
  }

  async readInto(offset: number, target: Uint8Array): Promise<number> {
    const count = Math.max(0, Math.min(target.length, this.bytes - offset));
    if (count === 0) return 0;
    if (count >= AHEAD_BYTES / 2) return this.#readThrough(offset, target.subarray(0, count));
    let ahead = this.#ahead;
    if (offset < ahead.start || offset + count > ahead.start + ahead.bytes.length) {
      const bytes = new Uint8Array(Math.min(AHEAD_BYTES, this.bytes - offset));
      ahead = { start: offset, bytes: bytes.subarray(0, await this.#readThrough(offset, bytes)) };
      this.#ahead = ahead;
    }
    const from = offset - ahead.start;
    const part = ahead.bytes.subarray(from, from + count);
    target.set(part);
    return part.length;
  }

  /** The system may give less than asked for; asks until it gives nothing. */
  async #readThrough(offset: number, target: Uint8Array): Promise<number> {
    let filled = 0;
    try {
      while (filled < target.length) {
        const { bytesRead } = await this.#handle.read(
          target,
          filled,
          target.length - filled,
          offset + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (error) {
      throw diskFault(error, this.name, 'input');
    }
    return filled;
  }

  close(): Promise<void> {
    this.#closing ??= this.#handle.close();
    return this.#closing;
  }
}
