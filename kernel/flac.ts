// FLAC kernel in AssemblyScript: SIMD and 64-bit twins of src/files/flac/flac-kernel-plain.ts, equal to it in every bit.
// Arguments are byte addresses in the imported memory, except where a name says bits or frames.

export { md5 } from './md5';

/** 32 doubles of scratch: the weights of a predictor. */
const WEIGHTS: usize = memory.data(32 * 8);

// @ts-ignore: decorator
@inline
function realAt(base: usize, index: i32): f64 {
  return load<f64>(base + ((<usize>index) << 3));
}

/** Eight rows of 256: what a byte followed by as many zero bytes as the row's number does to a CRC-16. */
const CRC_ROWS: usize = memory.data(8 * 256 * 2);

/** Fills the tables; called once before anything else. Polynomial 0x8005. */
export function prepare(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x8005 : crc << 1) & 0xffff;
    store<u16>(CRC_ROWS + (byte << 1), <u16>crc);
  }
  for (let i: u32 = 256; i < 8 * 256; i++) {
    const crc: u32 = load<u16>(CRC_ROWS + ((i - 256) << 1));
    store<u16>(CRC_ROWS + (i << 1), <u16>((crc << 8) ^ row(0, crc >> 8)));
  }
}

// @ts-ignore: decorator
@inline
function row(number: u32, byte: u32): u32 {
  return <u32>load<u16>(CRC_ROWS + (((number << 8) + byte) << 1));
}

export function crc16(from: usize, to: usize): u32 {
  let crc: u32 = 0;
  let at = from;
  for (; at + 8 <= to; at += 8) {
    const four = load<u32>(at);
    const next = load<u32>(at, 4);
    crc =
      row(7, (crc >> 8) ^ (four & 255)) ^
      row(6, (crc & 255) ^ ((four >> 8) & 255)) ^
      row(5, (four >> 16) & 255) ^
      row(4, four >> 24) ^
      row(3, next & 255) ^
      row(2, (next >> 8) & 255) ^
      row(1, (next >> 16) & 255) ^
      row(0, next >> 24);
  }
  for (; at < to; at++) crc = ((crc << 8) & 0xffff) ^ row(0, (crc >> 8) ^ <u32>load<u8>(at));
  return crc;
}

/** Eight bytes, the first one highest. */
// @ts-ignore: decorator
@inline
function loadBigEndian(at: usize): u64 {
  const word = v128.load64_zero(at);
  return v128.extract_lane<u64>(v128.shuffle<u8>(word, word, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0), 0);
}

/**
 * `window` holds the bits from `at` on, left-aligned, valid up to bit `valid`; it is loaded anew when a symbol may
 * reach further, about every third symbol.
 */
export function readRice(
  bytes: usize,
  bit: i32,
  limit: i32,
  plane: usize,
  from: i32,
  to: i32,
  parameter: i32,
): i32 {
  let at = bit;
  let valid = bit;
  let window: u64 = 0;
  const end = plane + ((<usize>to) << 2);
  for (let out = plane + ((<usize>from) << 2); out < end; out += 4) {
    let quotient: u64 = 0;
    let zeros = <i32>clz(window);
    if (at + zeros + 1 + parameter > valid) {
      for (;;) {
        if (at > limit) return -1;
        window = loadBigEndian(bytes + (at >> 3)) << (at & 7);
        valid = at + 64 - (at & 7);
        zeros = <i32>clz(window);
        if (at + zeros < valid) break;
        quotient += valid - at;
        at = valid;
      }
      if (at + zeros + 1 + parameter > valid) {
        at += zeros;
        quotient += zeros;
        zeros = 0;
        window = loadBigEndian(bytes + (at >> 3)) << (at & 7);
        valid = at + 64 - (at & 7);
      }
    }
    quotient += zeros;
    window = (window << zeros) << 1;
    const folded = (quotient << parameter) | ((window >> 1) >> (63 - parameter));
    window <<= parameter;
    at += zeros + 1 + parameter;
    store<i32>(out, <i32>((folded >> 1) ^ -(folded & 1)));
  }
  return at <= limit ? at : -1;
}

