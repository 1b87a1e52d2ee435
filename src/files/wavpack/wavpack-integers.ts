// WavPack integers: what was taken off samples before they were coded, put back: low bits, zeros, ones, repeated bits.
import { LsbBits } from './lsb-bits.ts';
import { LEAD_FRAMES } from './wavpack-decorrelate.ts';
import type { WavpackHeader } from './wavpack-header.ts';
import { EXTRA_BITS, INTEGER_INFO, NEW_EXTRA_BITS, type Parts } from './wavpack-parts.ts';

/** The planes of a block: one, or two. */
export type Planes = readonly Int32Array[];

/** The low end of every sample: bits sent apart, then so many zeros, ones, or repeats of the lowest bit. */
interface LowEnd {
  readonly sent: number;
  readonly zeros: number;
  readonly ones: number;
  readonly repeats: number;
}

const NOTHING: LowEnd = { sent: 0, zeros: 0, ones: 0, repeats: 0 };

/** Bits sent apart, with the sum that what they complete must have. */
export interface ExtraBits {
  readonly bits: LsbBits;
  readonly crc: number;
  /** Whether they begin with numbers on how many bits were sent, as encoders of version 5.5 write them. */
  readonly isNew: boolean;
}

export function extraBits(bytes: Uint8Array, parts: Parts): ExtraBits | null {
  const old = parts.get(EXTRA_BITS);
  const part = parts.get(NEW_EXTRA_BITS) ?? old;
  if (part === undefined || part.to - part.from <= 4) return null;
  const bits = new LsbBits(bytes, part.from, part.to);
  const crc = bits.peek();
  bits.bit += 32;
  return { bits, crc, isNew: part !== old };
}

/** Completes integer samples in place. False where bits sent apart do not add up. */
export function completeIntegers(
  bytes: Uint8Array,
  parts: Parts,
  header: WavpackHeader,
  planes: Planes,
): boolean {
  const part = header.longIntegers ? parts.get(INTEGER_INFO) : undefined;
  if (header.longIntegers && (part === undefined || part.to - part.from !== 4)) return false;
  const low = part === undefined ? NOTHING : readLowEnd(bytes, part.from);
  const extra = header.longIntegers ? extraBits(bytes, parts) : null;
  if (extra !== null) {
    if (!completeExactly(extra, low, planes, header.frames)) return false;
    shiftUp(planes, header, header.shift);
    return true;
  }
  if (low.sent > 0) shiftUp(planes, header, header.shift + low.zeros + low.sent + low.ones + low.repeats);
  else {
    const { given, shift } = lossyLowEnd(low, header);
    completeWhole(given, planes, header.frames);
    shiftUp(planes, header, shift);
  }
  return true;
}

const readLowEnd = (bytes: Uint8Array, at: number): LowEnd => ({
  sent: bytes[at]! & 31,
  zeros: bytes[at + 1]! & 31,
  ones: bytes[at + 2]! & 31,
  repeats: bytes[at + 3]! & 31,
});

/** Long lossy samples would overflow: as many as eight of the bits at the low end become zeros of the shift, which is clamped. */
function lossyLowEnd(low: LowEnd, header: WavpackHeader): { given: LowEnd; shift: number } {
  let { zeros, ones, repeats } = low;
  let { shift } = header;
  while (header.hybrid && header.sampleBytes === 4 && shift < 8 && zeros + ones + repeats > 0) {
    if (zeros > 0) zeros--;
    else if (ones > 0) ones--;
    else repeats--;
    shift++;
  }
  return { given: { sent: 0, zeros, ones, repeats }, shift };
}

/** `value` with the low end, of which only the first kind that there is counts. */
function withLowEnd(value: number, { zeros, ones, repeats }: LowEnd): number {
  if (zeros > 0) return value << zeros;
  if (ones > 0) return ((value + 1) << ones) - 1;
  if (repeats > 0) return ((value + (value & 1)) << repeats) - (value & 1);
  return value;
}

function completeWhole(low: LowEnd, planes: Planes, frames: number): void {
  if (low.zeros + low.ones + low.repeats === 0) return;
  for (const plane of planes) {
    for (let n = LEAD_FRAMES; n < LEAD_FRAMES + frames; n++) plane[n] = withLowEnd(plane[n]!, low);
  }
}

function completeExactly(extra: ExtraBits, low: LowEnd, planes: Planes, frames: number): boolean {
  const { bits } = extra;
  const mostBits = extra.isNew ? bits.read(5) : 0;
  let crc = -1;
  for (let n = LEAD_FRAMES; n < LEAD_FRAMES + frames; n++) {
    for (const plane of planes) {
      const value = withLowEnd(withSentBits(plane[n]!, bits, low.sent, mostBits), low) | 0;
      crc = (Math.imul(crc, 9) + (value & 0xffff) * 3 + ((value >> 16) & 0xffff)) | 0;
      plane[n] = value;
    }
    if (bits.overrun) return false;
  }
  return crc === extra.crc;
}

/** `mostBits`: where not 0, larger values have fewer bits sent, the rest zeros. */
function withSentBits(value: number, bits: LsbBits, sent: number, mostBits: number): number {
  if (sent === 0) return value;
  const width = 32 - Math.clz32(value < 0 ? ~value : value) + sent;
  const count = mostBits === 0 || width <= mostBits ? sent : sent - (width - mostBits);
  if (count <= 0) return value << sent;
  return ((value << count) | bits.read(count)) << (sent - count);
}

/** Shifts; lossy samples are clamped to their word first. */
function shiftUp(planes: Planes, { hybrid, sampleBytes, frames }: WavpackHeader, bits: number): void {
  const shift = bits & 31;
  if (shift === 0 && !hybrid) return;
  const top = hybrid ? (0x7fffffff >> (32 - 8 * sampleBytes)) >> shift : 0x7fffffff;
  for (const plane of planes) {
    for (let n = LEAD_FRAMES; n < LEAD_FRAMES + frames; n++) {
      const value = plane[n]!;
      plane[n] = (value > top ? top : value < ~top ? ~top : value) << shift;
    }
  }
}
