// Zip files: files of a place as one zip beside them, written piece by piece, the same bytes every time.
import { makeZip, predictLength } from 'client-zip';
import type { ByteSink, ByteSource, Place } from '../files/place.ts';
import { writeWhole } from '../files/whole-file.ts';

/** A file and its name in the zip. */
export interface ZippedFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** Who is told, and asked before every piece whether to go on. */
export interface ZipWatch {
  /** 0…1. */
  progress(share: number): void;
  /** Throws to stop: there is no zip then. */
  breathe?(): Promise<void>;
}

const PIECE_BYTES = 1 << 20;

/**
 * Stored, not squeezed (music does not shrink), zip64 where the size asks for it. Dates are the first that a zip can tell, in
 * its own local time, so that neither clock nor time zone changes a byte. Gives the zip's size. Replaces an older zip; after a
 * Fault of the place, or of the watch, there is none.
 */
export async function zipFiles(
  place: Place,
  files: readonly ZippedFile[],
  path: string,
  watch: ZipWatch,
): Promise<number> {
  const size = Number(predictLength(files.map(({ name, bytes }) => ({ name, size: bytes }))));
  await writeWhole(place, path, { expectedBytes: size }, (sink) => writeZip(place, files, sink, size, watch));
  return size;
}

async function writeZip(
  place: Place,
  files: readonly ZippedFile[],
  sink: ByteSink,
  size: number,
  watch: ZipWatch,
): Promise<void> {
  const open = new Set<ByteSource>();
  const lastModified = new Date(1980, 0, 1);
  const entries = files.map(({ name, path }) => ({ name, lastModified, input: piecesOf(place, path, open) }));
  const reader = makeZip(entries).getReader();
  let done = 0;
  watch.progress(0);
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      await watch.breathe?.();
      await sink.write(next.value);
      done += next.value.length;
      watch.progress(Math.min(1, done / size));
    }
  } finally {
    await reader.cancel().catch(() => {}); // what failed is told by whoever failed
    for (const source of open) await source.close(); // the one that was being read when it was stopped
  }
}

/** Opened when its turn comes; in `open` as long as it is. */
async function* piecesOf(place: Place, path: string, open: Set<ByteSource>): AsyncGenerator<Uint8Array> {
  const source = await place.open(path);
  open.add(source);
  for (let at = 0; at < source.bytes; at += PIECE_BYTES) yield await source.read(at, PIECE_BYTES);
  open.delete(source);
  await source.close();
}
