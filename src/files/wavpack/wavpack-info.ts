// WavPack info: what the blocks of a file say of the whole: channels, rate, how it was made.
import { Fault } from '../../signal/fault.ts';
import { checkSignal } from '../signal-limits.ts';
import { floatInfo } from './wavpack-floats.ts';
import type { WavpackHeader } from './wavpack-header.ts';
import { CHANNELS, CONFIGURATION, DSD_SOUND, type Part, type Parts, SAMPLE_RATE } from './wavpack-parts.ts';

/** Of the configuration, whose lowest 8 bits are not stored: a correction file was made; a sum of all samples follows the sound. */
const WITH_CORRECTION = 0x80000;
const WITH_MD5 = 0x8000000;

export interface WavpackInfo {
  readonly sampleRateHz: number;
  readonly channels: number;
  /** WAVE's dwChannelMask; 0 where none is stated. */
  readonly channelMask: number;
  readonly bits: number;
  readonly sampleBytes: number;
  readonly float: boolean;
  /** Of floats: 2^(this - 127) is full scale. */
  readonly scaleExponent: number;
  readonly lossy: boolean;
  readonly withCorrection: boolean;
  readonly withMd5: boolean;
  readonly frames: number | null;
  /** Of the first frame: not 0 where the beginning was cut off. */
  readonly frameIndex: number;
}

/**
 * From the first block with sound and the parts of all blocks up to it. Faults: `unsupported-codec` (DSD), `bad-header`,
 * `bad-channel-count`, `bad-sample-rate`.
 */
export function readInfo(bytes: Uint8Array, parts: Parts, header: WavpackHeader, file: string): WavpackInfo {
  if (header.dsd || parts.has(DSD_SOUND))
    throw new Fault('unsupported-codec', 'input', { file, codec: 'DSD' });
  const own =
    header.sampleRateHz === null ? numberIn(bytes, parts.get(SAMPLE_RATE), 0, 4) : header.sampleRateHz;
  const { channels, channelMask } = readChannels(bytes, parts.get(CHANNELS), header.mono ? 1 : 2);
  checkSignal(channels, own, file);
  const float = header.float ? floatInfo(bytes, parts) : null;
  if (header.float && float === null) throw new Fault('bad-header', 'input', { file, field: 'WavPack' });
  const made = numberIn(bytes, parts.get(CONFIGURATION), 0, 3) * 256;
  return {
    sampleRateHz: own,
    channels,
    channelMask,
    bits: float === null ? 8 * header.sampleBytes - Math.min(header.shift, 8 * header.sampleBytes - 1) : 32,
    sampleBytes: header.sampleBytes,
    float: float !== null,
    scaleExponent: float?.scaleExponent ?? 127,
    lossy: header.hybrid,
    withCorrection: header.hybrid && (made & WITH_CORRECTION) !== 0,
    withMd5: (made & WITH_MD5) !== 0,
    frames: header.totalFrames,
    frameIndex: header.frameIndex,
  };
}

/** Up to `most` bytes of a part from its byte `offset` on, low byte first; 0 where there are none. */
function numberIn(bytes: Uint8Array, part: Part | undefined, offset: number, most: number): number {
  if (part === undefined) return 0;
  let number = 0;
  const from = part.from + offset;
  for (let at = Math.min(part.to, from + most) - 1; at >= from; at--) number = number * 256 + bytes[at]!;
  return number;
}

/** A count and a mask; the longer form has the count in twelve bits and a count of blocks beside it. */
function readChannels(
  bytes: Uint8Array,
  part: Part | undefined,
  alone: number,
): { channels: number; channelMask: number } {
  const length = part === undefined ? 0 : part.to - part.from;
  if (part === undefined || length === 0) return { channels: alone, channelMask: 0 };
  if (length < 6) return { channels: bytes[part.from]!, channelMask: numberIn(bytes, part, 1, 4) };
  const high = bytes[part.from + 2]! & 15;
  return { channels: (bytes[part.from]! | (high << 8)) + 1, channelMask: numberIn(bytes, part, 3, 4) };
}