/** Predictors of up to 4, 8 and 12 weights keep their samples in locals, missing weights being zero. */
export function restore(plane: usize, frames: i32, coefficients: usize, order: i32, shift: i32): void {
  if (order <= 4) restoreFour(plane, frames, coefficients, order, <i64>shift);
  else if (order <= 8) restoreEight(plane, frames, coefficients, order, <i64>shift);
  else if (order <= 12) restoreTwelve(plane, frames, coefficients, order, <i64>shift);
  else restoreAny(plane, frames, coefficients, order, <i64>shift);
}

// @ts-ignore: decorator
@inline
function weightAt(coefficients: usize, order: i32, index: i32): i64 {
  return index < order ? <i64>load<i32>(coefficients + ((<usize>index) << 2)) : 0;
}

// @ts-ignore: decorator
@inline
function sampleAt(plane: usize, index: i32): i64 {
  return index < 0 ? 0 : <i64>load<i32>(plane + ((<usize>index) << 2));
}

function restoreFour(plane: usize, frames: i32, coefficients: usize, order: i32, shift: i64): void {
  const w0 = weightAt(coefficients, order, 0);
  const w1 = weightAt(coefficients, order, 1);
  const w2 = weightAt(coefficients, order, 2);
  const w3 = weightAt(coefficients, order, 3);
  let x0 = sampleAt(plane, order - 1);
  let x1 = sampleAt(plane, order - 2);
  let x2 = sampleAt(plane, order - 3);
  let x3 = sampleAt(plane, order - 4);
  const end = plane + ((<usize>frames) << 2);
  for (let out = plane + ((<usize>order) << 2); out < end; out += 4) {
    const value = load<i32>(out) + <i32>((w3 * x3 + w2 * x2 + w1 * x1 + w0 * x0) >> shift);
    store<i32>(out, value);
    x3 = x2;
    x2 = x1;
    x1 = x0;
    x0 = <i64>value;
  }
}

function restoreEight(plane: usize, frames: i32, coefficients: usize, order: i32, shift: i64): void {
  const w0 = weightAt(coefficients, order, 0);
  const w1 = weightAt(coefficients, order, 1);
  const w2 = weightAt(coefficients, order, 2);
  const w3 = weightAt(coefficients, order, 3);
  const w4 = weightAt(coefficients, order, 4);
  const w5 = weightAt(coefficients, order, 5);
  const w6 = weightAt(coefficients, order, 6);
  const w7 = weightAt(coefficients, order, 7);
  let x0 = sampleAt(plane, order - 1);
  let x1 = sampleAt(plane, order - 2);
  let x2 = sampleAt(plane, order - 3);
  let x3 = sampleAt(plane, order - 4);
  let x4 = sampleAt(plane, order - 5);
  let x5 = sampleAt(plane, order - 6);
  let x6 = sampleAt(plane, order - 7);
  let x7 = sampleAt(plane, order - 8);
  const end = plane + ((<usize>frames) << 2);
  for (let out = plane + ((<usize>order) << 2); out < end; out += 4) {
    const older = w7 * x7 + w6 * x6 + (w5 * x5 + w4 * x4) + (w3 * x3 + w2 * x2 + w1 * x1);
    const value = load<i32>(out) + <i32>((older + w0 * x0) >> shift);
    store<i32>(out, value);
    x7 = x6;
    x6 = x5;
    x5 = x4;
    x4 = x3;
    x3 = x2;
    x2 = x1;
    x1 = x0;
    x0 = <i64>value;
  }
}

