// Origin private writing: bytes into a part, given the final name when whole.
import type { ByteSink, CreateOptions } from '../../files/place.ts';
import { storageFault } from './storage-error.ts';
import type { StorageFolders } from './storage-folders.ts';
import { giveStoredName, writeFully } from './storage-name.ts';
import { createPart, removePart } from './storage-parts.ts';

/** Writes are gathered into pieces this long. */
const PIECE_BYTES = 1 << 18;

/** A sink into a new part that becomes `path` at commit. */
export async function createOriginPrivateSink(
  folders: StorageFolders,
  path: string,
  options: CreateOptions,
): Promise<ByteSink> {
  const part = await createPart(await folders.root());
  return new OriginPrivateSink(folders, path, part, await part.createSyncAccessHandle(), options);
}

class OriginPrivateSink implements ByteSink {
  readonly #folders: StorageFolders;
  readonly #path: string;
  readonly #part: FileSystemFileHandle;
  readonly #handle: FileSystemSyncAccessHandle;
  readonly #replace: boolean;
  readonly #gathered = new Uint8Array(PIECE_BYTES);
  #waiting = 0;
  #flushed = 0;
  #state: 'open' | 'failed' | 'done' = 'open';

  constructor(
    folders: StorageFolders,
    path: string,
    part: FileSystemFileHandle,
    handle: FileSystemSyncAccessHandle,
    options: CreateOptions,
  ) {
    this.#folders = folders;
    this.#path = path;
    this.#part = part;
    this.#handle = handle;
    this.#replace = options.replace === true;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    if (this.#waiting + bytes.length > PIECE_BYTES) this.#flush();
    if (bytes.length >= PIECE_BYTES) {
      this.#put(bytes, this.#flushed);
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
    this.#flush();
    this.#put(bytes, offset);
  }

  async commit(): Promise<void> {
    this.#mustBeOpen();
    try {
      this.#flush();
      this.#handle.flush();
      this.#handle.close();
      const isMoved = await this.#folders.changing(this.#path, true, (entry) =>
        giveStoredName(this.#part, entry, this.#path, this.#replace),
      );
      this.#state = 'done';
      if (!isMoved) await this.#removePart();
    } catch (error) {
      await this.abort();
      throw storageFault(error, this.#path, 'output');
    }
  }

  async abort(): Promise<void> {
    if (this.#state === 'done') return;
    this.#state = 'done';
    this.#handle.close();
    await this.#removePart();
  }

  #mustBeOpen(): void {
    if (this.#state !== 'open') throw new Error(`${this.#path} is no longer open for writing`);
  }

  async #removePart(): Promise<void> {
    await removePart(await this.#folders.root(), this.#part.name);
  }

  #flush(): void {
    const length = this.#waiting;
    this.#waiting = 0;
    this.#put(this.#gathered.subarray(0, length), this.#flushed);
    this.#flushed += length;
  }

  #put(bytes: Uint8Array, position: number): void {
    try {
      writeFully(this.#handle, bytes, position);
    } catch (error) {
      this.#state = 'failed';
      throw storageFault(error, this.#path, 'output');
    }
  }
}
