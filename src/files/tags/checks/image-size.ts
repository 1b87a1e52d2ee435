// Image size: the true type and size of a JPEG or PNG by its own bytes.
import { viewOf } from '../../bytes.ts';

export interface ImageSize {
  readonly mime: 'image/jpeg' | 'image/png';
  readonly width: number;
  readonly height: number;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** null for any other type, and where the bytes end before the size. */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const found = PNG_SIGNATURE.every((byte, i) => bytes[i] === byte) ? pngSize(bytes) : jpegSize(bytes);
  return found !== null && found.width > 0 && found.height > 0 ? found : null;
}

/** The first chunk must be IHDR: width and height from byte 16 (ISO/IEC 15948, 11.2.2). */
function pngSize(bytes: Uint8Array): ImageSize | null {
  if (bytes.length < 24) return null;
  const view = viewOf(bytes);
  if (view.getUint32(12) !== 0x49484452) return null;
  return { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Frame headers SOF0 to SOF15, which three other markers stand between (ITU-T T.81, table B.1). */
const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Markers without a length: restarts, start, TEM. */
const standsAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;

function jpegSize(bytes: Uint8Array): ImageSize | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8 || bytes[2] !== 0xff) return null;
  const view = viewOf(bytes);
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (isFrameHeader(marker))
      return { mime: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    if (marker === 0xda || marker === 0xd9) return null;
    at += marker === 0xff ? 1 : standsAlone(marker) ? 2 : 2 + view.getUint16(at + 2);
  }
  return null;
}