function restoreTwelve(plane: usize, frames: i32, coefficients: usize, order: i32, shift: i64): void {
  const w0 = weightAt(coefficients, order, 0);
  const w1 = weightAt(coefficients, order, 1);
  const w2 = weightAt(coefficients, order, 2);
  const w3 = weightAt(coefficients, order, 3);
  const w4 = weightAt(coefficients, order, 4);
  const w5 = weightAt(coefficients, order, 5);
  const w6 = weightAt(coefficients, order, 6);
  const w7 = weightAt(coefficients, order, 7);
  const w8 = weightAt(coefficients, order, 8);
  const w9 = weightAt(coefficients, order, 9);
  const w10 = weightAt(coefficients, order, 10);
  const w11 = weightAt(coefficients, order, 11);
  let x0 = sampleAt(plane, order - 1);
  let x1 = sampleAt(plane, order - 2);
  let x2 = sampleAt(plane, order - 3);
  let x3 = sampleAt(plane, order - 4);
  let x4 = sampleAt(plane, order - 5);
  let x5 = sampleAt(plane, order - 6);
  let x6 = sampleAt(plane, order - 7);
  let x7 = sampleAt(plane, order - 8);
  let x8 = sampleAt(plane, order - 9);
  let x9 = sampleAt(plane, order - 10);
  let x10 = sampleAt(plane, order - 11);
  let x11 = sampleAt(plane, order - 12);
  const end = plane + ((<usize>frames) << 2);
  for (let out = plane + ((<usize>order) << 2); out < end; out += 4) {
    const oldest = w11 * x11 + w10 * x10 + (w9 * x9 + w8 * x8) + (w7 * x7 + w6 * x6);
    const older = w5 * x5 + w4 * x4 + (w3 * x3 + w2 * x2) + w1 * x1;
    const value = load<i32>(out) + <i32>((oldest + older + w0 * x0) >> shift);
    store<i32>(out, value);
    x11 = x10;
    x10 = x9;
    x9 = x8;
    x8 = x7;
    x7 = x6;
    x6 = x5;
    x5 = x4;
    x4 = x3;
    x3 = x2;
    x2 = x1;
    x1 = x0;
    x0 = <i64>value;
  }
}

function restoreAny(plane: usize, frames: i32, coefficients: usize, order: i32, shift: i64): void {
  const end = plane + ((<usize>frames) << 2);
  for (let out = plane + ((<usize>order) << 2); out < end; out += 4) {
    let sum: i64 = 0;
    for (let j = 0; j < order; j++) {
      sum += <i64>load<i32>(coefficients + ((<usize>j) << 2)) * <i64>load<i32>(out - ((<usize>(j + 1)) << 2));
    }
    store<i32>(out, load<i32>(out) + <i32>(sum >> shift));
  }
}

export function undoDifference(first: usize, difference: usize, frames: i32, fromLeft: i32): void {
  const end = (<usize>frames) << 2;
  if (fromLeft) {
    for (let i: usize = 0; i < end; i += 4) {
      store<i32>(difference + i, load<i32>(first + i) - load<i32>(difference + i));
    }
    return;
  }
  for (let i: usize = 0; i < end; i += 4) {
    const side = <i64>load<i32>(difference + i);
    const left = (2 * <i64>load<i32>(first + i) + (side & 1) + side) >> 1;
    store<i32>(first + i, <i32>left);
    store<i32>(difference + i, <i32>(left - side));
  }
}

/** Four samples a step, so up to three beyond the last are read and written. */
export function scale(plane: usize, frames: i32, factor: f64, out: usize): void {
  const factors = f64x2.splat(factor);
  const end = plane + ((<usize>frames) << 2);
  for (let at = plane; at < end; at += 16) {
    const lanes = v128.load(at);
    const high = v128.shuffle<i64>(lanes, lanes, 1, 0);
    v128.store(out, f64x2.mul(f64x2.convert_low_i32x4_s(lanes), factors));
    v128.store(out, f64x2.mul(f64x2.convert_low_i32x4_s(high), factors), 16);
    out += 32;
  }
}

/** One or two planes; every sample is stored as four bytes, of which the next one overwrites what is too much. */
export function interleave(
  first: usize,
  second: usize,
  from: i32,
  to: i32,
  sampleBytes: usize,
  packed: usize,
): void {
  let out = packed;
  const end = (<usize>to) << 2;
  for (let i = (<usize>from) << 2; i < end; i += 4) {
    store<i32>(out, load<i32>(first + i));
    out += sampleBytes;
    if (second === 0) continue;
    store<i32>(out, load<i32>(second + i));
    out += sampleBytes;
  }
}

