// LSB bits: a stream of bits whose first is the lowest of its byte.

/** Zeros below the lowest one; 32 for 0. */
export const trailingZeros = (word: number): number => (word === 0 ? 32 : 31 - Math.clz32(word & -word));

/** Five bytes behind `end` must be there, with anything in them; who reads beyond `end` finds out by `bit`. */
export class LsbBits {
  readonly bytes: Uint8Array;
  bit: number;
  /** In bits. */
  readonly end: number;

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.bytes = bytes;
    this.bit = from * 8;
    this.end = to * 8;
  }

  get overrun(): boolean {
    return this.bit > this.end;
  }

  /** The next 32 bits, not taken. */
  peek(): number {
    const { bytes, bit } = this;
    const at = bit >>> 3;
    const shift = bit & 7;
    const low = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
    return (low >>> shift) | ((bytes[at + 4]! << 1) << (31 - shift));
  }

  /** The next `count` bits, 0 to 31. */
  read(count: number): number {
    const word = this.peek();
    this.bit += count;
    return word & ((1 << count) - 1);
  }
}
