// FLAC stream info: the first metadata block, which says what the whole stream is (RFC 9639, section 8.2).
import { Fault } from '../../signal/fault.ts';

/** Bytes of the block's body. */
export const STREAM_INFO_BYTES = 34;

export interface StreamInfo {
  readonly minBlockFrames: number;
  readonly maxBlockFrames: number;
  /** 0 when unknown. */
  readonly minFrameBytes: number;
  readonly maxFrameBytes: number;
  readonly sampleRateHz: number;
  /** 1 to 8. */
  readonly channels: number;
  /** 4 to 32. */
  readonly bits: number;
  /** 0 when unknown. */
  readonly totalFrames: number;
  /** 16 bytes; all zero when the encoder left it out. */
  readonly md5: Uint8Array;
}

/** Reads the body of a STREAMINFO block. Fault `bad-header` when it describes nothing that can be heard. */
export function parseStreamInfo(body: Uint8Array, name: string): StreamInfo {
  if (body.length < STREAM_INFO_BYTES)
    throw new Fault('bad-header', 'input', { file: name, field: 'STREAMINFO' });
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const packed = view.getUint32(10);
  const info: StreamInfo = {
    minBlockFrames: view.getUint16(0),
    maxBlockFrames: view.getUint16(2),
    minFrameBytes: view.getUint32(4) >>> 8,
    maxFrameBytes: view.getUint32(7) & 0xffffff,
    sampleRateHz: packed >>> 12,
    channels: ((packed >>> 9) & 7) + 1,
    bits: ((packed >>> 4) & 31) + 1,
    totalFrames: (packed & 15) * 2 ** 32 + view.getUint32(14),
    md5: body.slice(18, 34),
  };
  if (info.sampleRateHz === 0)
    throw new Fault('bad-header', 'input', { file: name, field: 'sample rate', value: 0 });
  if (info.bits < 4) throw new Fault('bad-header', 'input', { file: name, field: 'bits', value: info.bits });
  if (info.maxBlockFrames < 16) {
    throw new Fault('bad-header', 'input', { file: name, field: 'block size', value: info.maxBlockFrames });
  }
  return info;
}

/** The body of the STREAMINFO block for `info`. */
export function formatStreamInfo(info: StreamInfo): Uint8Array {
  const body = new Uint8Array(STREAM_INFO_BYTES);
  const view = new DataView(body.buffer);
  view.setUint16(0, info.minBlockFrames);
  view.setUint16(2, info.maxBlockFrames);
  view.setUint32(4, (info.minFrameBytes << 8) >>> 0);
  view.setUint16(7, info.maxFrameBytes >>> 8);
  view.setUint8(9, info.maxFrameBytes & 255);
  const totalHigh = Math.floor(info.totalFrames / 2 ** 32);
  const rate = (info.sampleRateHz << 12) | ((info.channels - 1) << 9);
  view.setUint32(10, (rate | ((info.bits - 1) << 4) | totalHigh) >>> 0);
  view.setUint32(14, info.totalFrames % 2 ** 32);
  body.set(info.md5, 18);
  return body;
}
