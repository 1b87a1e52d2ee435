// WavPack words: the numbers of a block, coded by three medians that follow them (WavPack's description, "Entropy Coder").
import { LsbBits, trailingZeros } from './lsb-bits.ts';
import { LEAD_FRAMES } from './wavpack-decorrelate.ts';
import type { WavpackHeader } from './wavpack-header.ts';
import { createLevelControl, type LevelControl } from './wavpack-levels.ts';
import { fromLog, unsignedLog } from './wavpack-logarithm.ts';
import { ENTROPY, type Parts, SOUND_BITS } from './wavpack-parts.ts';

/** Ones in a row that announce a number instead. */
const MOST_ONES = 16;
/** Medians are kept in sixteenths. */
const MEDIAN_SHIFT = 4;
const MEDIANS = 3;
/** The quicker a median, the farther out it is: 2^7, 2^6, 2^5 samples. */
const SLOWEST_SHIFT = 7;

/**
 * Reads the `frames` words of a block into `left` and `right` (null: one channel), from `LEAD_FRAMES` on. False where they
 * contradict the format or go beyond their bits.
 */
export function readWords(
  bytes: Uint8Array,
  parts: Parts,
  header: WavpackHeader,
  planes: readonly [Int32Array, Int32Array | null],
): boolean {
  const sound = parts.get(SOUND_BITS);
  const medians = readMedians(bytes, parts, header);
  const levels = header.hybrid ? createLevelControl(bytes, parts, header) : null;
  if (sound === undefined || medians === null || (header.hybrid && levels === null)) return false;
  const reader = new WordReader(new LsbBits(bytes, sound.from, sound.to), medians, levels);
  const [left, right] = planes;
  const end = LEAD_FRAMES + header.frames;
  for (let n = LEAD_FRAMES; n < end; n++) {
    left[n] = reader.next(0);
    if (right !== null) right[n] = reader.next(1);
  }
  return !reader.broken;
}

/** Three for each channel; zeros for a second channel that is not there. */
function readMedians(bytes: Uint8Array, parts: Parts, { monoData }: WavpackHeader): Int32Array | null {
  const part = parts.get(ENTROPY);
  const count = monoData ? MEDIANS : 2 * MEDIANS;
  if (part === undefined || part.to - part.from !== 2 * count) return null;
  const medians = new Int32Array(2 * MEDIANS);
  for (let i = 0; i < count; i++) medians[i] = fromLog(unsignedLog(bytes, part.from + 2 * i));
  return medians;
}

class WordReader {
  readonly #bits: LsbBits;
  readonly #medians: Int32Array;
  readonly #levels: LevelControl | null;
  /** Half of what a row of ones said is kept for the next word. */
  #heldOne = false;
  #heldZero = false;
  #zeros = 0;
  #failed = false;

  constructor(bits: LsbBits, medians: Int32Array, levels: LevelControl | null) {
    this.#bits = bits;
    this.#medians = medians;
    this.#levels = levels;
  }

  get broken(): boolean {
    return this.#failed || this.#bits.overrun;
  }

  /** The next word of `channel`, 0 or 1. */
  next(channel: number): number {
    const medians = this.#medians;
    if (medians[0]! < 2 && medians[MEDIANS]! < 2 && !this.#heldZero && !this.#heldOne && this.#inRun()) {
      this.#levels?.decay(channel);
      return 0;
    }
    const zone = this.#zone();
    const levels = this.#levels;
    if (levels !== null && channel === 0) levels.update();
    const at = channel * MEDIANS;
    let low = 0;
    let width = this.#pass(at, zone === 0);
    if (zone > 0) {
      low = width;
      width = this.#pass(at + 1, zone === 1);
      if (zone > 1) {
        low += width;
        width = this.#pass(at + 2, zone === 2);
        low = (low + Math.imul(zone - 2, width)) & 0x7fffffff;
      }
    }
    const limit = levels === null ? 0 : levels.limits[channel]!;
    const value = limit === 0 ? this.#exactly(low, width) : this.#nearly(low, low + width - 1, limit);
    levels?.follow(channel, value < 0 ? ~value : value);
    return value;
  }

  /** The width of the zone of median `at`, which then moves: down where the word `ends` in it, up where it lies beyond. */
  #pass(at: number, ends: boolean): number {
    const medians = this.#medians;
    const median = medians[at]!;
    const shift = SLOWEST_SHIFT - (at % MEDIANS);
    const slow = 1 << shift;
    medians[at] = ends
      ? median - ((median + slow - 2) >>> shift) * 2
      : median + ((median + slow) >>> shift) * 5;
    return (median >>> MEDIAN_SHIFT) + 1;
  }

  /** Whether this word is a zero of a run, where runs are told. */
  #inRun(): boolean {
    if (this.#zeros > 0) {
      this.#zeros--;
      return this.#zeros > 0;
    }
    this.#zeros = this.#number();
    if (this.#zeros === 0) return false;
    this.#medians.fill(0);
    return true;
  }

  /** 0, 1, 2: between the medians; beyond, one more for each width of the last. */
  #zone(): number {
    if (this.#heldZero) {
      this.#heldZero = false;
      return 0;
    }
    const ones = this.#ones();
    const zone = (ones >>> 1) + (this.#heldOne ? 1 : 0);
    this.#heldOne = (ones & 1) === 1;
    this.#heldZero = !this.#heldOne;
    return zone;
  }

  #ones(): number {
    const bits = this.#bits;
    const ones = trailingZeros(~bits.peek());
    if (ones > MOST_ONES) this.#failed = true;
    bits.bit += ones + 1;
    return ones < MOST_ONES ? ones : MOST_ONES + this.#number();
  }

  /** A number of any size: as many ones as it has bits, then its bits without the highest. */
  #number(): number {
    const bits = this.#bits;
    const ones = trailingZeros(~bits.peek());
    if (ones >= 31) {
      this.#failed = true;
      return 0;
    }
    bits.bit += ones + 1;
    return ones < 2 ? ones : bits.read(ones - 1) | (1 << (ones - 1));
  }

  /** A place in the zone, in as few bits as can be, and a sign, in one look. */
  #exactly(low: number, width: number): number {
    const bits = this.#bits;
    const word = bits.peek();
    const most = width - 1;
    let value = low;
    let used = 0;
    if (most > 0) {
      const length = 32 - Math.clz32(most);
      const short = (1 << length) - most - 1;
      const code = word & ((1 << (length - 1)) - 1);
      const isShort = code < short;
      used = isShort ? length - 1 : length;
      value += isShort ? code : 2 * code - short + ((word >>> (length - 1)) & 1);
    }
    bits.bit += used + 1;
    return ((word >>> used) & 1) === 1 ? ~value : value;
  }

  /** Halves the zone until it is as narrow as the error may be; then a sign. */
  #nearly(from: number, to: number, limit: number): number {
    let low = from;
    let high = Math.max(from, to & 0x7fffffff);
    let middle = (high + low + 1) >>> 1;
    while (high - low > limit) {
      if (this.#bits.read(1) === 1) low = middle;
      else high = middle - 1;
      middle = (high + low + 1) >>> 1;
      if (this.broken) return 0;
    }
    return this.#bits.read(1) === 1 ? ~middle : middle;
  }
}
