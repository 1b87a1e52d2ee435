// Stream window: the part of a byte source that a parser is looking at, moved on and refilled.
import type { ByteSource } from './place.ts';

/** Zero bytes kept behind the end, so that a bit reader may look ahead. */
export const WINDOW_SLACK_BYTES = 16;

/** Bytes asked of the source at once. */
const READ_BYTES = 1 << 18;

/** Memory a window needs to show `lookBytes` at once. */
export const windowCapacity = (lookBytes: number): number => lookBytes + READ_BYTES + WINDOW_SLACK_BYTES;

export class StreamWindow {
  /** The parser may look at `bytes[start … end-1]`; sixteen zero bytes follow. */
  readonly bytes: Uint8Array;
  start = 0;
  #end = 0;
  #next: number;
  readonly #source: ByteSource;

  /** A window over `source` from byte `from` on; `bytes` is its memory. */
  constructor(source: ByteSource, from: number, bytes: Uint8Array) {
    this.#source = source;
    this.#next = from;
    this.bytes = bytes;
  }

  get end(): number {
    return this.#end;
  }

  /** How many bytes are in sight. */
  get length(): number {
    return this.#end - this.start;
  }

  /** Position in the source of `bytes[start]`. */
  get position(): number {
    return this.#next - this.length;
  }

  /** Are all bytes up to the end of the source in sight? */
  get last(): boolean {
    return this.#next >= this.#source.bytes;
  }

  /** Brings at least `wanted` bytes in sight, or as many as the source has and the memory holds. */
  async fill(wanted: number): Promise<void> {
    if (this.length >= wanted || this.last) return;
    const { bytes } = this;
    const capacity = bytes.length - WINDOW_SLACK_BYTES;
    bytes.copyWithin(0, this.start, this.#end);
    this.#end -= this.start;
    this.start = 0;
    while (this.#end < Math.min(wanted, capacity) && !this.last) {
      const room = bytes.subarray(this.#end, this.#end + Math.min(READ_BYTES, capacity - this.#end));
      const count = await this.#source.readInto(this.#next, room);
      if (count === 0) break;
      this.#end += count;
      this.#next += count;
    }
    bytes.fill(0, this.#end, this.#end + WINDOW_SLACK_BYTES);
  }

  /** Moves the start to byte `position` of the source, ahead of or inside what is in sight. */
  skipTo(position: number): void {
    const ahead = position - this.position;
    if (ahead <= this.length) {
      this.start += ahead;
    } else {
      this.#next = position;
      this.start = 0;
      this.#end = 0;
    }
  }
}
