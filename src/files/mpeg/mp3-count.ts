// MP3 count: what the first frame of a stream must say of all the others, gathered while they pass.
import { parseMp3Frame } from './mp3-frame.ts';

/** Places remembered at most; then every other is forgotten, so that memory does not grow with the stream. */
const MOST_PLACES = 1024;
const HEADER_BYTES = 4;
/** CRC-16 with polynomial 0x8005, reflected, start 0: that of LAME's tag. */
const CRC_TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  return crc;
});

export function mp3Crc(bytes: Uint8Array, before = 0): number {
  let crc = before;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 255]!;
  return crc;
}

export interface Mp3Count {
  /** Frames of MPEG audio begun. */
  readonly frames: number;
  readonly bytes: number;
  /** Of all bytes. */
  readonly crc: number;
  push(encoded: Uint8Array): void;
  /** Byte at which frame `index`, or one shortly before, begins. */
  placeOf(index: number): number;
}

/** Follows the frames from header to header. */
export function createMp3Count(): Mp3Count {
  const header = new Uint8Array(HEADER_BYTES);
  let headerFilled = 0;
  let frames = 0;
  let bytes = 0;
  let crc = 0;
  /** Bytes of the frame begun that are still to come. */
  let left = 0;
  let places: number[] = [];
  let stride = 1;

  const begin = (at: number): void => {
    const frame = parseMp3Frame(header, 0, HEADER_BYTES);
    if (frame === null) throw new Error('The encoder gave something that is no frame.');
    left = frame.bytes - HEADER_BYTES;
    if (frames % stride === 0) places.push(at);
    if (places.length === MOST_PLACES) {
      places = places.filter((_, i) => i % 2 === 0);
      stride *= 2;
    }
    frames++;
  };

  return {
    get frames() {
      return frames;
    },
    get bytes() {
      return bytes;
    },
    get crc() {
      return crc;
    },
    push(encoded) {
      crc = mp3Crc(encoded, crc);
      for (let at = 0; at < encoded.length; ) {
        const passed = Math.min(left, encoded.length - at);
        left -= passed;
        at += passed;
        if (at === encoded.length) break;
        header[headerFilled++] = encoded[at++]!;
        if (headerFilled < HEADER_BYTES) continue;
        begin(bytes + at - HEADER_BYTES);
        headerFilled = 0;
      }
      bytes += encoded.length;
    },
    placeOf: (index) => places[Math.min(places.length - 1, Math.floor(index / stride))] ?? 0,
  };
}
