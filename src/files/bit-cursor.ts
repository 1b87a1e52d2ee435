// Bit cursor: reads and writes big-endian bit fields at a position counted in bits.

/**
 * A place in `bytes`, in bits. Reading past the array gives zeros and moves on, so a caller checks `bit` against its
 * own end once a structure, not once a field. Writing expects zeroed bytes ahead of `bit`.
 */
export class BitCursor {
  readonly bytes: Uint8Array;
  bit: number;

  constructor(bytes: Uint8Array, bit = 0) {
    this.bytes = bytes;
    this.bit = bit;
  }

  /** The next `count` bits (0 to 33) as a number from 0. */
  read(count: number): number {
    if (count > 24) {
      const high = this.read(count - 16);
      return high * 65536 + this.read(16);
    }
    const { bytes, bit } = this;
    const at = bit >>> 3;
    const window =
      (((bytes[at] ?? 0) << 24) |
        ((bytes[at + 1] ?? 0) << 16) |
        ((bytes[at + 2] ?? 0) << 8) |
        (bytes[at + 3] ?? 0)) <<
      (bit & 7);
    this.bit = bit + count;
    return count === 0 ? 0 : window >>> (32 - count);
  }

  /** The next `count` bits (1 to 33) as two's complement. */
  readSigned(count: number): number {
    const value = this.read(count);
    const half = 2 ** (count - 1);
    return value >= half ? value - 2 * half : value;
  }

  /** Zeros before the next one, which is read too; stops at bit `limit`. */
  readUnary(limit: number): number {
    let zeros = 0;
    while (this.bit < limit && this.read(1) === 0) zeros++;
    return zeros;
  }

  /** Appends the low `count` bits (0 to 32) of `value`, which may be negative. */
  write(value: number, count: number): void {
    if (count > 16) {
      this.write(Math.floor(value / 65536), count - 16);
      this.write(value, 16);
      return;
    }
    const { bytes, bit } = this;
    const at = bit >>> 3;
    const window = (value & ((1 << count) - 1)) << (24 - count - (bit & 7));
    bytes[at] = bytes[at]! | (window >>> 16);
    bytes[at + 1] = bytes[at + 1]! | ((window >>> 8) & 255);
    bytes[at + 2] = bytes[at + 2]! | (window & 255);
    this.bit = bit + count;
  }

  /** To the next byte boundary. */
  align(): void {
    this.bit = (this.bit + 7) & ~7;
  }
}
