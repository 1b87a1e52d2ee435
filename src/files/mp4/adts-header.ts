// ADTS header: the seven bytes before a raw AAC frame, read and made (ISO/IEC 14496-3, 1.A.2).

/** Rates by index; the rest is reserved. */
const RATES_HZ = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];
export const HEADER_BYTES = 7;

/** Spectral band replication and parametric stereo wrap an ordinary AAC stream. */
const WRAPPERS = [5, 29];
const LOW_COMPLEXITY = 2;

export interface AdtsKind {
  /** MPEG-4 audio object type, 1 to 4. */
  readonly objectType: number;
  readonly rateIndex: number;
  readonly channelCode: number;
}

/** Length in bytes of the ADTS frame at `bytes[at]`, with its header; 0 when there is none. */
export function adtsFrameBytes(bytes: Uint8Array, at: number, end: number): number {
  if (at + HEADER_BYTES > end || bytes[at] !== 0xff || (bytes[at + 1]! & 0xf6) !== 0xf0) return 0;
  if (((bytes[at + 2]! >>> 2) & 15) >= RATES_HZ.length) return 0;
  const length = ((bytes[at + 3]! & 3) << 11) | (bytes[at + 4]! << 3) | (bytes[at + 5]! >>> 5);
  return length > HEADER_BYTES ? length : 0;
}

/** What the header at `bytes[at]` says of the stream; `kind` is what does not change within it. */
export interface AdtsStream {
  readonly sampleRateHz: number;
  /** 0 where only the sound itself describes them. */
  readonly channels: number;
  readonly kind: number;
}

/** By channel code; 7 is seven loudspeakers and the low one. */
const CHANNELS = [0, 1, 2, 3, 4, 5, 6, 8];

/** Of a frame that `adtsFrameBytes` knows. */
export function adtsStream(bytes: Uint8Array, at: number): AdtsStream {
  const third = bytes[at + 2]!;
  const channelCode = ((third & 1) << 2) | (bytes[at + 3]! >>> 6);
  return {
    sampleRateHz: RATES_HZ[(third >>> 2) & 15]!,
    channels: CHANNELS[channelCode]!,
    // object type, rate and channels, without the private bit
    kind: ((third & 0xfd) << 2) | (bytes[at + 3]! >>> 6),
  };
}

/** What an AudioSpecificConfig says, or null when ADTS cannot say it. */
export function parseAudioConfig(config: Uint8Array): AdtsKind | null {
  if (config.length < 2) return null;
  const type = config[0]! >>> 3;
  const rateIndex = ((config[0]! & 7) << 1) | (config[1]! >>> 7);
  const channelCode = (config[1]! >>> 3) & 15;
  const objectType = WRAPPERS.includes(type) ? LOW_COMPLEXITY : type;
  if (objectType < 1 || objectType > 4 || rateIndex >= RATES_HZ.length) return null;
  return channelCode < 1 || channelCode > 7 ? null : { objectType, rateIndex, channelCode };
}

/** `raw` with its header before it. */
export function wrapAdts(kind: AdtsKind, raw: Uint8Array): Uint8Array {
  const length = raw.length + HEADER_BYTES;
  const frame = new Uint8Array(length);
  frame[0] = 0xff;
  frame[1] = 0xf1;
  frame[2] = ((kind.objectType - 1) << 6) | (kind.rateIndex << 2) | (kind.channelCode >>> 2);
  frame[3] = ((kind.channelCode & 3) << 6) | (length >>> 11);
  frame[4] = (length >>> 3) & 255;
  frame[5] = ((length & 7) << 5) | 0x1f;
  frame[6] = 0xfc;
  frame.set(raw, HEADER_BYTES);
  return frame;
}
