// Hash file: the SHA-256 and the size of one file, read once from its start to its end.
import type { Place } from '../../files/place.ts';
import { hashedBytes, type DigestFactory } from './digest.ts';

export interface FileHash {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Faults: those of the place. */
export async function hashFile(
  place: Pick<Place, 'open'>,
  path: string,
  createDigest: DigestFactory,
): Promise<FileHash> {
  const source = await place.open(path);
  try {
    const sha256 = await hashedBytes(source, await createDigest()).finish();
    return { sha256, bytes: source.bytes };
  } finally {
    await source.close();
  }
}
