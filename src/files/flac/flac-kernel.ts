// FLAC kernel: the contract of the innermost loops, which run as plain TypeScript or as WASM with the same results.

/**
 * All arrays handed to a kernel come from its own `allocate…` calls, made once before the first use. Bit positions
 * count from the start of the byte array, most significant bit first.
 */
export interface FlacKernel {
  allocateBytes(length: number): Uint8Array;
  allocatePlane(length: number): Int32Array;
  allocateReals(length: number): Float64Array;

  /**
   * Reads Rice-coded residuals with `parameter` low bits into `plane[from … to-1]`.
   * Returns the bit after them, or -1 when they run past bit `limit`.
   */
  readRice(
    bytes: Uint8Array,
    bit: number,
    limit: number,
    plane: Int32Array,
    from: number,
    to: number,
    parameter: number,
  ): number;

  /** Adds the prediction to the residuals in `plane[order … frames-1]`; `coefficients[0]` weighs the latest sample. */
  restore(plane: Int32Array, frames: number, coefficients: Int32Array, order: number, shift: number): void;

  /** Turns left and the difference left − right (`fromLeft`), or mid and difference, into left and right in place. */
  undoDifference(first: Int32Array, difference: Int32Array, frames: number, fromLeft: boolean): void;

  /** `out[outAt + i] = plane[from + i] × factor` for `count` samples; both have three samples to spare behind. */
  scale(
    plane: Int32Array,
    from: number,
    count: number,
    factor: number,
    out: Float64Array,
    outAt: number,
  ): void;

  /** Frames `from … to-1` as interleaved little-endian integers of `sampleBytes`; `packed` has four bytes to spare. */
  interleave(
    planes: readonly Int32Array[],
    from: number,
    to: number,
    sampleBytes: number,
    packed: Uint8Array,
  ): void;

  /** Adds the 64-byte blocks of `bytes[from … to-1]` to the four words of an MD5 `state` (RFC 1321). */
  md5(state: Int32Array, bytes: Uint8Array, from: number, to: number): void;

  /** CRC-16 of `bytes[from … to-1]`, start value 0 (RFC 9639, section 9.3). */
  crc16(bytes: Uint8Array, from: number, to: number): number;

  /**
   * From left and right makes mid and side, and puts into `sums[0…3]` the sums of magnitudes of the second differences
   * of left, right, mid and side, and into `sums[4…7]` all bits that occur in each, ORed. Samples of up to 24 bits.
   */
  compareStereo(
    left: Int32Array,
    right: Int32Array,
    mid: Int32Array,
    side: Int32Array,
    frames: number,
    sums: Float64Array,
  ): void;

  /**
   * `reals[i] = plane[i]`, and the autocorrelation of `plane × window` at lags 0 to `lags - 1` into `correlation`,
   * each lag summed from the first sample to the last. `windowed` has room for `frames + 32` values.
   */
  autocorrelate(
    plane: Int32Array,
    window: Float64Array,
    frames: number,
    lags: number,
    reals: Float64Array,
    windowed: Float64Array,
    correlation: Float64Array,
  ): void;

  /**
   * Sums of magnitudes of the samples and of their first to fourth differences into `sums[0…4]`, each from sample 4 on.
   * Samples of up to 25 bits.
   */
  sumDifferences(plane: Int32Array, frames: number, sums: Float64Array): void;

  /** Residuals of the predictor over `reals` into `residual[order … frames-1]`; returns their largest magnitude. */
  predict(
    reals: Float64Array,
    frames: number,
    coefficients: Int32Array,
    order: number,
    shift: number,
    residual: Int32Array,
  ): number;

  /** Sums of magnitudes of `residual[order … frames-1]` in `parts` equal parts of the frame. */
  sumParts(residual: Int32Array, frames: number, order: number, parts: number, sums: Float64Array): void;

  /** Rice-codes `residual[from … to-1]` at `bit` over zeroed bytes; returns the bit after them. */
  writeRice(
    bytes: Uint8Array,
    bit: number,
    residual: Int32Array,
    from: number,
    to: number,
    parameter: number,
  ): number;
}
