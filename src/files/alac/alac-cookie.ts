// ALAC cookie: what a decoder has to know before the first packet (Apple, ALACMagicCookieDescription).
import { Fault } from '../../signal/fault.ts';
import { readId, viewOf } from '../bytes.ts';
import { checkSignal } from '../signal-limits.ts';

/** What the 24 bytes say. */
export interface AlacConfig {
  /** Frames of every packet but the last, and of those that state another count. */
  readonly framesPerPacket: number;
  readonly bits: number;
  readonly channels: number;
  readonly sampleRateHz: number;
  /** Of the adaptive Golomb code: how fast its mean follows (`pb`), where it starts (`mb`), its longest suffix (`kb`). */
  readonly meanRate: number;
  readonly firstMean: number;
  readonly mostSuffixBits: number;
}

export const COOKIE_BYTES = 24;
/** `frma` and the head of `alac`, which older encoders put around the cookie: a size, a name, four bytes more. */
const WRAPPER_BYTES = 12;
const WRAPPERS = ['frma', 'alac'];
/** The format's own limit (ALACAudioTypes.h). */
const MOST_CHANNELS = 8;
const WORD_LENGTHS = [16, 20, 24, 32];
/** Encoders write 4096; no more than this is believed, for the memory's sake. */
const MOST_PACKET_FRAMES = 1 << 18;
/** A prefix of nine, its end and a suffix must fit 32 bits; encoders write 14. */
const MOST_SUFFIX_BITS = 22;

/**
 * `cookie`: as MP4's `alac` box has it behind its version, or CAF's `kuki`; bare or in the old wrapping. Faults: `bad-header` (too
 * short, or numbers that cannot be), `bad-bit-depth`, `bad-channel-count`, `bad-sample-rate`.
 */
export function readAlacCookie(cookie: Uint8Array, file: string): AlacConfig {
  let bytes = cookie;
  for (const name of WRAPPERS) if (readId(bytes, 4) === name) bytes = bytes.subarray(WRAPPER_BYTES);
  if (bytes.length < COOKIE_BYTES) throw badCookie(file);
  const view = viewOf(bytes);
  const config = {
    framesPerPacket: view.getUint32(0),
    bits: bytes[5]!,
    meanRate: bytes[6]!,
    firstMean: bytes[7]!,
    mostSuffixBits: bytes[8]!,
    channels: bytes[9]!,
    sampleRateHz: view.getUint32(20),
  };
  checkSignal(config.channels, config.sampleRateHz, file);
  if (config.channels > MOST_CHANNELS) {
    throw new Fault('bad-channel-count', 'input', { file, channels: config.channels, most: MOST_CHANNELS });
  }
  if (!WORD_LENGTHS.includes(config.bits))
    throw new Fault('bad-bit-depth', 'input', { file, bits: config.bits });
  if (!isPossible(config) || bytes[4] !== 0) throw badCookie(file);
  return config;
}

const isPossible = ({ framesPerPacket, mostSuffixBits }: AlacConfig): boolean =>
  framesPerPacket >= 1 &&
  framesPerPacket <= MOST_PACKET_FRAMES &&
  mostSuffixBits >= 1 &&
  mostSuffixBits <= MOST_SUFFIX_BITS;

const badCookie = (file: string): Fault => new Fault('bad-header', 'input', { file, field: 'ALAC' });
