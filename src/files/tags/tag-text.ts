// Tag text: the encodings that tags use, to text and back, and what of a text plain ASCII can hold.

const UTF8 = new TextEncoder();
/** Decoders are made once: to make one costs more than to use it. */
const FROM_UTF8 = new TextDecoder('utf-8', { fatal: true });
const FROM_LATIN1 = new TextDecoder('windows-1252');
const FROM_UTF16_LITTLE = new TextDecoder('utf-16le');
const FROM_UTF16_BIG = new TextDecoder('utf-16be');

export const utf8Bytes = (text: string): Uint8Array => UTF8.encode(text);

/** Longest text put together by hand: what engines take as arguments of one call, and more than any title. */
const MOST_PLAIN_BYTES = 4096;

/** Most texts are short and plain: no decoder need be asked. null where it must be. */
function plainText(bytes: Uint8Array): string | null {
  if (bytes.length > MOST_PLAIN_BYTES) return null;
  for (let i = 0; i < bytes.length; i++) if (bytes[i]! > 127) return null;
  return String.fromCharCode(...bytes);
}

/** UTF-8 without its mark; null where the bytes are none. */
export function utf8Text(bytes: Uint8Array): string | null {
  const plain = plainText(bytes);
  if (plain !== null) return plain;
  try {
    return FROM_UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** Latin-1 as it is met: with the 32 characters of Windows-1252 (quotation marks, dashes) where Latin-1 has controls. */
export const latin1Text = (bytes: Uint8Array): string => plainText(bytes) ?? FROM_LATIN1.decode(bytes);

/** UTF-8, or Latin-1 where it is none. */
export const anyText = (bytes: Uint8Array): string => utf8Text(bytes) ?? latin1Text(bytes);

/** UTF-16; the byte order by its mark, else as told. */
export function utf16Text(bytes: Uint8Array, littleEndian: boolean): string {
  const mark = bytes.length < 2 ? 0 : (bytes[0]! << 8) | bytes[1]!;
  const isLittle = mark === 0xfffe || (mark !== 0xfeff && littleEndian);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  return (isLittle ? FROM_UTF16_LITTLE : FROM_UTF16_BIG).decode(whole);
}

/** UTF-16, little-endian, behind its mark. */
export function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + 2 * text.length);
  bytes[0] = 0xff;
  bytes[1] = 0xfe;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 + 2 * i] = unit & 0xff;
    bytes[3 + 2 * i] = unit >>> 8;
  }
  return bytes;
}

export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}

/** One code unit a byte; for text that `isAscii`, or is Latin-1. */
export const asciiBytes = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

/** Letters that Unicode does not take apart into a base and a mark, and signs that music's titles use. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Đ: 'D',
  đ: 'd',
  Ł: 'L',
  ł: 'l',
  Þ: 'Th',
  þ: 'th',
  ı: 'i',
  '©': '(C)',
  '℗': '(P)',
  '®': '(R)',
  '™': '(TM)',
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '‐': '-',
  '…': '...',
  '×': 'x',
  '\u00a0': ' ',
};

/** The nearest ASCII text: marks taken off, what has no near letter becomes a question mark. */
export function simplified(text: string): string {
  if (isAscii(text)) return text;
  const apart = [...text].map((character) => PLAIN[character] ?? character.normalize('NFKD')).join('');
  return [...apart.replace(/[\u0300-\u036f]/g, '')]
    .map((character) => (isAscii(character) ? character : '?'))
    .join('');
}

/** The text up to its first NUL. */
export function untilNul(bytes: Uint8Array): Uint8Array {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}
