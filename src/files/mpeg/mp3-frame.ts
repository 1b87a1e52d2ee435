// MP3 frame: the four header bytes of MPEG audio layer III, and the Xing, Info and LAME tag in the first frame.

/** Consecutive headers of one kind that make a stream believable. */
export const BELIEVABLE_FRAMES = 4;
/** Longest frame: 320 kbit/s at 32 kHz, or MPEG 2's 160 kbit/s at 8 kHz, padded. */
export const MAX_FRAME_BYTES = 1728 + 1;

export interface Mp3Frame {
  readonly bytes: number;
  readonly frames: number;
  readonly sampleRateHz: number;
  readonly channels: number;
  /** Bytes from the frame's start to its main data. */
  readonly sideEnd: number;
  /** What must not change within a stream: version, layer, rate, mono or not. */
  readonly kind: number;
}

const KBITS_MPEG1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const KBITS_MPEG2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_HZ = [44100, 48000, 32000];
/** By the version bits: MPEG 2.5, reserved, MPEG 2, MPEG 1. */
const RATE_DIVISORS = [4, 0, 2, 1];

/** The frame whose header starts at `bytes[at]`, or null when that is none (free format is not supported). */
export function parseMp3Frame(bytes: Uint8Array, at: number, end: number): Mp3Frame | null {
  if (at + 4 > end || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe6) !== 0xe2) return null;
  const version = (bytes[at + 1]! >>> 3) & 3;
  const rateCode = (bytes[at + 2]! >>> 2) & 3;
  const rateIndex = bytes[at + 2]! >>> 4;
  if (version === 1 || rateCode === 3 || rateIndex === 0 || rateIndex === 15 || (bytes[at + 3]! & 3) === 2)
    return null;
  const first = version === 3;
  const sampleRateHz = RATES_HZ[rateCode]! / RATE_DIVISORS[version]!;
  const frames = first ? 1152 : 576;
  const bits = (first ? KBITS_MPEG1 : KBITS_MPEG2)[rateIndex]! * 1000;
  const mono = bytes[at + 3]! >>> 6 === 3;
  const padding = (bytes[at + 2]! >>> 1) & 1;
  const protection = (bytes[at + 1]! & 1) === 0 ? 2 : 0;
  const side = first ? (mono ? 17 : 32) : mono ? 9 : 17;
  return {
    bytes: Math.floor(((frames / 8) * bits) / sampleRateHz) + padding,
    frames,
    sampleRateHz,
    channels: mono ? 1 : 2,
    sideEnd: 4 + protection + side,
    kind: (version << 3) | (rateCode << 1) | (mono ? 1 : 0),
  };
}

/** Are there `count` frames of one kind, one behind the other? At the end of all bytes fewer will do. */
export function areMp3Frames(
  bytes: Uint8Array,
  at: number,
  end: number,
  count: number,
  atEnd: boolean,
): boolean {
  let next = at;
  let kind = -1;
  for (let n = 0; n < count; n++) {
    if (atEnd && n > 0 && next + 4 > end) return true;
    const frame = parseMp3Frame(bytes, next, end);
    if (frame === null || (kind >= 0 && frame.kind !== kind)) return false;
    kind = frame.kind;
    next += frame.bytes;
  }
  return true;
}

/** Do frames begin at `bytes[at]`? Several in a row tell, or a tag in the first: a file may hold less than a tenth of a second. */
export function beginsMp3(bytes: Uint8Array, at: number, end: number, atEnd: boolean): boolean {
  if (areMp3Frames(bytes, at, end, BELIEVABLE_FRAMES, atEnd)) return true;
  const first = parseMp3Frame(bytes, at, end);
  return first !== null && parseMp3Tag(bytes, at, first) !== null && areMp3Frames(bytes, at, end, 2, true);
}

/** What the tag in the first frame says; the frame itself holds no music. */
export interface Mp3Tag {
  /** Frames of MPEG audio that follow, or null. */
  readonly count: number | null;
  /** Frames of sound that the encoder put before and behind the music, or null when it does not say. */
  readonly delay: number | null;
  readonly padding: number | null;
}

/** The Xing, Info or VBRI tag of the frame at `bytes[at]`, or null when it is a frame of sound. */
export function parseMp3Tag(bytes: Uint8Array, at: number, frame: Mp3Frame): Mp3Tag | null {
  const id = textAt(bytes, at + frame.sideEnd, 4);
  if (textAt(bytes, at + 36, 4) === 'VBRI') return { count: null, delay: null, padding: null };
  if (id !== 'Xing' && id !== 'Info') return null;
  const tag = at + frame.sideEnd;
  // the look may end inside the tag
  if (tag + 12 > bytes.length) return { count: null, delay: null, padding: null };
  const flags = bytes[tag + 7]!;
  const count = (flags & 1) === 0 ? null : new DataView(bytes.buffer, bytes.byteOffset).getUint32(tag + 8);
  const lame =
    tag + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  const told = /^[A-Z][A-Za-z]/.test(textAt(bytes, lame, 4)) && lame + 24 <= at + frame.bytes;
  if (!told) return { count, delay: null, padding: null };
  const packed = (bytes[lame + 21]! << 16) | (bytes[lame + 22]! << 8) | bytes[lame + 23]!;
  return { count, delay: packed >>> 12, padding: packed & 0xfff };
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));
