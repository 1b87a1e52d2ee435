// Zip stream: files as one zip, streamed, the same bytes every time.
import { makeZip } from 'client-zip';

/** A file and its name in the zip. */
export interface ZippedFile {
  readonly name: string;
  readonly file: File;
}

/**
 * Stored, not squeezed (music does not shrink), zip64 where the size asks for it. Dates are the first that a zip can tell, in
 * its own local time, so that neither clock nor time zone changes a byte.
 */
export function zipStream(files: readonly ZippedFile[]): ReadableStream<Uint8Array> {
  const lastModified = new Date(1980, 0, 1);
  return makeZip(files.map(({ name, file }) => ({ name, input: file, lastModified })));
}
