// Disk writing: bytes into a hidden file beside the target, given the final name in one step when whole.
import { link, open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../signal/fault.ts';
import type { ByteSink, CreateOptions } from '../files/place.ts';
import { diskFault, systemCode } from './disk-error.ts';

/** Writes are gathered into pieces this long. */
const PIECE_BYTES = 1 << 20;

/** What file systems without hard links answer to `link`. */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EXDEV']);

export class DiskSink implements ByteSink {
  readonly #path: string;
  readonly #temporary: string;
  readonly #replace: boolean;
  readonly #passing: boolean;
  readonly #handle: FileHandle;
  readonly #gathered = new Uint8Array(PIECE_BYTES);
  #waiting = 0;
  #flushed = 0;
  #state: 'open' | 'failed' | 'done' = 'open';

  constructor(path: string, temporary: string, handle: FileHandle, options: CreateOptions) {
    this.#path = path;
    this.#temporary = temporary;
    this.#handle = handle;
    this.#replace = options.replace === true;
    this.#passing = options.passing === true;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    if (this.#waiting + bytes.length > PIECE_BYTES) await this.#flush();
    if (bytes.length >= PIECE_BYTES) {
      await this.#put(bytes, this.#flushed);
      this.#flushed += bytes.length;
      return;
    }
    this.#gathered.set(bytes, this.#waiting);
    this.#waiting += bytes.length;
  }

  async rewrite(offset: number, bytes: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    if (offset + bytes.length > this.#flushed + this.#waiting)
      throw new Error(`rewriting past the end of ${this.#path}`);
    await this.#flush();
    await this.#put(bytes, offset);
  }

  async commit(): Promise<void> {
    this.#mustBeOpen();
    try {
      await this.#flush();
      if (!this.#passing) await this.#handle.sync();
      await this.#handle.close();
      if (this.#passing && this.#replace) await rename(this.#temporary, this.#path);
      else await giveName(this.#temporary, this.#path, this.#replace);
      this.#state = 'done';
    } catch (error) {
      await this.abort();
      throw diskFault(error, this.#path, 'output');
    }
  }

  async abort(): Promise<void> {
    if (this.#state === 'done') return;
    this.#state = 'done';
    await this.#handle.close().catch(() => {});
    await unlink(this.#temporary).catch(() => {});
  }

  #mustBeOpen(): void {
    if (this.#state !== 'open') throw new Error(`${this.#path} is no longer open for writing`);
  }

  async #flush(): Promise<void> {
    const length = this.#waiting;
    this.#waiting = 0;
    await this.#put(this.#gathered.subarray(0, length), this.#flushed);
    this.#flushed += length;
  }

  async #put(bytes: Uint8Array, position: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length; ) {
        done += (await this.#handle.write(bytes, done, bytes.length - done, position + done)).bytesWritten;
      }
    } catch (error) {
      this.#state = 'failed';
      throw diskFault(error, this.#path, 'output');
    }
  }
}

/**
 * Gives the whole file `from` the name `to` in one step and makes that durable. Without `replace` a hard link does it,
 * which fails with EEXIST when another run was first; where links are unknown, a look and a rename.
 */
export async function giveName(from: string, to: string, replace: boolean): Promise<void> {
  if (replace) await rename(from, to);
  else await nameOnce(from, to);
  await syncFolder(dirname(to));
}

async function nameOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if (!NO_LINKS.has(systemCode(error))) throw error;
    if ((await stat(to).catch(() => null)) !== null) throw new Fault('exists', 'output', { file: to });
    return rename(from, to);
  }
  await unlink(from).catch(() => {});
}

/** A new name survives a power cut only when its folder is on the disk too; some systems cannot sync folders. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
