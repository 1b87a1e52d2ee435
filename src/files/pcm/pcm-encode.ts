// PCM encoding: planar Float64Array to interleaved integers and floats; integer = value * 2^(bits-1).
import { viewOf } from '../bytes.ts';
import { notANumber, packStereo16, packStereo24, toStep, wordsOf } from './pcm-stereo.ts';
import { FLOAT_MAX, reverseSamples, type SampleLayout } from './pcm.ts';

/**
 * Encodes frames `from … to-1` of `channels` as samples at the start of `out`; returns the bytes written.
 * Integers are rounded to nearest and clamped at full scale: the sound is expected to be quantised already.
 * A sample that is not a number is our own mistake and throws.
 */
export function encodePcm(
  channels: readonly Float64Array[],
  from: number,
  to: number,
  layout: SampleLayout,
  out: Uint8Array,
): number {
  const stride = layout.bytes * channels.length;
  const view = viewOf(out);
  const packed = packStereo(channels, from, to, layout, out);
  channels.forEach((samples, c) =>
    encodeRun(samples, from + packed, to, layout, view, packed * stride + c * layout.bytes, stride),
  );
  const bytes = (to - from) * stride;
  if (!layout.littleEndian) reverseSamples(out.subarray(0, bytes), layout.bytes);
  return bytes;
}

/** The commonest layouts in one loop; returns the frames it did. */
function packStereo(
  channels: readonly Float64Array[],
  from: number,
  to: number,
  { encoding, bytes }: SampleLayout,
  out: Uint8Array,
): number {
  const common = channels.length === 2 && encoding === 'signed' && (bytes === 2 || bytes === 3);
  const words = common ? wordsOf(out) : null;
  if (words === null) return 0;
  if (bytes === 3) return packStereo24(channels[0]!, channels[1]!, from, to, words);
  packStereo16(channels[0]!, channels[1]!, from, to, words);
  return to - from;
}

/** One channel: samples at `at`, `at + stride`, … */
function encodeRun(
  samples: Float64Array,
  from: number,
  to: number,
  layout: SampleLayout,
  view: DataView,
  at: number,
  stride: number,
): void {
  const { encoding, bytes } = layout;
  if (encoding === 'float' && bytes === 4) encodeFloat32(samples, from, to, view, at, stride);
  else if (encoding === 'float') encodeFloat64(samples, from, to, view, at, stride);
  else if (bytes === 1) encodeInt8(samples, from, to, view, at, stride, encoding === 'unsigned' ? 128 : 0);
  else if (bytes === 2) encodeInt16(samples, from, to, view, at, stride);
  else if (bytes === 3) encodeInt24(samples, from, to, view, at, stride);
  else encodeInt32(samples, from, to, view, at, stride);
}

function encodeInt8(
  samples: Float64Array,
  from: number,
  to: number,
  view: DataView,
  at: number,
  stride: number,
  zero: number,
): void {
  for (let n = from; n < to; n++, at += stride) view.setUint8(at, toStep(samples[n]!, 128) ^ zero);
}

function encodeInt16(
  samples: Float64Array,
  from: number,
  to: number,
  view: DataView,
  at: number,
  stride: number,
): void {
  for (let n = from; n < to; n++, at += stride) view.setInt16(at, toStep(samples[n]!, 32768), true);
}

function encodeInt24(
  samples: Float64Array,
  from: number,
  to: number,
  view: DataView,
  at: number,
  stride: number,
): void {
  for (let n = from; n < to; n++, at += stride) {
    const step = toStep(samples[n]!, 8388608);
    view.setInt16(at, step, true);
    view.setInt8(at + 2, step >> 16);
  }
}

function encodeInt32(
  samples: Float64Array,
  from: number,
  to: number,
  view: DataView,
  at: number,
  stride: number,
): void {
  for (let n = from; n < to; n++, at += stride) view.setInt32(at, toStep(samples[n]!, 2147483648), true);
}

function encodeFloat32(
  samples: Float64Array,
  from: number,
  to: number,
  view: DataView,
  at: number,
  stride: number,
): void {
  for (let n = from; n < to; n++, at += stride) view.setFloat32(at, usable(samples[n]!), true);
}

function encodeFloat64(
  samples: Float64Array,
  from: number,
  to: number,
  view: DataView,
  at: number,
  stride: number,
): void {
  for (let n = from; n < to; n++, at += stride) view.setFloat64(at, usable(samples[n]!), true);
}

function usable(value: number): number {
  if (value >= -FLOAT_MAX && value <= FLOAT_MAX) return value;
  throw notANumber(value);
}
