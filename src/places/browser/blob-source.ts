// Blob source: the bytes of a Blob or File as a ByteSource, read in large pieces.
import type { ByteSource } from '../../files/place.ts';
import { Fault } from '../../signal/fault.ts';
import { domErrorName } from './storage-error.ts';

/** Each read of a Blob is a message to another process and back; shorter reads come out of pieces this long. */
const PIECE_BYTES = 1 << 22;

/** A stretch of the file, on its way or there; never changed once made, so that reads may overlap. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly bytes: Promise<Uint8Array>;
}

/**
 * `blob` under `name`; `whole` where its bytes are known already. Fault `not-readable` (kind `input`) when the file behind it
 * was changed, moved or removed: two states of a file are never mixed.
 */
export class BlobSource implements ByteSource {
  readonly name: string;
  readonly bytes: number;
  readonly #blob: Blob;
  #piece: Piece | null = null;
  #closed = false;

  constructor(name: string, blob: Blob, whole: ArrayBuffer | null = null) {
    this.name = name;
    this.bytes = blob.size;
    this.#blob = blob;
    if (whole === null) return;
    this.#piece = { start: 0, end: blob.size, bytes: Promise.resolve(new Uint8Array(whole)) };
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const count = this.#count(offset, length);
    if (count >= PIECE_BYTES) return this.#slice(offset, offset + count);
    const target = new Uint8Array(count);
    return target.subarray(0, await this.readInto(offset, target));
  }

  async readInto(offset: number, target: Uint8Array): Promise<number> {
    const count = this.#count(offset, target.length);
    if (count >= PIECE_BYTES) {
      target.set(await this.#slice(offset, offset + count));
      return count;
    }
    for (let filled = 0; filled < count; ) {
      const at = offset + filled;
      const piece = this.#pieceAt(at);
      const part = (await piece.bytes).subarray(at - piece.start, at - piece.start + count - filled);
      target.set(part, filled);
      filled += part.length;
    }
    return count;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#piece = null;
  }

  #count(offset: number, length: number): number {
    if (this.#closed) throw new Error(`${this.name} is closed`);
    return Math.max(0, Math.min(length, this.bytes - offset));
  }

  /** The piece that holds byte `at`: the one at hand, or one that begins there. */
  #pieceAt(at: number): Piece {
    if (this.#piece !== null && at >= this.#piece.start && at < this.#piece.end) return this.#piece;
    const end = Math.min(at + PIECE_BYTES, this.bytes);
    this.#piece = { start: at, end, bytes: this.#slice(at, end) };
    return this.#piece;
  }

  async #slice(start: number, end: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(await blobBytes(this.name, this.#blob.slice(start, end)));
    if (bytes.length < end - start) throw notReadable(this.name, 'shorter than before');
    return bytes;
  }
}

/** All bytes of `blob`. Fault `not-readable`. */
export async function blobBytes(name: string, blob: Blob): Promise<ArrayBuffer> {
  try {
    return await blob.arrayBuffer();
  } catch (error) {
    if (domErrorName(error) === '') throw error;
    throw notReadable(name, domErrorName(error), error);
  }
}

const notReadable = (file: string, reason: string, cause?: unknown): Fault =>
  new Fault('not-readable', 'input', { file, reason, machine: 'browser' }, cause);
