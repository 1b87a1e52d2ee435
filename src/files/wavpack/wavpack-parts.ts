// WavPack parts: the small blocks of which a block is made, each with a number that says what it is.

export const DECORRELATION_TERMS = 0x2;
export const DECORRELATION_WEIGHTS = 0x3;
export const DECORRELATION_SAMPLES = 0x4;
export const ENTROPY = 0x5;
export const HYBRID_PROFILE = 0x6;
export const FLOAT_INFO = 0x8;
export const INTEGER_INFO = 0x9;
export const SOUND_BITS = 0xa;
export const EXTRA_BITS = 0xc;
export const CHANNELS = 0xd;
export const DSD_SOUND = 0xe;
export const CONFIGURATION = 0x25;
export const MD5_SUM = 0x26;
export const SAMPLE_RATE = 0x27;
export const NEW_EXTRA_BITS = 0x2c;

/** May be passed over by who does not know it. */
const OPTIONAL = 0x20;
const ODD_SIZE = 0x40;
const LARGE = 0x80;
/** Nothing; encoder's remarks; shaping and the correction's bits, which serve the correction file alone. */
const PASSED_OVER = [0x0, 0x1, 0x7, 0xb];

/** `bytes[from … to-1]` of the memory that the parts were found in. */
export interface Part {
  readonly from: number;
  readonly to: number;
}

export type Parts = ReadonlyMap<number, Part>;

const KNOWN = [
  DECORRELATION_TERMS,
  DECORRELATION_WEIGHTS,
  DECORRELATION_SAMPLES,
  ENTROPY,
  HYBRID_PROFILE,
  FLOAT_INFO,
  INTEGER_INFO,
  SOUND_BITS,
  EXTRA_BITS,
  CHANNELS,
  DSD_SOUND,
  ...PASSED_OVER,
];

/** The parts by number, the last where two have one; null where they do not fit or one is needed that nobody knows. */
export function findParts(bytes: Uint8Array, start: number, end: number): Parts | null {
  const parts = new Map<number, Part>();
  for (let at = start; at + 2 <= end; ) {
    const head = bytes[at]!;
    let size = bytes[at + 1]! * 2;
    at += 2;
    if ((head & LARGE) !== 0) {
      if (at + 2 > end) return null;
      size += (bytes[at]! << 9) + (bytes[at + 1]! << 17);
      at += 2;
    }
    const isOdd = (head & ODD_SIZE) !== 0;
    const id = head & 0x3f;
    if (at + size > end || (isOdd && size === 0)) return null;
    if ((id & OPTIONAL) === 0 && !KNOWN.includes(id)) return null;
    parts.set(id, { from: at, to: at + size - (isOdd ? 1 : 0) });
    at += size;
  }
  return parts;
}
