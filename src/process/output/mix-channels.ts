// Mix channels: stereo as mono and mono as stereo, by the one matrix that is told.
import { Fault } from '../../signal/fault.ts';
import { BURST_FRAMES, type Source } from '../../signal/stream.ts';
import { createBlock } from '../../signal/signal.ts';

/** `mono`: (left + right) / 2, which no sound can bring over full scale; `stereo`: the one channel on both sides. */
export type ChannelWish = 'keep' | 'mono' | 'stereo';

/** How many channels come out of `channels`. Fault `no-matrix` for more than two that are to be fewer. */
export function mixedChannels(channels: number, wish: ChannelWish): number {
  if (wish === 'keep') return channels;
  if (channels > 2) throw new Fault('no-matrix', 'usage', { channels, to: wish });
  return wish === 'mono' ? 1 : 2;
}

/** `source` itself where nothing is to be done. Takes it over: closing the result closes it. Fault `no-matrix`. */
export function mixChannels(source: Source, wish: ChannelWish): Source {
  const channels = mixedChannels(source.format.channels, wish);
  if (channels === source.format.channels) return source;
  const block = createBlock(channels, BURST_FRAMES);
  return {
    ...source,
    format: { ...source.format, channels },
    async pull(maxFrames) {
      const given = await source.pull(Math.min(maxFrames, BURST_FRAMES));
      if (given === null) return null;
      block.frames = given.frames;
      if (channels === 1) average(given.channels[0]!, given.channels[1]!, block.channels[0]!, given.frames);
      else for (const side of block.channels) side.set(given.channels[0]!.subarray(0, given.frames));
      return block;
    },
    close: () => source.close(),
  };
}

function average(left: Float64Array, right: Float64Array, out: Float64Array, frames: number): void {
  for (let n = 0; n < frames; n++) out[n] = 0.5 * left[n]! + 0.5 * right[n]!;
}
