// Storage name: a whole file given its final name, one worker at a time, so that of two who want the same name one wins.
import { Fault } from '../../signal/fault.ts';
import { domErrorName } from './storage-error.ts';
import type { StoredEntry } from './storage-folders.ts';

/** Bytes copied at once where the browser cannot move files. */
const COPY_BYTES = 1 << 22;

/** Not in every version of the language library. */
type MovableFile = FileSystemFileHandle & {
  readonly move?: (folder: FileSystemDirectoryHandle, name: string) => Promise<void>;
};

/**
 * Moves `part` to `entry`, which users know as `path`; the lock holds for every page and worker of this origin. Tells whether
 * `part` is gone: a browser that cannot move copies. Faults `exists` (not with `replace`) and `is-folder`, both of kind `output`.
 */
export function giveStoredName(
  part: FileSystemFileHandle,
  entry: StoredEntry,
  path: string,
  replace: boolean,
): Promise<boolean> {
  return navigator.locks.request(`lacquer-name/${entry.key}`, async () => {
    await refuseStored(entry, path, replace);
    const isMoved = await moveFile(part, entry);
    if (!isMoved) await copyFile(part, entry);
    return isMoved;
  });
}

/** false where the browser cannot: it has no `move`, or refuses it out of hand (Chrome on Android, Chromium issue 40270249). */
async function moveFile(part: MovableFile, { folder, name }: StoredEntry): Promise<boolean> {
  if (part.move === undefined) return false;
  try {
    await part.move(folder, name);
    return true;
  } catch (error) {
    if (domErrorName(error) === 'NotAllowedError') return false;
    throw error;
  }
}

/** Faults when something stands at `entry` already: `is-folder`, and `exists` unless it may be replaced. */
export async function refuseStored(entry: StoredEntry, path: string, replace: boolean): Promise<void> {
  const found = await storedKind(entry);
  if (found === 'directory') throw new Fault('is-folder', 'output', { file: path });
  if (found === 'file' && !replace) throw new Fault('exists', 'output', { file: path });
}

/** What stands at an entry, or null. */
export async function storedKind({
  folder,
  name,
}: Pick<StoredEntry, 'folder' | 'name'>): Promise<FileSystemHandleKind | null> {
  if (name === '') return 'directory';
  try {
    await folder.getFileHandle(name);
    return 'file';
  } catch (error) {
    if (domErrorName(error) === 'TypeMismatchError') return 'directory';
    if (domErrorName(error) === 'NotFoundError') return null;
    throw error;
  }
}

/** A crash in the middle would leave half a file; nothing better can be done without `move`. */
async function copyFile(part: FileSystemFileHandle, { folder, name }: StoredEntry): Promise<void> {
  const from = await part.getFile();
  const to = await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle();
  try {
    to.truncate(0);
    for (let at = 0; at < from.size; at += COPY_BYTES) {
      writeFully(to, new Uint8Array(await from.slice(at, at + COPY_BYTES).arrayBuffer()), at);
    }
    to.flush();
    to.close();
  } catch (error) {
    to.close();
    await folder.removeEntry(name).catch(() => {});
    throw error;
  }
}

/** The browser may take less than it was given; a storage that takes nothing more is full. */
export function writeFully(handle: FileSystemSyncAccessHandle, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.length; ) {
    const taken = handle.write(bytes.subarray(done) as Uint8Array<ArrayBuffer>, { at: position + done });
    if (taken === 0) throw new DOMException('nothing more is taken', 'QuotaExceededError');
    done += taken;
  }
}
