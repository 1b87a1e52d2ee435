// Save files: hands the engine's files to the artist: each as a download, or all into a folder.
import type { DeliveredFile } from './protocol.ts';
import { storedFile } from './stored-file.ts';

export type SaveAs = 'zip' | 'folder' | 'file';

/** An address must live until the browser has begun to copy; a slow disk is given a minute. */
const ADDRESS_LIFE_MS = 60_000;

interface FolderPicker {
  showDirectoryPicker(options: { id: string; mode: 'readwrite' }): Promise<FileSystemDirectoryHandle>;
}

/** Whether this browser can write into a folder that the artist chooses. */
export function canSaveFolder(): boolean {
  return 'showDirectoryPicker' in globalThis;
}

/** Nothing is held in memory: files go from disk to disk. */
export async function downloadFiles(files: readonly DeliveredFile[]): Promise<void> {
  for (const { name, path } of files) offer(await storedFile(path), name);
}

/**
 * Asks for a folder, so that it has to be called from a click; one that the artist does not choose after all is no failure. The
 * files go into a new folder in it, called `title` or `title 2` …, so that nothing that is there is replaced; after a failure
 * there is none.
 */
export async function saveIntoFolder(files: readonly DeliveredFile[], title: string): Promise<void> {
  const chosen = await (globalThis as unknown as FolderPicker)
    .showDirectoryPicker({ id: 'masters', mode: 'readwrite' })
    .catch((reason: unknown) => {
      if (reason instanceof DOMException && reason.name === 'AbortError') return null;
      throw reason;
    });
  if (chosen === null) return;
  const name = await freeName(chosen, title);
  const folder = await chosen.getDirectoryHandle(name, { create: true });
  try {
    for (const file of files) await copyInto(folder, file);
  } catch (reason) {
    await chosen.removeEntry(name, { recursive: true }).catch(() => {});
    throw reason;
  }
}

async function freeName(folder: FileSystemDirectoryHandle, title: string): Promise<string> {
  const taken = new Set<string>();
  for await (const name of folder.keys()) taken.add(name.toLowerCase());
  let name = title;
  for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${title} ${count}`;
  return name;
}

async function copyInto(folder: FileSystemDirectoryHandle, { name, path }: DeliveredFile): Promise<void> {
  const file = await storedFile(path);
  const target = await folder.getFileHandle(name, { create: true });
  await file.stream().pipeTo(await target.createWritable());
}

/** As a download of that name. */
export function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
}
