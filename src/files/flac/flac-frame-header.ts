// FLAC frame header: what one frame holds, read and written (RFC 9639, section 9.1).
import { crc8 } from './flac-crc.ts';
import type { BitCursor } from '../bit-cursor.ts';
import type { StreamInfo } from './flac-stream-info.ts';

/** Longest header: sync 2, codes 2, coded number 7, block size 2, rate 2, CRC 1. */
export const MAX_FRAME_HEADER_BYTES = 16;

/** Channel assignments above 7: the second or first channel is a difference. */
export const LEFT_SIDE = 8;
export const SIDE_RIGHT = 9;
export const MID_SIDE = 10;

export interface FrameHeader {
  readonly frames: number;
  /** 0 to 7: that many channels less one, each for itself; else `LEFT_SIDE`, `SIDE_RIGHT`, `MID_SIDE`. */
  readonly assignment: number;
  /** Does `number` count samples (variable block size) or frames? */
  readonly variable: boolean;
  readonly number: number;
  /** Length of the header with its CRC-8. */
  readonly bytes: number;
}

const SAMPLE_BITS = [0, 8, 12, -1, 16, 20, 24, 32];
const RATES_HZ = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];

/** The header at `bytes[at]`, or null when there is none that fits the stream and its own CRC-8. */
export function parseFrameHeader(
  bytes: Uint8Array,
  at: number,
  end: number,
  info: StreamInfo,
): FrameHeader | null {
  if (at + 6 > end || bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8) return null;
  const assignment = bytes[at + 3]! >>> 4;
  const bits = SAMPLE_BITS[(bytes[at + 3]! >>> 1) & 7]!;
  const channels = assignment < LEFT_SIDE ? assignment + 1 : 2;
  if (assignment > MID_SIDE || channels !== info.channels || (bytes[at + 3]! & 1) !== 0) return null;
  if (bits !== 0 && bits !== info.bits) return null;
  const coded = parseCodedNumber(bytes, at + 4);
  if (coded === null) return null;
  const size = parseBlockFrames(bytes, coded.next, bytes[at + 2]! >>> 4);
  const rate = parseRate(bytes, size.next, bytes[at + 2]! & 15);
  if (size.value < 1 || size.value > 65535 || (rate.value !== 0 && rate.value !== info.sampleRateHz))
    return null;
  if (rate.next + 1 > end || crc8(bytes, at, rate.next) !== bytes[rate.next]) return null;
  const variable = (bytes[at + 1]! & 1) === 1;
  return { frames: size.value, assignment, variable, number: coded.value, bytes: rate.next + 1 - at };
}

interface Field {
  readonly value: number;
  readonly next: number;
}

/** UTF-8's scheme stretched to 36 bits. */
function parseCodedNumber(bytes: Uint8Array, at: number): Field | null {
  const first = bytes[at]!;
  const ones = Math.clz32(~(first << 24));
  if (ones === 1 || ones === 8) return null;
  const more = Math.max(0, ones - 1);
  let value = ones === 0 ? first : first & (0x7f >>> ones);
  for (let i = 1; i <= more; i++) {
    const byte = bytes[at + i] ?? 0;
    if ((byte & 0xc0) !== 0x80) return null;
    value = value * 64 + (byte & 0x3f);
  }
  return { value, next: at + 1 + more };
}

function parseBlockFrames(bytes: Uint8Array, at: number, code: number): Field {
  if (code === 0) return { value: 0, next: at };
  if (code === 1) return { value: 192, next: at };
  if (code <= 5) return { value: 576 << (code - 2), next: at };
  if (code === 6) return { value: (bytes[at] ?? 0) + 1, next: at + 1 };
  if (code === 7) return { value: (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)) + 1, next: at + 2 };
  return { value: 256 << (code - 8), next: at };
}

/** Rate in Hz; 0 when the frame leaves it to the stream info, -1 when forbidden. */
function parseRate(bytes: Uint8Array, at: number, code: number): Field {
  if (code === 15) return { value: -1, next: at };
  if (code < 12) return { value: RATES_HZ[code]!, next: at };
  if (code === 12) return { value: (bytes[at] ?? 0) * 1000, next: at + 1 };
  const word = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  return { value: code === 13 ? word : word * 10, next: at + 2 };
}

/** Writes a fixed-block-size header of frame `number` at the cursor, CRC-8 included. */
export function writeFrameHeader(
  cursor: BitCursor,
  info: Pick<StreamInfo, 'sampleRateHz' | 'bits' | 'maxBlockFrames'>,
  frame: { readonly frames: number; readonly assignment: number; readonly number: number },
): void {
  const start = cursor.bit >>> 3;
  const blockCode = frame.frames === 4096 ? 12 : 7;
  const rateCode = Math.max(0, RATES_HZ.indexOf(info.sampleRateHz, 1));
  cursor.write(0xfff8, 16);
  cursor.write((blockCode << 4) | rateCode, 8);
  cursor.write((frame.assignment << 4) | (Math.max(0, SAMPLE_BITS.indexOf(info.bits, 1)) << 1), 8);
  writeCodedNumber(cursor, frame.number);
  if (blockCode === 7) cursor.write(frame.frames - 1, 16);
  const end = cursor.bit >>> 3;
  cursor.write(crc8(cursor.bytes, start, end), 8);
}

function writeCodedNumber(cursor: BitCursor, value: number): void {
  if (value < 128) return cursor.write(value, 8);
  let more = 1;
  while (value >= 2 ** (5 * more + 6)) more++;
  const lead = (0xff00 >>> (more + 1)) & 0xff;
  cursor.write(lead | Math.floor(value / 64 ** more), 8);
  for (let i = more - 1; i >= 0; i--) cursor.write(0x80 | (Math.floor(value / 64 ** i) % 64), 8);
}
