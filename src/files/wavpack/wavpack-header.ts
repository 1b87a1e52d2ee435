// WavPack header: the 32 bytes before every block (WavPack 4 & 5 Binary File / Block Format, section 2).
import { readId, viewOf } from '../bytes.ts';

export const HEADER_BYTES = 32;
/** Versions of the stream that are read; all files since 2004. */
const OLDEST_VERSION = 0x402;
const NEWEST_VERSION = 0x410;
/** A block is shorter than this. */
export const MOST_BLOCK_BYTES = 1 << 20;
/** The reference encoder's own limit; more is not believed. */
export const MOST_BLOCK_FRAMES = 131072;

const MONO = 0x4;
const HYBRID = 0x8;
const JOINT_STEREO = 0x10;
const FLOAT = 0x80;
const LONG_INTEGERS = 0x100;
const HYBRID_BITRATE = 0x200;
const HYBRID_BALANCE = 0x400;
const FIRST = 0x800;
const LAST = 0x1000;
const FALSE_STEREO = 0x40000000;
const DSD = 0x80000000;

/** By the four bits of the header; the sixteenth means that a part of the block says it. */
const RATES_HZ = [
  6000, 8000, 9600, 11025, 12000, 16000, 22050, 24000, 32000, 44100, 48000, 64000, 88200, 96000, 192000,
] as const;

export interface WavpackHeader {
  /** Bytes of the whole block. */
  readonly bytes: number;
  readonly version: number;
  /** Frames of the file; null where the writer did not know. */
  readonly totalFrames: number | null;
  /** Of its first frame. */
  readonly frameIndex: number;
  /** 0 for a block that holds no sound. */
  readonly frames: number;
  readonly crc: number;
  /** 1 to 4. */
  readonly sampleBytes: number;
  /** Zeros at the low end of every sample. */
  readonly shift: number;
  readonly sampleRateHz: number | null;
  /** Feeds one channel, not two. */
  readonly mono: boolean;
  /** One channel is stored: because there is one, or because the two are alike. */
  readonly monoData: boolean;
  readonly hybrid: boolean;
  readonly hybridBitrate: boolean;
  readonly hybridBalance: boolean;
  readonly jointStereo: boolean;
  readonly float: boolean;
  readonly longIntegers: boolean;
  /** Begins, ends the blocks that together hold all channels of a stretch. */
  readonly first: boolean;
  readonly last: boolean;
  readonly dsd: boolean;
}

/** The header at `at`; null where none stands there. */
export function parseHeader(bytes: Uint8Array, at: number, end: number): WavpackHeader | null {
  if (at + HEADER_BYTES > end || bytes[at] !== 0x77 || readId(bytes, at) !== 'wvpk') return null;
  const view = viewOf(bytes);
  const size = view.getUint32(at + 4, true) + 8;
  const version = view.getUint16(at + 8, true);
  if (size < HEADER_BYTES || size >= MOST_BLOCK_BYTES || size % 2 === 1) return null;
  if (version < OLDEST_VERSION || version > NEWEST_VERSION) return null;
  const flags = view.getUint32(at + 24, true);
  const is = (flag: number): boolean => (flags & flag) !== 0;
  return {
    bytes: size,
    version,
    totalFrames: totalFrames(view.getUint32(at + 12, true), bytes[at + 11]!),
    frameIndex: view.getUint32(at + 16, true) + bytes[at + 10]! * 2 ** 32,
    frames: view.getUint32(at + 20, true),
    crc: view.getUint32(at + 28, true) | 0,
    sampleBytes: (flags & 3) + 1,
    shift: (flags >>> 13) & 31,
    sampleRateHz: RATES_HZ[(flags >>> 23) & 15] ?? null,
    mono: is(MONO),
    monoData: is(MONO) || is(FALSE_STEREO),
    hybrid: is(HYBRID),
    hybridBitrate: is(HYBRID_BITRATE),
    hybridBalance: is(HYBRID_BALANCE),
    jointStereo: is(JOINT_STEREO),
    float: is(FLOAT),
    longIntegers: is(LONG_INTEGERS),
    first: is(FIRST),
    last: is(LAST),
    dsd: is(DSD),
  };
}

/** All ones in the low 32 bits mean "unknown", so that number is left out of the count in 40 bits. */
const totalFrames = (low: number, high: number): number | null =>
  low === 0xffffffff ? null : low + high * (2 ** 32 - 1);
