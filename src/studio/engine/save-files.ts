// Save files: hands the engine's files to the artist: one by one, into a folder, or as one zip.
import type { DeliveredFile } from './protocol.ts';
import { DOWNLOADS } from './song-folder.ts';
import { storedFile, storedWritable } from './stored-file.ts';
import { zipStream } from './zip-stream.ts';

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

/**
 * Nothing is held in memory: files go from disk to disk. To be called from a click, as browsers ask. A folder that the artist
 * does not choose after all is no failure.
 */
export async function saveFiles(files: readonly DeliveredFile[], as: SaveAs, zipName: string): Promise<void> {
  if (as === 'folder') await intoFolder(files);
  else if (as === 'zip') offer(await zipOf(files, zipName), zipName);
  else for (const { name, path } of files) offer(await storedFile(path), name);
}

async function intoFolder(files: readonly DeliveredFile[]): Promise<void> {
  const folder = await (globalThis as unknown as FolderPicker)
    .showDirectoryPicker({ id: 'masters', mode: 'readwrite' })
    .catch((reason: unknown) => {
      if (reason instanceof DOMException && reason.name === 'AbortError') return null;
      throw reason;
    });
  if (folder === null) return;
  for (const { name, path } of files) {
    const target = await folder.getFileHandle(name, { create: true });
    await (await storedFile(path)).stream().pipeTo(await target.createWritable());
  }
}

/** Written into the browser's own storage first. */
async function zipOf(files: readonly DeliveredFile[], zipName: string): Promise<File> {
  const named = await Promise.all(
    files.map(async ({ name, path }) => ({ name, file: await storedFile(path) })),
  );
  const path = `${DOWNLOADS}/${crypto.randomUUID()}/${zipName}`;
  await zipStream(named).pipeTo(await storedWritable(path));
  return storedFile(path);
}

function offer(file: File, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), ADDRESS_LIFE_MS);
}
