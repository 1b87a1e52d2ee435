// Storage folders: the way to a folder of the browser's own storage, remembered, because every step of it costs a message.
import { Fault } from '../../signal/fault.ts';
import { domErrorName } from './storage-error.ts';
import { storedNames } from './storage-path.ts';

/** More folders than this are forgotten together. */
const MOST_REMEMBERED = 500;

/** Shared by all who change what lies in folders; held alone to remove some: browsers refuse either while the other goes on. */
const FOLDERS_LOCK = 'lacquer-folders';

/** Where a path leads: its folder, its stored name there (the root has none), and one spelling for all that lead there. */
export interface StoredEntry {
  readonly folder: FileSystemDirectoryHandle;
  readonly name: string;
  readonly key: string;
}

/** Folders of one storage, found or made as needed. Paths as `Place` has them. */
export class StorageFolders {
  readonly #known = new Map<string, FileSystemDirectoryHandle>();

  /** The root. Fault `no-storage` (kind `output`) where the browser lends none. */
  async root(): Promise<FileSystemDirectoryHandle> {
    const known = this.#known.get('');
    if (known !== undefined) return known;
    const root = await openStorage();
    this.#known.set('', root);
    return root;
  }

  /** Runs `work` where `path` stands; once more with the folders looked up anew when one was removed meanwhile. */
  at<T>(path: string, work: (entry: StoredEntry) => Promise<T>): Promise<T> {
    return this.#at(path, false, work);
  }

  /** The same for what changes a folder, which nobody removes meanwhile; `make`: folders are made as needed. */
  async changing<T>(path: string, make: boolean, work: (entry: StoredEntry) => Promise<T>): Promise<T> {
    await this.root();
    return navigator.locks.request(FOLDERS_LOCK, { mode: 'shared' }, () => this.#at(path, make, work));
  }

  /** Removes the folders above `path` that are empty, unless some worker is changing one just now. */
  async removeEmpty(path: string): Promise<void> {
    const names = storedNames(path);
    await navigator.locks.request(FOLDERS_LOCK, { ifAvailable: true }, async (lock) => {
      if (lock === null) return;
      while (names.pop() !== undefined && names.length > 0) {
        if (!(await this.#removeIfEmpty(names))) return;
      }
    });
  }

  async #removeIfEmpty(names: readonly string[]): Promise<boolean> {
    try {
      const above = await this.#folder(names.slice(0, -1), false);
      await above.removeEntry(names.at(-1)!);
      return true;
    } catch {
      // not empty, in use, or gone already
      return false;
    }
  }

  async #at<T>(path: string, make: boolean, work: (entry: StoredEntry) => Promise<T>): Promise<T> {
    const names = storedNames(path);
    const key = names.join('/');
    const name = names.pop() ?? '';
    const isKnown = this.#known.has(names.join('/'));
    try {
      return await work({ folder: await this.#folder(names, make), name, key });
    } catch (error) {
      if (!isKnown || domErrorName(error) !== 'NotFoundError') throw error;
      this.#known.clear();
      return work({ folder: await this.#folder(names, make), name, key });
    }
  }

  async #folder(names: readonly string[], make: boolean): Promise<FileSystemDirectoryHandle> {
    const key = names.join('/');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let folder = await this.root();
    for (const name of names) folder = await enterFolder(folder, name, make);
    if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
    this.#known.set(key, folder);
    return folder;
  }
}

/** A file that stands where a folder should is told as such. */
async function enterFolder(
  folder: FileSystemDirectoryHandle,
  name: string,
  make: boolean,
): Promise<FileSystemDirectoryHandle> {
  try {
    return await folder.getDirectoryHandle(name, { create: make });
  } catch (error) {
    if (domErrorName(error) !== 'TypeMismatchError') throw error;
    throw new DOMException(`${name} is no folder`, 'NotAFolderError');
  }
}

/** Safe pages of browsers that can lock and write files from a worker; private windows of some refuse. */
async function openStorage(): Promise<FileSystemDirectoryHandle> {
  const isLent =
    navigator.storage?.getDirectory !== undefined &&
    navigator.locks !== undefined &&
    globalThis.FileSystemFileHandle?.prototype.createSyncAccessHandle !== undefined;
  if (!isLent) throw new Fault('no-storage', 'output', { machine: 'browser' });
  try {
    return await navigator.storage.getDirectory();
  } catch (error) {
    throw new Fault('no-storage', 'output', { machine: 'browser', reason: domErrorName(error) }, error);
  }
}