export function compareStereo(left: usize, right: usize, mid: usize, side: usize, frames: i32, sums: usize): void {
  let bitsLeft: i32 = 0;
  let bitsRight: i32 = 0;
  let bitsMid: i32 = 0;
  let bitsSide: i32 = 0;
  for (let i: usize = 0; i < (<usize>frames) << 2; i += 4) {
    const l = load<i32>(left + i);
    const r = load<i32>(right + i);
    const m = (l + r) >> 1;
    const s = l - r;
    store<i32>(mid + i, m);
    store<i32>(side + i, s);
    bitsLeft |= l;
    bitsRight |= r;
    bitsMid |= m;
    bitsSide |= s;
  }
  store<f64>(sums, sumSecondDifferences(left, frames));
  store<f64>(sums + 8, sumSecondDifferences(right, frames));
  store<f64>(sums + 16, sumSecondDifferences(mid, frames));
  store<f64>(sums + 24, sumSecondDifferences(side, frames));
  store<f64>(sums + 32, <f64>bitsLeft);
  store<f64>(sums + 40, <f64>bitsRight);
  store<f64>(sums + 48, <f64>bitsMid);
  store<f64>(sums + 56, <f64>bitsSide);
}

/** The four magnitudes of `lanes` as two 64-bit sums. */
// @ts-ignore: decorator
@inline
function widen(lanes: v128): v128 {
  const magnitudes = v128.abs<i32>(lanes);
  return v128.add<i64>(v128.extend_low<u32>(magnitudes), v128.extend_high<u32>(magnitudes));
}

function sumSecondDifferences(plane: usize, frames: i32): f64 {
  let sums = i64x2.splat(0);
  let i = 2;
  for (; i + 4 <= frames; i += 4) {
    const at = plane + ((<usize>i) << 2);
    const middle = v128.load(at);
    const before = v128.load(at - 4);
    const ends = v128.add<i32>(middle, v128.load(at - 8));
    sums = v128.add<i64>(sums, widen(v128.sub<i32>(ends, v128.shl<i32>(before, 1))));
  }
  let sum = v128.extract_lane<i64>(sums, 0) + v128.extract_lane<i64>(sums, 1);
  for (; i < frames; i++) {
    const at = plane + ((<usize>i) << 2);
    sum += abs<i64>(<i64>load<i32>(at) - 2 * <i64>load<i32>(at - 4) + <i64>load<i32>(at - 8));
  }
  return <f64>sum;
}

/** Fourteen lags a pass in seven pairs; lanes are lags, so that each lag is summed in the order of the samples. */
export function autocorrelate(
  plane: usize,
  window: usize,
  frames: i32,
  lags: i32,
  reals: usize,
  windowed: usize,
  correlation: usize,
): void {
  for (let i = 0; i < frames; i++) {
    const value = <f64>load<i32>(plane + ((<usize>i) << 2));
    store<f64>(reals + ((<usize>i) << 3), value);
    store<f64>(windowed + ((<usize>i) << 3), value * realAt(window, i));
  }
  memory.fill(windowed + ((<usize>frames) << 3), 0, 32 * 8);
  for (let lag = 0; lag < lags; lag += 14) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    const end = windowed + ((<usize>frames) << 3);
    let ahead = windowed + ((<usize>lag) << 3);
    for (let at = windowed; at < end; at += 8) {
      const now = v128.load_splat<u64>(at);
      a = f64x2.add(a, f64x2.mul(now, v128.load(ahead)));
      b = f64x2.add(b, f64x2.mul(now, v128.load(ahead, 16)));
      c = f64x2.add(c, f64x2.mul(now, v128.load(ahead, 32)));
      d = f64x2.add(d, f64x2.mul(now, v128.load(ahead, 48)));
      e = f64x2.add(e, f64x2.mul(now, v128.load(ahead, 64)));
      f = f64x2.add(f, f64x2.mul(now, v128.load(ahead, 80)));
      g = f64x2.add(g, f64x2.mul(now, v128.load(ahead, 96)));
      ahead += 8;
    }
    const out = correlation + ((<usize>lag) << 3);
    v128.store(out, a);
    v128.store(out, b, 16);
    v128.store(out, c, 32);
    v128.store(out, d, 48);
    v128.store(out, e, 64);
    v128.store(out, f, 80);
    v128.store(out, g, 96);
  }
}

