// Digest: the SHA-256 of a file's bytes, computed by the machine's own code where the face hands it in.
import { createSHA256 } from 'hash-wasm';
import type { Place } from '../files/place.ts';

export interface Digest {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

export type DigestFactory = () => Promise<Digest>;

/** Runs anywhere; a machine with SHA instructions is six times faster (0.54 s against 0.09 s for 150 MB). */
export const portableSha256: DigestFactory = async () => {
  const hasher = await createSHA256();
  return hasher.init();
};

const CHUNK_BYTES = 1 << 20;

/** Reads the whole file. */
export async function digestFile(
  place: Place,
  path: string,
  createDigest: DigestFactory,
): Promise<{ bytes: number; sha256: string }> {
  const digest = await createDigest();
  const source = await place.open(path);
  try {
    for (let at = 0; at < source.bytes; at += CHUNK_BYTES) digest.update(await source.read(at, CHUNK_BYTES));
    return { bytes: source.bytes, sha256: digest.digest('hex') };
  } finally {
    await source.close();
  }
}
