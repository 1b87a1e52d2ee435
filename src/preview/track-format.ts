// Track format: how the sound of a file is kept as a track without losing a bit.
import type { FileFormat } from '../files/format.ts';
import type { TrackFormat } from './track.ts';

/** Longest integers that float32 holds exactly. */
const FLOAT32_BITS = 24;

/** Lossy decoders give float32. */
export function trackFormat({ sampleRateHz, channels, codec, bits }: FileFormat): TrackFormat {
  const exact = bits === null || bits <= FLOAT32_BITS || (codec === 'float' && bits === 32);
  return { sampleRateHz, channels, encoding: exact ? 'float32' : 'float64' };
}
