// Digest: the SHA-256 of a file's bytes, taken while they are read, by the machine's own code where the face hands it in.
import { createSHA256 } from 'hash-wasm';
import type { ByteSource } from '../../files/place.ts';

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

/** Bytes hashed on their way to whoever reads them. */
export interface HashedBytes {
  readonly source: ByteSource;
  /** Reads what nobody has read yet; before the source is closed, and only once. */
  finish(): Promise<string>;
}

/** One reading for both, so that the bytes that were judged are the bytes that were hashed. */
export function hashedBytes(bytes: ByteSource, digest: Digest): HashedBytes {
  let hashed = 0;
  /** In the file's order: what comes a second time is left out, and what a reader skips, `finish` reads, and all behind it. */
  const hear = (offset: number, part: Uint8Array): void => {
    if (offset > hashed || offset + part.length <= hashed) return;
    digest.update(part.subarray(hashed - offset));
    hashed = offset + part.length;
  };
  const source: ByteSource = {
    name: bytes.name,
    bytes: bytes.bytes,
    async read(offset, length) {
      const part = await bytes.read(offset, length);
      hear(offset, part);
      return part;
    },
    async readInto(offset, target) {
      const count = await bytes.readInto(offset, target);
      hear(offset, target.subarray(0, count));
      return count;
    },
    close: () => bytes.close(),
  };
  return {
    source,
    async finish() {
      const rest = new Uint8Array(Math.min(CHUNK_BYTES, bytes.bytes - hashed));
      for (let left = true; left && hashed < bytes.bytes; ) left = (await source.readInto(hashed, rest)) > 0;
      return digest.digest('hex');
    },
  };
}
