// ID3v2: the tag that players put in front of MP3, FLAC and AAC streams; here only its length matters.

/** Bytes of the tag's own header, and of its footer. */
const HEADER_BYTES = 10;

/**
 * Length in bytes of the ID3v2 tag that starts `bytes` (10 bytes suffice), 0 when there is none. The size is four
 * bytes of seven bits; flag 0x10 announces a footer (ID3v2.4, section 3).
 */
export function id3v2Bytes(bytes: Uint8Array): number {
  if (bytes.length < HEADER_BYTES || bytes[0] !== 0x49 || bytes[1] !== 0x44 || bytes[2] !== 0x33) return 0;
  const size = bytes.subarray(6, 10);
  if (bytes[3] === 0xff || bytes[4] === 0xff || size.some((byte) => byte > 127)) return 0;
  const footer = (bytes[5]! & 0x10) === 0 ? 0 : HEADER_BYTES;
  return HEADER_BYTES + ((size[0]! << 21) | (size[1]! << 14) | (size[2]! << 7) | size[3]!) + footer;
}
