// WavPack reader: a WavPack file as sound, stretch by stretch, every sum tested.
import { Fault } from '../../signal/fault.ts';
import { createBlock, type Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { AudioFile, ReadNote } from '../format.ts';
import type { ByteSource } from '../place.ts';
import { LEAD_FRAMES } from './wavpack-decorrelate.ts';
import { createWavpackHash } from './wavpack-hash.ts';
import type { WavpackInfo } from './wavpack-info.ts';
import { openWavpack, type WavpackStream } from './wavpack-stream.ts';

/**
 * Opens a WavPack file of version 4 or 5. Of a hybrid one the lossy sound is read. Faults: those of `openWavpack`, and while
 * pulling `damaged-file` (`timeS`), `no-audio`. Notes: `truncated`, `correction-unused`, `non-finite-samples`,
 * `checksum-mismatch`.
 */
export async function readWavpack(bytes: ByteSource): Promise<AudioFile> {
  const notes: ReadNote[] = [];
  const stream = await openWavpack(bytes, notes);
  const { info } = stream;
  if (info.withCorrection) notes.push({ code: 'correction-unused', facts: {} });
  return {
    format: {
      container: 'wavpack',
      codec: 'wavpack',
      sampleRateHz: info.sampleRateHz,
      channels: info.channels,
      bits: info.bits,
      frames: info.frames,
      lossy: info.lossy,
      ...(info.channelMask === 0 ? {} : { channelMask: info.channelMask }),
    },
    notes,
    source: createWavpackSource(bytes, stream, notes),
  };
}

function createWavpackSource(bytes: ByteSource, stream: WavpackStream, notes: ReadNote[]): Source {
  const { info } = stream;
  const { sampleRateHz, channels } = info;
  const burstFrames = Math.min(BURST_FRAMES, info.frames ?? BURST_FRAMES);
  const block: Block = createBlock(channels, burstFrames);
  const convert = info.float ? floatsOf(info) : integersOf(info);
  const hash = info.withMd5 && !info.lossy ? createWavpackHash(info) : null;
  let at = 0;
  let left = 0;
  let given = 0;
  let replaced = 0;
  let told = false;
  let closed = false;

  /** False at the end. */
  const load = async (): Promise<boolean> => {
    const frames = await stream.load();
    hash?.push(stream.planes, frames);
    at = LEAD_FRAMES;
    left = Math.min(frames, (info.frames ?? Number.POSITIVE_INFINITY) - given);
    return frames > 0;
  };
  const copy = (filled: number, count: number): void => {
    block.channels.forEach((samples, c) => {
      replaced += convert(stream.planes[c]!, at, count, samples, filled);
    });
    at += count;
    left -= count;
  };
  const tellEnd = (): void => {
    if (given === 0) throw new Fault('no-audio', 'input', { file: bytes.name });
    if (replaced > 0) notes.push({ code: 'non-finite-samples', facts: { count: replaced } });
  };
  /** Of sound that is there as a whole. */
  const checkSum = (): void => {
    if (hash === null || stream.md5 === null || given !== info.frames) return;
    if (!hash.fits(stream.md5)) notes.push({ code: 'checksum-mismatch', facts: {} });
  };

  return {
    format: { sampleRateHz, channels },
    frames: info.frames,
    async pull(maxFrames) {
      const wanted = Math.min(maxFrames, burstFrames);
      let filled = 0;
      for (let more = true; filled < wanted && more; ) {
        if (left === 0) more = await load();
        const count = Math.min(left, wanted - filled);
        copy(filled, count);
        filled += count;
        given += count;
        if (!more && !told) {
          told = true;
          tellEnd();
          checkSum();
        }
      }
      block.frames = filled;
      return filled === 0 ? null : block;
    },
    async close() {
      if (closed) return;
      closed = true;
      await bytes.close();
    },
  };
}

/** Copies `count` samples of `plane` from `at` on; gives how many were no numbers and became 0. */
type Convert = (
  plane: Int32Array,
  at: number,
  count: number,
  samples: Float64Array,
  filled: number,
) => number;

function integersOf({ sampleBytes }: WavpackInfo): Convert {
  const factor = 1 / 2 ** (8 * sampleBytes - 1);
  return (plane, at, count, samples, filled) => {
    for (let n = 0; n < count; n++) samples[filled + n] = plane[at + n]! * factor;
    return 0;
  };
}

function floatsOf({ scaleExponent }: WavpackInfo): Convert {
  const factor = 2 ** (127 - scaleExponent);
  return (plane, at, count, samples, filled) => {
    const values = new Float32Array(plane.buffer, plane.byteOffset + 4 * at, count);
    let replaced = 0;
    for (let n = 0; n < count; n++) {
      const value = values[n]! * factor;
      const finite = Number.isFinite(value);
      samples[filled + n] = finite ? value : 0;
      if (!finite) replaced++;
    }
    return replaced;
  };
}