/** Each lane has its own sample; differences of differences, four samples a step. */
export function sumDifferences(plane: usize, frames: i32, sums: usize): void {
  let s0 = i64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let i = 4;
  for (; i + 4 <= frames; i += 4) {
    const at = plane + ((<usize>i) << 2);
    const x0 = v128.load(at);
    const x1 = v128.load(at - 4);
    const x2 = v128.load(at - 8);
    const x3 = v128.load(at - 12);
    const x4 = v128.load(at - 16);
    const a0 = v128.sub<i32>(x0, x1);
    const a1 = v128.sub<i32>(x1, x2);
    const a2 = v128.sub<i32>(x2, x3);
    const a3 = v128.sub<i32>(x3, x4);
    const b0 = v128.sub<i32>(a0, a1);
    const b1 = v128.sub<i32>(a1, a2);
    const b2 = v128.sub<i32>(a2, a3);
    const c0 = v128.sub<i32>(b0, b1);
    s0 = v128.add<i64>(s0, widen(x0));
    s1 = v128.add<i64>(s1, widen(a0));
    s2 = v128.add<i64>(s2, widen(b0));
    s3 = v128.add<i64>(s3, widen(c0));
    s4 = v128.add<i64>(s4, widen(v128.sub<i32>(c0, v128.sub<i32>(b1, b2))));
  }
  let t0 = both(s0);
  let t1 = both(s1);
  let t2 = both(s2);
  let t3 = both(s3);
  let t4 = both(s4);
  for (; i < frames; i++) {
    const at = plane + ((<usize>i) << 2);
    const x0 = load<i32>(at);
    const a0 = x0 - load<i32>(at - 4);
    const a1 = load<i32>(at - 4) - load<i32>(at - 8);
    const a2 = load<i32>(at - 8) - load<i32>(at - 12);
    const a3 = load<i32>(at - 12) - load<i32>(at - 16);
    const b1 = a1 - a2;
    const c0 = a0 - a1 - b1;
    t0 += abs(x0);
    t1 += abs(a0);
    t2 += abs(a0 - a1);
    t3 += abs(c0);
    t4 += abs(c0 - (b1 - (a2 - a3)));
  }
  store<f64>(sums, <f64>t0);
  store<f64>(sums + 8, <f64>t1);
  store<f64>(sums + 16, <f64>t2);
  store<f64>(sums + 24, <f64>t3);
  store<f64>(sums + 32, <f64>t4);
}

// @ts-ignore: decorator
@inline
function both(pair: v128): i64 {
  return v128.extract_lane<i64>(pair, 0) + v128.extract_lane<i64>(pair, 1);
}

