// ALAC source: packets of any container as sound, exact in length, damage told.
import { Fault } from '../../signal/fault.ts';
import { createBlock, type Block } from '../../signal/signal.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import type { FileFormat, ReadNote } from '../format.ts';
import { alacLayout } from './alac-channels.ts';
import type { AlacConfig } from './alac-cookie.ts';
import { createAlacDecoder } from './alac-decoder.ts';

/** What a container brings. */
export interface AlacStream {
  /** The file, for the Faults. */
  readonly name: string;
  readonly config: AlacConfig;
  /** Decoded frames before the music. */
  readonly skipFrames: number;
  /** Exact length of the music, or null when only the end tells. */
  readonly frames: number | null;
  readonly notes: ReadNote[];
  /** Whole packets, one after another; ends early where the file does. */
  readonly packets: AsyncGenerator<Uint8Array, void>;
  close(): Promise<void>;
}

/** What a file with this cookie says of itself. */
export function alacFormat(container: string, config: AlacConfig, frames: number | null): FileFormat {
  const { sampleRateHz, channels, bits } = config;
  const { mask } = alacLayout(channels);
  const speakers = mask === 0 ? {} : { channelMask: mask };
  return { container, codec: 'alac', sampleRateHz, channels, bits, frames, lossy: false, ...speakers };
}

/**
 * Faults while pulling: `damaged-file` (a packet makes no sense), `no-audio` (nothing comes out at all). Note: `truncated` where
 * there are fewer frames than promised.
 */
export function createAlacSource(stream: AlacStream): Source {
  const { config, notes, frames: promised } = stream;
  const { sampleRateHz, channels } = config;
  const decoder = createAlacDecoder(config);
  const factor = 1 / 2 ** (config.bits - 1);
  const mostFrames = Math.min(BURST_FRAMES, Math.max(config.framesPerPacket, promised ?? BURST_FRAMES));
  const block: Block = createBlock(channels, mostFrames);
  let toSkip = stream.skipFrames;
  let decoded = 0;
  let given = 0;
  /** Of the packet in the decoder: the next frame, and those left. */
  let at = 0;
  let left = 0;
  let closed = false;

  const load = async (): Promise<boolean> => {
    const next = await stream.packets.next();
    if (next.done === true) return false;
    left = decoder.decode(next.value);
    if (left < 0)
      throw new Fault('damaged-file', 'input', { file: stream.name, timeS: decoded / sampleRateHz });
    decoded += left;
    at = Math.min(toSkip, left);
    toSkip -= at;
    left -= at;
    return true;
  };
  const copy = (filled: number, count: number): void => {
    block.channels.forEach((samples, c) => {
      const plane = decoder.planes[c]!;
      for (let n = 0; n < count; n++) samples[filled + n] = plane[at + n]! * factor;
    });
    at += count;
    left -= count;
  };
  const tellEnd = (): void => {
    if (given === 0) throw new Fault('no-audio', 'input', { file: stream.name });
    if (promised === null || given >= promised || notes.some(({ code }) => code === 'truncated')) return;
    notes.push({ code: 'truncated', facts: { frames: given, declaredFrames: promised } });
  };

  return {
    format: { sampleRateHz, channels },
    frames: promised,
    async pull(maxFrames) {
      const wanted = Math.min(maxFrames, mostFrames, (promised ?? Number.POSITIVE_INFINITY) - given);
      let filled = 0;
      let more = true;
      while (filled < wanted && more) {
        if (left === 0) more = await load();
        const count = Math.min(left, wanted - filled);
        copy(filled, count);
        filled += count;
      }
      given += filled;
      if (!more) tellEnd();
      block.frames = filled;
      return filled === 0 ? null : block;
    },
    async close() {
      if (closed) return;
      closed = true;
      await stream.packets.return();
      await stream.close();
    },
  };
}
