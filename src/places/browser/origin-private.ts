// Origin private place: the storage that a browser lends this page alone, as a Place; for dedicated workers.
import { Fault } from '../../signal/fault.ts';
import type { ByteSink, ByteSource, CreateOptions, Place } from '../../files/place.ts';
import { BlobSource } from './blob-source.ts';
import { createOriginPrivateSink } from './origin-private-write.ts';
import { asStorageOutcome, domErrorName } from './storage-error.ts';
import { StorageFolders, type StoredEntry } from './storage-folders.ts';
import { giveStoredName, refuseStored, storedKind } from './storage-name.ts';
import { prepareParts } from './storage-parts.ts';
import { joinedPath, PARTS_FOLDER, stepOf } from './storage-path.ts';

/** Up to here a file is read when it is opened, so that a record replaced a moment later is still read whole. */
const SMALL_BYTES = 1 << 16;

/** What tells that there is nothing at a path: nothing stands there, or a file stands where its folder should. */
const ABSENT = ['NotFoundError', 'NotAFolderError'];

/**
 * Files of the origin private file system. A path is relative to its root; any signs may be in it. A folder goes with the last
 * thing in it. Files are read as snapshots, without locks: any number of pages and workers reads what others write. A page that
 * is closed while writing leaves the old file or none; what it wrote is removed at the first `create` of a later worker. Faults
 * as the Place contract has them, with the browser's name for it as `reason`, and `no-storage`. A file over 64 KiB that is
 * replaced or removed while open is `not-readable` from then on.
 */
export function originPrivatePlace(): Place {
  const folders = new StorageFolders();
  return {
    open: (path) => openStored(folders, path),
    create: (path, options = {}) => createStored(folders, path, options),
    list: (path) => asStorageOutcome(path, 'input', () => listStored(folders, path)),
    exists: (path) => asStorageOutcome(path, 'input', () => isStored(folders, path)),
    move: (from, to, options = {}) => moveStored(folders, from, to, options.replace === true),
    remove: (path) => asStorageOutcome(path, 'output', () => removeStored(folders, path)),
  };
}

/** A snapshot. Fault `is-folder`. */
async function fileAt(folders: StorageFolders, path: string): Promise<File> {
  return folders.at(path, async ({ folder, name }) => {
    if (name === '') throw new Fault('is-folder', 'input', { file: path });
    return (await folder.getFileHandle(name)).getFile();
  });
}

function openStored(folders: StorageFolders, path: string): Promise<ByteSource> {
  return asStorageOutcome(path, 'input', async () => {
    const file = await fileAt(folders, path);
    if (file.size > SMALL_BYTES) return new BlobSource(path, file);
    try {
      return new BlobSource(path, file, await file.arrayBuffer());
    } catch (error) {
      if (domErrorName(error) === '') throw error;
    }
    // replaced between the two steps
    const again = await fileAt(folders, path);
    return new BlobSource(path, again, await again.arrayBuffer());
  });
}

function createStored(folders: StorageFolders, path: string, options: CreateOptions): Promise<ByteSink> {
  return asStorageOutcome(path, 'output', async () => {
    const refuse = () => folders.at(path, (entry) => refuseStored(entry, path, options.replace === true));
    await unlessAbsent(refuse, undefined, ['NotFoundError']);
    await prepareParts(await folders.root());
    await refuseFullStorage(path, options.expectedBytes ?? 0);
    return createOriginPrivateSink(folders, path, options);
  });
}

/**
 * Chromium never tells of more than 10 GiB beyond what is used, so that nobody is known by the size of a disk (measured in
 * version 156, with seven times as much free); then the work itself finds out.
 */
const MOST_TOLD_BYTES = 10 * 2 ** 30;

async function refuseFullStorage(path: string, expectedBytes: number): Promise<void> {
  if (expectedBytes === 0) return;
  const { quota, usage } = await navigator.storage.estimate();
  if (quota === undefined || usage === undefined) return;
  const freeBytes = Math.max(0, quota - usage);
  if (freeBytes < Math.min(expectedBytes, MOST_TOLD_BYTES))
    throw new Fault('disk-full', 'output', { file: path, expectedBytes, freeBytes, machine: 'browser' });
}

async function listStored(folders: StorageFolders, path: string): Promise<string[]> {
  return folders.at(path, async (entry) => {
    if ((await storedKind(entry)) === 'file') return [path];
    const { folder, name } = entry;
    const found = await filesBelow(name === '' ? folder : await folder.getDirectoryHandle(name), path);
    return found.sort();
  });
}

async function filesBelow(folder: FileSystemDirectoryHandle, path: string): Promise<string[]> {
  const found: string[] = [];
  for await (const [name, handle] of folder.entries()) {
    const below = joinedPath(path, stepOf(name));
    if (handle.kind === 'file') found.push(below);
    else if (name !== PARTS_FOLDER) found.push(...(await filesBelow(handle, below)));
  }
  return found;
}

async function isStored(folders: StorageFolders, path: string): Promise<boolean> {
  const isThere = () => folders.at(path, async (entry) => (await storedKind(entry)) !== null);
  return unlessAbsent(isThere, false);
}

function moveStored(folders: StorageFolders, from: string, to: string, replace: boolean): Promise<void> {
  return asStorageOutcome(to, 'output', async () => {
    const moved = await fileHandle(folders, from);
    const isMoved = await folders.changing(to, true, async (entry) => {
      return (await isSameFile(moved, entry)) || giveStoredName(moved, entry, to, replace);
    });
    if (!isMoved) await removeStored(folders, from);
  });
}

/** The file to be moved: without it, nothing is written. */
async function fileHandle(folders: StorageFolders, path: string): Promise<FileSystemFileHandle> {
  try {
    return await folders.at(path, ({ folder, name }) => folder.getFileHandle(name));
  } catch (error) {
    if (domErrorName(error) === '') throw error;
    throw new Fault('not-found', 'output', { file: path }, error);
  }
}

async function isSameFile(file: FileSystemFileHandle, { folder, name }: StoredEntry): Promise<boolean> {
  const there = await folder.getFileHandle(name).catch(() => null);
  return there !== null && (await file.isSameEntry(there));
}

async function removeStored(folders: StorageFolders, path: string): Promise<void> {
  const remove = () =>
    folders.changing(path, false, async (entry) => {
      if ((await storedKind(entry)) === 'directory') throw new Fault('is-folder', 'output', { file: path });
      await entry.folder.removeEntry(entry.name);
    });
  await unlessAbsent(remove, undefined);
  await folders.removeEmpty(path);
}

/** `work`; `otherwise` when there is nothing at the path. */
async function unlessAbsent<T>(work: () => Promise<T>, otherwise: T, absent = ABSENT): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (absent.includes(domErrorName(error))) return otherwise;
    throw error;
  }
}
