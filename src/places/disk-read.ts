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
    const count = Math.max(0, Math.min(length, this.bytes - offset));
    if (count === 0) return new Uint8Array(0);
    if (count >= AHEAD_BYTES / 2) return this.#readThrough(offset, count);
    let ahead = this.#ahead;
    if (offset < ahead.start || offset + count > ahead.start + ahead.bytes.length) {
      const bytes = await this.#readThrough(offset, Math.min(AHEAD_BYTES, this.bytes - offset));
      ahead = { start: offset, bytes };
      this.#ahead = ahead;
    }
    return ahead.bytes.slice(offset - ahead.start, offset - ahead.start + count);
  }

  /** The system may give less than asked for; asks until it gives nothing. */
  async #readThrough(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    try {
      while (filled < length) {
        const { bytesRead } = await this.#handle.read(bytes, filled, length - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
    } catch (error) {
      throw diskFault(error, this.name, 'input');
    }
    return bytes.subarray(0, filled);
  }

  close(): Promise<void> {
    this.#closing ??= this.#handle.close();
    return this.#closing;
  }
}
