// Memory place: files in a map, for tests and for the browser.
import { Fault } from '../signal/fault.ts';
import type { ByteSink, ByteSource, CreateOptions, Place } from './place.ts';

/**
 * A Place whose files are the entries of `files` (path to bytes, shared with the caller). A path is a folder when other
 * paths begin with it and a slash. Faults as the Place contract has them.
 */
export function memoryPlace(files: Map<string, Uint8Array> = new Map()): Place {
  const isFolder = (path: string): boolean =>
    [...files.keys()].some((name) => name.startsWith(folderPrefix(path)));
  return {
    async open(path) {
      const bytes = files.get(path);
      if (bytes !== undefined) return memorySource(path, bytes);
      throw new Fault(isFolder(path) ? 'is-folder' : 'not-found', 'input', { file: path });
    },
    async create(path, options = {}) {
      if (isFolder(path)) throw new Fault('is-folder', 'output', { file: path });
      refuseExisting(files, path, options);
      return new MemorySink(files, path, options);
    },
    async list(path) {
      if (files.has(path)) return [path];
      const below = [...files.keys()].filter((name) => name.startsWith(folderPrefix(path)));
      if (below.length === 0) throw new Fault('not-found', 'input', { file: path });
      return below.sort();
    },
    exists: async (path) => files.has(path) || isFolder(path),
    async move(from, to, options = {}) {
      const bytes = files.get(from);
      if (bytes === undefined) throw new Fault('not-found', 'output', { file: from });
      if (isFolder(to)) throw new Fault('is-folder', 'output', { file: to });
      if (from === to) return;
      refuseExisting(files, to, options);
      files.set(to, bytes);
      files.delete(from);
    },
    async remove(path) {
      files.delete(path);
    },
  };
}

function folderPrefix(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`;
}

function refuseExisting(files: Map<string, Uint8Array>, path: string, options: CreateOptions): void {
  if (files.has(path) && options.replace !== true) throw new Fault('exists', 'output', { file: path });
}

/** Bytes in memory as a ByteSource. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return {
    name,
    bytes: bytes.length,
    read: async (offset, length) => bytes.slice(offset, offset + length),
    async readInto(offset, target) {
      const part = bytes.subarray(offset, offset + target.length);
      target.set(part);
      return part.length;
    },
    async close() {},
  };
}

/** Grows by doubling; enters the map at commit. */
class MemorySink implements ByteSink {
  readonly #files: Map<string, Uint8Array>;
  readonly #path: string;
  readonly #options: CreateOptions;
  #bytes = new Uint8Array(65536);
  #length = 0;
  #open = true;

  constructor(files: Map<string, Uint8Array>, path: string, options: CreateOptions) {
    this.#files = files;
    this.#path = path;
    this.#options = options;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.#check(0);
    this.#reserve(this.#length + bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  async rewrite(offset: number, bytes: Uint8Array): Promise<void> {
    this.#check(offset + bytes.length);
    this.#bytes.set(bytes, offset);
  }

  async commit(): Promise<void> {
    this.#check(0);
    this.#open = false;
    refuseExisting(this.#files, this.#path, this.#options);
    this.#files.set(this.#path, this.#bytes.slice(0, this.#length));
  }

  async abort(): Promise<void> {
    this.#open = false;
  }

  #check(end: number): void {
    if (!this.#open) throw new Error(`${this.#path} is no longer open for writing`);
    if (end > this.#length) throw new Error(`rewriting past the end of ${this.#path}`);
  }

  #reserve(length: number): void {
    if (length <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(length, 2 * this.#bytes.length));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