/** Eight samples a step, so that a weight is loaded once for four pairs. */
export function predict(
  reals: usize,
  frames: i32,
  coefficients: usize,
  order: i32,
  shift: i32,
  residual: usize,
): f64 {
  for (let j = 0; j < order; j++) {
    store<f64>(WEIGHTS + ((<usize>j) << 3), <f64>load<i32>(coefficients + ((<usize>j) << 2)));
  }
  const scale = 1.0 / <f64>(<i64>1 << shift);
  const scales = f64x2.splat(scale);
  let most = f64x2.splat(0);
  let i = order;
  for (; i + 8 <= frames; i += 8) {
    const now = reals + ((<usize>i) << 3);
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let past = now - 8;
    for (let j = 0; j < order; j++) {
      const weight = v128.load_splat<u64>(WEIGHTS + ((<usize>j) << 3));
      a = f64x2.add(a, f64x2.mul(weight, v128.load(past)));
      b = f64x2.add(b, f64x2.mul(weight, v128.load(past, 16)));
      c = f64x2.add(c, f64x2.mul(weight, v128.load(past, 32)));
      d = f64x2.add(d, f64x2.mul(weight, v128.load(past, 48)));
      past -= 8;
    }
    a = f64x2.sub(v128.load(now), f64x2.floor(f64x2.mul(a, scales)));
    b = f64x2.sub(v128.load(now, 16), f64x2.floor(f64x2.mul(b, scales)));
    c = f64x2.sub(v128.load(now, 32), f64x2.floor(f64x2.mul(c, scales)));
    d = f64x2.sub(v128.load(now, 48), f64x2.floor(f64x2.mul(d, scales)));
    most = f64x2.pmax(most, f64x2.pmax(f64x2.abs(a), f64x2.abs(b)));
    most = f64x2.pmax(most, f64x2.pmax(f64x2.abs(c), f64x2.abs(d)));
    const out = residual + ((<usize>i) << 2);
    v128.store(out, v128.shuffle<i64>(truncate(a), truncate(b), 0, 2));
    v128.store(out, v128.shuffle<i64>(truncate(c), truncate(d), 0, 2), 16);
  }
  let largest = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
  for (; i < frames; i++) {
    let sum: f64 = 0;
    for (let j = 0; j < order; j++) sum += realAt(WEIGHTS, j) * realAt(reals, i - 1 - j);
    const error = realAt(reals, i) - floor(sum * scale);
    largest = max(largest, abs(error));
    store<i32>(residual + ((<usize>i) << 2), <i32>error);
  }
  return largest;
}

// @ts-ignore: decorator
@inline
function truncate(pair: v128): v128 {
  return i32x4.trunc_sat_f64x2_s_zero(pair);
}

export function sumParts(residual: usize, frames: i32, order: i32, parts: i32, sums: usize): void {
  const partFrames = frames / parts;
  let i = order;
  for (let part = 0; part < parts; part++) {
    const end = (part + 1) * partFrames;
    let pairs = i64x2.splat(0);
    for (; i + 4 <= end; i += 4) pairs = v128.add<i64>(pairs, widen(v128.load(residual + ((<usize>i) << 2))));
    let sum = v128.extract_lane<i64>(pairs, 0) + v128.extract_lane<i64>(pairs, 1);
    for (; i < end; i++) sum += abs<i64>(<i64>load<i32>(residual + ((<usize>i) << 2)));
    store<f64>(sums + ((<usize>part) << 3), <f64>sum);
  }
}

/** The low `held` bits of `word` wait to be stored, four bytes at once; above them is what was stored already. */
export function writeRice(
  bytes: usize,
  bit: i32,
  residual: usize,
  from: i32,
  to: i32,
  parameter: i32,
): i32 {
  let out = bytes + (bit >> 3);
  let held = bit & 7;
  let word: u64 = <u64>load<u8>(out) >> (8 - held);
  const stop: u32 = <u32>1 << parameter;
  const mask = stop - 1;
  const length = parameter + 1;
  const end = residual + ((<usize>to) << 2);
  for (let at = residual + ((<usize>from) << 2); at < end; at += 4) {
    const value = load<i32>(at);
    const folded = <u32>((value << 1) ^ (value >> 31));
    let zeros = <i32>(folded >> parameter);
    while (zeros > 31) {
      word <<= 32;
      store<u32>(out, bswap<u32>(<u32>(word >> held)));
      out += 4;
      zeros -= 32;
    }
    word <<= zeros;
    held += zeros;
    if (held >= 32) {
      held -= 32;
      store<u32>(out, bswap<u32>(<u32>(word >> held)));
      out += 4;
    }
    word = (word << length) | (stop | (folded & mask));
    held += length;
    if (held >= 32) {
      held -= 32;
      store<u32>(out, bswap<u32>(<u32>(word >> held)));
      out += 4;
    }
  }
  const next = <i32>(out - bytes) * 8 + held;
  for (; held > 0; held -= 8) {
    store<u8>(out, held >= 8 ? <u8>(word >> (held - 8)) : <u8>(word << (8 - held)));
    out++;
  }
  return next;
}
