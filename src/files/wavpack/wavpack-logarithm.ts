// WavPack logarithm: numbers of 32 bits as 16, eight of them behind the point, in which the format stores and compares levels.

/** 2^(1/256): eight square roots, each exactly rounded, so the tables are the same on every machine. */
const STEP = (() => {
  let step = 2;
  for (let i = 0; i < 8; i++) step = Math.sqrt(step);
  return step;
})();

const POWERS = (() => {
  const powers = new Float64Array(257).fill(256);
  for (let i = 1; i <= 256; i++) powers[i] = powers[i - 1]! * STEP;
  return powers;
})();

/** 256 (2^(i/256) - 1), rounded. */
const EXPONENTIALS = Uint8Array.from({ length: 256 }, (_, i) => Math.floor(POWERS[i]! + 0.5) - 256);

/** 256 log2(1 + i/256), rounded: the powers are passed half a step later. */
const LOGARITHMS = (() => {
  const half = Math.sqrt(STEP);
  let power = 0;
  return Uint8Array.from({ length: 256 }, (_, i) => {
    while (POWERS[power]! * half <= 256 + i) power++;
    return power;
  });
})();

/** The number whose logarithm is `log`, 32 bits; negative for negative ones. */
export function fromLog(log: number): number {
  if (log < 0) return -fromLog(-log) | 0;
  const value = EXPONENTIALS[log & 0xff]! | 0x100;
  const octave = log >> 8;
  return octave <= 9 ? value >>> (9 - octave) : value << ((octave - 9) & 31);
}

/** Of an unsigned number; about 0xff800000 at most. */
export function toLog(value: number): number {
  const raised = (value + (value >>> 9)) >>> 0;
  const bits = 32 - Math.clz32(raised);
  const mantissa = bits <= 9 ? raised << (9 - bits) : raised >>> (bits - 9);
  return (bits << 8) + LOGARITHMS[mantissa & 0xff]!;
}

/** The logarithm stored at `at`, low byte first. */
export const unsignedLog = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
export const signedLog = (bytes: Uint8Array, at: number): number => (unsignedLog(bytes, at) << 16) >> 16;
