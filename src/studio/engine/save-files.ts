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
 * Asks for a folder, so that it has to be called from a click; one that the artist does not choose after all is no failure. A
 * file that cannot be written to its end is as it was before, or not there.
 */
export async function saveIntoFolder(files: readonly DeliveredFile[]): Promise<void> {
  const folder = await (globalThis as unknown as FolderPicker)
    .showDirectoryPicker({ id: 'masters', mode: 'readwrite' })
    .catch((reason: unknown) => {
      if (reason instanceof DOMException && reason.name === 'AbortError') return null;
      throw reason;
    });
  if (folder === null) return;
  for (const { name, path } of files) await copyInto(folder, name, await storedFile(path));
}

async function copyInto(folder: FileSystemDirectoryHandle, name: string, file: File): Promise<void> {
  const wasThere = await folder.getFileHandle(name).then(
    () => true,
    () => false,
  );
  const target = await folder.getFileHandle(name, { create: true });
  try {
    await file.stream().pipeTo(await target.createWritable());
  } catch (reason) {
    if (!wasThere) await folder.removeEntry(name).catch(() => {});
    throw reason;
  }
}

function offer(file: File, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
}
