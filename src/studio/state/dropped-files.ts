// Dropped files: what was let go over the page: files as they are, and the sound in every folder.

/** In a folder, pictures and projects lie beside the sound; a file dropped by itself is always tried. */
const SOUND = /\.(wav|wave|bwf|rf64|bw64|w64|aif|aiff|aifc|caf|flac|wv|mp3|ogg|oga|opus|m4a|mp4|aac)$/i;

/** In the order of their names within a folder. To be called while the event is handled: afterwards the browser has forgotten. */
export function droppedFiles(data: DataTransfer): Promise<File[]> {
  const entries = [...data.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (!entries.some((entry) => entry?.isDirectory)) return Promise.resolve([...data.files]);
  return filesOf(entries.filter((entry) => entry !== null));
}

async function filesOf(entries: readonly FileSystemEntry[]): Promise<File[]> {
  const found = await Promise.all(
    entries.map(async (entry) =>
      entry.isDirectory ? soundIn(entry as FileSystemDirectoryEntry) : [await fileOf(entry)],
    ),
  );
  return found.flat();
}

async function soundIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const inside = await listed(folder);
  const wanted = inside.filter(
    ({ isDirectory, name }) => isDirectory || (SOUND.test(name) && !name.startsWith('.')),
  );
  return filesOf(wanted.sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })));
}

/** A reader hands a long folder out in parts, and an empty one at its end. */
async function listed(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (part.length === 0) return all;
    all.push(...part);
  }
}

function fileOf(entry: FileSystemEntry): Promise<File> {
  return new Promise((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
}
