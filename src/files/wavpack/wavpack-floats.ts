// WavPack floats: numbers of 32 bits put together again from the integers that were coded in their place.
import type { LsbBits } from './lsb-bits.ts';
import { LEAD_FRAMES } from './wavpack-decorrelate.ts';
import { extraBits, type Planes } from './wavpack-integers.ts';
import { FLOAT_INFO, type Parts } from './wavpack-parts.ts';

/** Bits of the flags: what came in at the low end when numbers were shifted to one exponent, and what zeros stand for. */
const SHIFTED_ONES = 1;
const SHIFTED_SAME = 2;
const SHIFTED_SENT = 4;
const ZEROS_SENT = 8;
const NEGATIVE_ZEROS = 16;

const MANTISSA = 0x7fffff;
/** The bit above the mantissa, which is not stored. */
const LEADING = 0x800000;
/** The integer that stands for what is no number. */
const NO_NUMBER = 0x1000000;

/** How a block's floats were made integers. */
export interface FloatInfo {
  readonly flags: number;
  readonly shift: number;
  readonly largestExponent: number;
  /** 127 where full scale is 1; 2^(this - 127) is full scale. */
  readonly scaleExponent: number;
  /** Of encoders of version 5.5: bits at the low end that need not be sent. */
  readonly leastZeros: number;
  readonly mostOnes: number;
}

export function floatInfo(bytes: Uint8Array, parts: Parts): FloatInfo | null {
  const part = parts.get(FLOAT_INFO);
  if (part === undefined || part.to - part.from !== 4) return null;
  const [flags, shift, largestExponent, scaleExponent] = bytes.subarray(
    part.from,
    part.to,
  ) as unknown as number[];
  return {
    flags: flags!,
    shift: shift! & 31,
    largestExponent: largestExponent!,
    scaleExponent: scaleExponent!,
    leastZeros: 0,
    mostOnes: 0,
  };
}

/** Integers into the bits of floats, in place. False where bits sent apart do not add up. */
export function completeFloats(bytes: Uint8Array, parts: Parts, planes: Planes, frames: number): boolean {
  const info = floatInfo(bytes, parts);
  const extra = extraBits(bytes, parts);
  if (info === null) return false;
  if (extra === null) {
    for (const plane of planes) {
      for (let n = LEAD_FRAMES; n < LEAD_FRAMES + frames; n++) plane[n] = floatAlone(plane[n]!, info);
    }
    return true;
  }
  const { bits, isNew } = extra;
  const limits = isNew ? { leastZeros: bits.read(5), mostOnes: bits.read(5) } : {};
  const full = { ...info, ...limits };
  let crc = -1;
  for (let n = LEAD_FRAMES; n < LEAD_FRAMES + frames; n++) {
    for (const plane of planes) {
      const value = floatWith(plane[n]!, full, bits);
      const fields = (value & MANTISSA) * 9 + ((value >>> 23) & 0xff) * 3 + (value >>> 31);
      crc = (Math.imul(crc, 27) + fields) | 0;
      plane[n] = value;
    }
    if (bits.overrun) return false;
  }
  return crc === extra.crc;
}

const joinedFloat = (negative: boolean, exponent: number, mantissa: number): number =>
  (negative ? 1 << 31 : 0) | ((exponent & 0xff) << 23) | (mantissa & MANTISSA);

/** Where nothing was sent apart; integers too large for the mantissa are halved. */
function floatAlone(coded: number, info: FloatInfo): number {
  if (coded === 0) return 0;
  const shifted = coded << info.shift;
  let value = shifted < 0 ? -shifted | 0 : shifted;
  let exponent = info.largestExponent;
  if (value >= NO_NUMBER) {
    for (; (value & 0xf000000) !== 0; exponent++) value >>= 1;
    return joinedFloat(shifted < 0, exponent, value);
  }
  const raised = raisedBy(value, exponent);
  value <<= raised;
  exponent = exponentAfter(exponent, raised, value);
  if (raised > 0 && (info.flags & SHIFTED_ONES) !== 0) value |= (1 << raised) - 1;
  return joinedFloat(shifted < 0, exponent, value);
}

/** Places to shift up until the leading bit stands, or the exponent has no more to give. */
function raisedBy(value: number, exponent: number): number {
  if (exponent === 0) return 0;
  return Math.max(0, Math.min(exponent - 1, Math.clz32(value) - 8));
}

/** 0 where the leading bit is still missing: the smallest numbers. */
const exponentAfter = (exponent: number, raised: number, value: number): number =>
  (value & LEADING) === 0 ? 0 : exponent - raised;

function floatWith(coded: number, info: FloatInfo, bits: LsbBits): number {
  if (coded === 0) return zeroWith(info, bits);
  const shifted = coded << info.shift;
  let value = shifted < 0 ? -shifted | 0 : shifted;
  if (value === NO_NUMBER) return joinedFloat(shifted < 0, 0xff, bits.read(1) === 1 ? bits.read(23) : 0);
  const raised = raisedBy(value, info.largestExponent);
  value <<= raised;
  const exponent = exponentAfter(info.largestExponent, raised, value);
  if (raised > 0) value |= lowEndOf(raised, info, bits);
  return joinedFloat(shifted < 0, exponent, value);
}

/** Numbers so small that they became zeros are sent whole. */
function zeroWith({ flags, largestExponent }: FloatInfo, bits: LsbBits): number {
  if ((flags & ZEROS_SENT) !== 0 && bits.read(1) === 1) {
    const mantissa = bits.read(23);
    const exponent = largestExponent >= 25 ? bits.read(8) : 0;
    return joinedFloat(bits.read(1) === 1, exponent, mantissa);
  }
  if ((flags & NEGATIVE_ZEROS) === 0) return 0;
  return joinedFloat(bits.read(1) === 1, 0, 0);
}

function lowEndOf(raised: number, info: FloatInfo, bits: LsbBits): number {
  const ones = (1 << raised) - 1;
  if ((info.flags & SHIFTED_ONES) !== 0) return ones;
  if ((info.flags & SHIFTED_SAME) !== 0 && bits.read(1) === 1) return ones;
  if ((info.flags & SHIFTED_SENT) === 0) return 0;
  let zeros = info.mostOnes > 0 && raised > info.mostOnes ? raised - info.mostOnes : 0;
  if (info.leastZeros > zeros) zeros = Math.min(raised, info.leastZeros);
  const count = raised - zeros;
  return count > 0 ? (bits.read(count) << zeros) & ones : 0;
}
