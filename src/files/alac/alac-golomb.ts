// ALAC Golomb code: residuals, their parameter following the mean, runs of zeros in one number.

/** Ones of a prefix that announce a plain number. */
const LONGEST_PREFIX = 9;
/** Bits of a plain count of zeros. */
const RUN_BITS = 16;
/** The mean is kept in steps of 1/512. */
const MEAN_SHIFT = 9;
/** Below a quarter, a run of zeros follows. */
const RUN_MEAN = 128;
/** A residual above this sets the mean to it. */
const MEAN_LIMIT = 0xffff;

export interface GolombParameters {
  readonly firstMean: number;
  /** `meanRate` of the cookie times the packet's own quarter steps, divided by four. */
  readonly meanRate: number;
  readonly mostSuffixBits: number;
  /** Bits of a plain residual, 1 to 32. */
  readonly sampleBits: number;
}

/** The 32 bits from bit `bit` on; five bytes must be there. */
function bitsAt(bytes: Uint8Array, bit: number): number {
  const at = bit >>> 3;
  const shift = bit & 7;
  const high = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  return (high << shift) | (bytes[at + 4]! >>> (8 - shift));
}

/**
 * Reads `frames` residuals into `out` from bit `start` of `bytes`, which has eight bytes behind bit `end`. Returns the bit behind
 * them, or -1 where they go beyond `end` or a run of zeros beyond the frames.
 *
 * One long loop: it is where a decoder spends half its time.
 */
export function readResiduals(
  bytes: Uint8Array,
  start: number,
  end: number,
  out: Int32Array,
  frames: number,
  parameters: GolombParameters,
): number {
  const { meanRate, mostSuffixBits, sampleBits, firstMean } = parameters;
  const mostRunFactor = (1 << mostSuffixBits) - 1;
  const plainShift = 32 - sampleBits;
  let mean = firstMean;
  let bit = start;
  /** 1 behind a run of zeros: what follows is no zero, and counts one less. */
  let offset = 0;
  for (let n = 0; n < frames; ) {
    if (bit >= end) return -1;
    const level = (mean >>> MEAN_SHIFT) + 3;
    const suffixBits = Math.min(31 - Math.clz32(level), mostSuffixBits);
    const word = bitsAt(bytes, bit);
    const prefix = Math.clz32(~word);
    let value: number;
    if (prefix >= LONGEST_PREFIX) {
      value = bitsAt(bytes, bit + LONGEST_PREFIX) >>> plainShift;
      bit += LONGEST_PREFIX + sampleBits;
    } else {
      bit += prefix + 1;
      value = prefix;
      if (suffixBits > 1) {
        const suffix = (word << (prefix + 1)) >>> (32 - suffixBits);
        value = prefix * ((1 << suffixBits) - 1);
        bit += suffixBits - 1;
        if (suffix > 1) {
          value += suffix - 1;
          bit++;
        }
      }
    }
    const coded = (value + offset) >>> 0;
    // Even numbers are positive, odd ones negative.
    out[n++] = (coded & 1) === 0 ? coded >>> 1 : -((coded + 1) / 2);
    mean = (Math.imul(meanRate, coded) + mean - (Math.imul(meanRate, mean) >>> MEAN_SHIFT)) >>> 0;
    if (value > MEAN_LIMIT) mean = MEAN_LIMIT;
    offset = 0;
    if (mean >= RUN_MEAN || n >= frames) continue;

    const runBits = Math.clz32(mean) - 24 + ((mean + 16) >>> 6);
    const factor = ((1 << runBits) - 1) & mostRunFactor;
    const runWord = bitsAt(bytes, bit);
    const runPrefix = Math.clz32(~runWord);
    let run: number;
    if (runPrefix >= LONGEST_PREFIX) {
      run = (runWord << LONGEST_PREFIX) >>> (32 - RUN_BITS);
      bit += LONGEST_PREFIX + RUN_BITS;
    } else {
      const suffix = (runWord << (runPrefix + 1)) >>> (32 - runBits);
      run = runPrefix * factor;
      bit += runPrefix + runBits;
      if (suffix > 1) {
        run += suffix - 1;
        bit++;
      }
    }
    if (n + run > frames) return -1;
    out.fill(0, n, n + run);
    n += run;
    offset = run >= MEAN_LIMIT ? 0 : 1;
    mean = 0;
  }
  return bit > end ? -1 : bit;
}
