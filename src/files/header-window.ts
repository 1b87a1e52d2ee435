// Header window: small reads near one another, served from one larger read.
import type { ByteSource } from './place.ts';

/** Ten thousand small chunks cost three reads. */
const WINDOW_BYTES = 65536;

export class HeaderWindow {
  readonly source: ByteSource;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource) {
    this.source = source;
  }

  /** Up to `length` bytes from `offset`; fewer only where the file ends. Lent until the next call. */
  async at(offset: number, length: number): Promise<Uint8Array> {
    const inside = offset >= this.#start && offset + length <= this.#start + this.#bytes.length;
    if (!inside) {
      this.#bytes = await this.source.read(offset, Math.max(WINDOW_BYTES, length));
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, offset - this.#start + length);
  }
}
