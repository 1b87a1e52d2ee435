// PCM: interleaved integers and floats to planar Float64Array; value = integer / 2^(bits-1).
import { viewOf } from '../bytes.ts';
import { decodeG711 } from './g711.ts';
import { unpackStereo16, unpackStereo24, wordsOf } from './pcm-stereo.ts';

/** How one sample lies in a file. Integers narrower than their container stand at its top (left-justified). */
export interface SampleLayout {
  /** `unsigned` is 8-bit only, with silence at 128; the two laws of G.711 are one byte a sample and read only. */
  readonly encoding: 'signed' | 'unsigned' | 'float' | 'mu-law' | 'a-law';
  /** 1 to 4 for integers, 4 or 8 for floats. */
  readonly bytes: number;
  readonly littleEndian: boolean;
}

/** Frames decoded from one channel before the next takes its turn, so that the bytes stay in the cache. */
const TILE_FRAMES = 4096;

/** Largest 32-bit float: beyond it lies what other readers take for infinity. */
export const FLOAT_MAX = 3.4028234663852886e38;

/**
 * Decodes `frames` frames from the start of `bytes` into `channels` (all of equal layout, from index 0).
 * Floats that are NaN, infinite or beyond the 32-bit range become 0; returns how many did.
 * Big-endian bytes are turned round in place.
 */
export function decodePcm(
  bytes: Uint8Array,
  frames: number,
  layout: SampleLayout,
  channels: readonly Float64Array[],
): number {
  const stride = layout.bytes * channels.length;
  if (!layout.littleEndian) reverseSamples(bytes.subarray(0, frames * stride), layout.bytes);
  const view = viewOf(bytes);
  let replaced = 0;
  for (let from = unpackStereo(bytes, frames, layout, channels); from < frames; from += TILE_FRAMES) {
    const to = Math.min(frames, from + TILE_FRAMES);
    for (let c = 0; c < channels.length; c++) {
      replaced += decodeRun(view, layout, from * stride + c * layout.bytes, stride, channels[c]!, from, to);
    }
  }
  return replaced;
}

/** The commonest layouts in one loop; returns the frames it did. */
function unpackStereo(
  bytes: Uint8Array,
  frames: number,
  layout: SampleLayout,
  channels: readonly Float64Array[],
): number {
  const common =
    channels.length === 2 && layout.encoding === 'signed' && (layout.bytes === 2 || layout.bytes === 3);
  const words = common ? wordsOf(bytes) : null;
  if (words === null) return 0;
  if (layout.bytes === 3) return unpackStereo24(words, frames, channels[0]!, channels[1]!);
  unpackStereo16(words, frames, channels[0]!, channels[1]!);
  return frames;
}

/** One channel of one tile: `out[from … to-1]` from little-endian samples at `at`, `at + stride`, … */
function decodeRun(
  view: DataView,
  layout: SampleLayout,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): number {
  if (layout.encoding === 'float') {
    return layout.bytes === 4
      ? decodeFloat32(view, at, stride, out, from, to)
      : decodeFloat64(view, at, stride, out, from, to);
  }
  if (layout.encoding === 'mu-law' || layout.encoding === 'a-law')
    decodeG711(layout.encoding, view, at, stride, out, from, to);
  else if (layout.bytes === 1)
    decodeInt8(view, at, stride, out, from, to, layout.encoding === 'unsigned' ? 128 : 0);
  else if (layout.bytes === 2) decodeInt16(view, at, stride, out, from, to);
  else if (layout.bytes === 3) decodeInt24(view, at, stride, out, from, to);
  else decodeInt32(view, at, stride, out, from, to);
  return 0;
}

/** With `zero` 128 the byte is unsigned: its top bit turned over makes it signed. */
function decodeInt8(
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
  zero: number,
): void {
  for (let n = from; n < to; n++, at += stride) out[n] = (((view.getUint8(at) ^ zero) << 24) >> 24) / 128;
}

function decodeInt16(
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  for (let n = from; n < to; n++, at += stride) out[n] = view.getInt16(at, true) * (1 / 32768);
}

/** Reads four bytes and drops the one above: a third of the loads. The last sample has no byte above it. */
function decodeInt24(
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  for (let n = from; n < to - 1; n++, at += stride)
    out[n] = (view.getInt32(at, true) << 8) * (1 / 2147483648);
  const last = (view.getInt16(at + 1, true) << 8) | view.getUint8(at);
  if (to > from) out[to - 1] = last / 8388608;
}

function decodeInt32(
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): void {
  for (let n = from; n < to; n++, at += stride) out[n] = view.getInt32(at, true) * (1 / 2147483648);
}

/** A finite number less itself is 0, any other is NaN: one sum tells whether all were finite; only then each is looked at. */
function decodeFloat32(
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): number {
  let sum = 0;
  for (let n = from; n < to; n++, at += stride) {
    const value = view.getFloat32(at, true);
    out[n] = value;
    sum += value - value;
  }
  return sum === 0 ? 0 : silenceUnusable(out, from, to);
}

function decodeFloat64(
  view: DataView,
  at: number,
  stride: number,
  out: Float64Array,
  from: number,
  to: number,
): number {
  for (let n = from; n < to; n++, at += stride) out[n] = view.getFloat64(at, true);
  return silenceUnusable(out, from, to);
}

/** Puts 0 for what is no number that a 32-bit float could hold, and counts. */
function silenceUnusable(out: Float64Array, from: number, to: number): number {
  let replaced = 0;
  for (let n = from; n < to; n++) {
    const value = out[n]!;
    if (value >= -FLOAT_MAX && value <= FLOAT_MAX) continue;
    out[n] = 0;
    replaced++;
  }
  return replaced;
}

/** Turns the bytes of every sample round, in place. */
export function reverseSamples(bytes: Uint8Array, width: number): void {
  for (let start = 0; start + width <= bytes.length; start += width) {
    for (let low = start, high = start + width - 1; low < high; low++, high--) {
      const kept = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = kept;
    }
  }
}
