// Base64: text to bytes, for engines that differ in how they do it (a worklet has no `atob`).

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of RFC 4648 base64 with padding and without line breaks. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const values = new Uint8Array(128);
  for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, at = 0; i < text.length; i += 4) {
    const word =
      (values[text.charCodeAt(i)]! << 18) |
      (values[text.charCodeAt(i + 1)]! << 12) |
      (values[text.charCodeAt(i + 2)]! << 6) |
      values[text.charCodeAt(i + 3)]!;
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = word >> shift;
  }
  return bytes;
}

/** Bytes encoded at once: what engines take as arguments of one call, and whole groups of three. */
const PIECE_BYTES = 3 * 2048;
const PADDING = 61;
const CODES = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));

/** RFC 4648 base64 with padding and without line breaks. */
export function encodeBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    pieces.push(encodePiece(bytes.subarray(at, at + PIECE_BYTES)));
  }
  return pieces.join('');
}

function encodePiece(bytes: Uint8Array): string {
  const codes = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  for (let i = 0, to = 0; i < bytes.length; i += 3, to += 4) {
    const word = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes[to] = CODES[word >> 18]!;
    codes[to + 1] = CODES[(word >> 12) & 63]!;
    codes[to + 2] = i + 1 < bytes.length ? CODES[(word >> 6) & 63]! : PADDING;
    codes[to + 3] = i + 2 < bytes.length ? CODES[word & 63]! : PADDING;
  }
  return String.fromCharCode(...codes);
}
