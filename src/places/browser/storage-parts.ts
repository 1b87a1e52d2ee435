// Storage parts: half-written things, all in one folder, each with its living writer's mark; what the dead left is removed.
import { randomId } from './random-id.ts';
import { PARTS_FOLDER } from './storage-path.ts';

/** Held as a lock as long as this worker lives: the browser itself lets it go when page or worker ends. */
const WRITER = `lacquer-writer-${randomId()}`;
/** Between the writer's mark and the count. */
const JOINT = '.';

let lastPart = 0;
let isReady: Promise<void> | null = null;

/** Marks this worker as living and removes what dead writers left; once, whoever waits. */
export function prepareParts(root: FileSystemDirectoryHandle): Promise<void> {
  isReady ??= markAsLiving().then(() => removeDeadParts(root));
  return isReady;
}

/** A new empty file for half-written bytes; after `prepareParts`. */
export async function createPart(root: FileSystemDirectoryHandle): Promise<FileSystemFileHandle> {
  const folder = await root.getDirectoryHandle(PARTS_FOLDER, { create: true });
  return folder.getFileHandle(`${WRITER}${JOINT}${++lastPart}`, { create: true });
}

/** Quiet: what cannot be removed now is a leftover, and goes with those. */
export async function removePart(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  const folder = await root.getDirectoryHandle(PARTS_FOLDER).catch(() => null);
  await folder?.removeEntry(name).catch(() => {});
}

/** Removes all parts whose writer lives no more. Never fails: a leftover is no reason to stop. */
async function removeDeadParts(root: FileSystemDirectoryHandle): Promise<void> {
  const folder = await root.getDirectoryHandle(PARTS_FOLDER).catch(() => null);
  if (folder === null) return;
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  // asked after the names: who writes one of them has been living since
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map((lock) => lock.name));
  for (const name of names) {
    if (!living.has(name.slice(0, name.lastIndexOf(JOINT)))) await folder.removeEntry(name).catch(() => {});
  }
}

function markAsLiving(): Promise<void> {
  return new Promise((marked, failed) => {
    const untilTheEnd = (): Promise<never> => {
      marked();
      return new Promise(() => {});
    };
    navigator.locks.request(WRITER, untilTheEnd).catch(failed);
  });
}
