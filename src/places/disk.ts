// Disk: files of this machine as a Place (Node).
import { lstat, mkdir, open, readdir, rmdir, stat, statfs, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '../signal/fault.ts';
import type { ByteSink, CreateOptions, Place } from '../files/place.ts';
import { diskFault, systemCode } from './disk-error.ts';
import { openDiskFile } from './disk-read.ts';
import { DiskSink, giveName } from './disk-write.ts';
import { isTemporaryName, removeLeftovers, temporaryPath } from './temporary-name.ts';

/** What the system says of a path that nothing stands at; anything else (a name too long, no access) is told at once. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR']);

/**
 * Files on disk. `create` makes missing folders, writes a hidden file beside the target, and gives it its name at
 * commit: a run that is killed leaves the old file or none. Leftovers of dead runs are removed at the next `create`
 * and never listed. Faults as the Place contract has them, with the system's code as `reason`.
 */
export function diskPlace(): Place {
  return {
    open: openDiskFile,
    create: createDiskFile,
    list: (path) => asOutcome(path, 'input', () => listFiles(path)),
    exists: async (path) => (await stat(path).catch(() => null)) !== null,
    move: (from, to, options = {}) =>
      asOutcome(to, 'output', () => moveFile(from, to, options.replace === true)),
    remove: (path) => asOutcome(path, 'output', () => removeFile(path)),
    tidy: removeEmptyFolders,
  };
}

async function asOutcome<T>(file: string, kind: 'input' | 'output', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw diskFault(error, file, kind);
  }
}

function createDiskFile(path: string, options: CreateOptions = {}): Promise<ByteSink> {
  return asOutcome(path, 'output', async () => {
    const folder = dirname(path);
    await refuseTarget(path, options.replace === true);
    await makeFolder(folder);
    await removeLeftovers(folder);
    await refuseFullDisk(path, folder, options.expectedBytes ?? 0);
    const temporary = temporaryPath(folder);
    return new DiskSink(path, temporary, await open(temporary, 'wx'), options);
  });
}

/**
 * One folder after the other: the system's own way of making all at once never ends where a file system answers "not there" to
 * whatever is made in it, as /proc does. A file that stands where a folder should is told as such: to mkdir it merely `exists`.
 */
async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await makeFolder(parent);
  await mkdir(folder).catch(async (error) => {
    const code = systemCode(error);
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
    if (await isFolder(folder)) return; // another run was first
    const reason = code === 'EEXIST' ? 'ENOTDIR' : code;
    throw new Fault('not-writable', 'output', { file: folder, reason }, error);
  });
}

const isFolder = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => null))?.isDirectory() === true;

async function refuseTarget(path: string, replace: boolean): Promise<void> {
  const found = await stat(path).catch((error) => {
    if (!ABSENT.has(systemCode(error))) throw error;
    return null;
  });
  if (found?.isDirectory()) throw new Fault('is-folder', 'output', { file: path });
  if (found !== null && !replace) throw new Fault('exists', 'output', { file: path });
}

async function refuseFullDisk(path: string, folder: string, expectedBytes: number): Promise<void> {
  if (expectedBytes === 0) return;
  const disk = await statfs(folder).catch(() => null);
  if (disk === null) return;
  const freeBytes = disk.bavail * disk.bsize;
  if (freeBytes < expectedBytes)
    throw new Fault('disk-full', 'output', { file: path, expectedBytes, freeBytes });
}

/** Every regular file below `path`; linked folders are not entered, so that no circle can form. */
async function listFiles(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const found: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const below = join(path, entry.name);
    if (entry.isDirectory()) found.push(...(await listFiles(below)));
    else if (!isTemporaryName(entry.name) && (await isRegular(below))) found.push(below);
  }
  return found.sort();
}

async function isRegular(path: string): Promise<boolean> {
  return (await stat(path).catch(() => null))?.isFile() === true;
}

async function moveFile(from: string, to: string, replace: boolean): Promise<void> {
  if (!(await isRegular(from))) throw new Fault('not-found', 'output', { file: from });
  await refuseTarget(to, replace || from === to);
  if (from === to) return;
  await makeFolder(dirname(to));
  await giveName(from, to, replace);
}

async function removeFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null);
  if (found?.isDirectory()) throw new Fault('is-folder', 'output', { file: path });
  await unlink(path).catch((error) => {
    if (systemCode(error) !== 'ENOENT') throw error;
  });
}

/** Linked folders are left alone, and so is a folder that somebody is writing into; what a killed run left hidden goes. */
async function removeEmptyFolders(path: string): Promise<void> {
  await removeLeftovers(path);
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeEmptyFolders(join(path, entry.name));
  await rmdir(path).catch(() => {});
}
