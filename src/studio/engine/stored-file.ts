// Stored file: a file of the origin private file system as the page sees it: a handle to the disk, not its bytes.
import { storedNames } from '../../places/browser/storage-path.ts';

/** The File at `path`, e.g. `songs/ID/out/NAME.master.wav`; rejects with a `NotFoundError` where there is none. */
export async function storedFile(path: string): Promise<File> {
  const names = storedNames(path);
  let folder = await navigator.storage.getDirectory();
  for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
  return (await folder.getFileHandle(names.at(-1)!)).getFile();
}
