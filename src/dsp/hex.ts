// Hex: hexadecimal text to bytes.

/** The value of a digit by its character code. */
function valueOf(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

/** Bytes of lower-case hexadecimal digits, two a byte. */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) {
    bytes[i] = (valueOf(text.charCodeAt(2 * i)) << 4) | valueOf(text.charCodeAt(2 * i + 1));
  }
  return bytes;
}
