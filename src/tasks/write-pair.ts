// Write pair: the master without a move, at the master's loudness, and what the move made: two files from one listening.
import { createAudio } from '../files/save.ts';
import type { Place } from '../files/place.ts';
import { createBlock, type Block } from '../signal/signal.ts';
import { BURST_FRAMES, type Sink, type Source } from '../signal/stream.ts';
import type { Output } from './outputs.ts';

export interface PairOutputs {
  readonly without: Output;
  readonly delta: Output;
}

/** Float: without a limiter the sound may stand above full scale, and a difference must add up again. */
const ENCODING = { encoding: 'float', bits: 32 } as const;

/**
 * Under their hidden names: `without` times `gain`; and `master` less `without` as both come, so that there is silence where
 * the move does nothing, and of a limiter what it took. Pulls both sources to the end of the master and
 * closes them; they are the same song frame for frame. After a failure neither file is there.
 */
export async function stagePair(
  place: Place,
  outputs: PairOutputs,
  master: Source,
  without: Source,
  gain: number,
): Promise<void> {
  const format = { ...master.format, ...ENCODING, frames: master.frames ?? 0 };
  const sinks: Sink[] = [];
  try {
    for (const { stagedPath } of [outputs.without, outputs.delta])
      sinks.push(await createAudio(place, stagedPath, 'wav', format, { replace: true }));
    for (let block = await master.pull(BURST_FRAMES); block; block = await master.pull(BURST_FRAMES)) {
      const plain = await asMuchOf(without, block);
      await sinks[1]!.write(difference(block, plain));
      turn(plain, gain);
      await sinks[0]!.write(plain);
    }
    for (const sink of sinks) await sink.close();
  } catch (reason) {
    await Promise.allSettled(sinks.map((sink) => sink.abort()));
    throw reason;
  } finally {
    await Promise.allSettled([master.close(), without.close()]);
  }
}

/** As many frames as the block has; silence after the end. */
async function asMuchOf(source: Source, { channels, frames }: Block): Promise<Block> {
  const out = createBlock(channels.length, frames);
  for (let done = 0; done < frames; ) {
    const part = await source.pull(frames - done);
    if (part === null) break;
    part.channels.forEach((samples, c) => out.channels[c]!.set(samples.subarray(0, part.frames), done));
    done += part.frames;
  }
  return out;
}

function turn({ channels, frames }: Block, gain: number): void {
  for (const samples of channels) for (let n = 0; n < frames; n++) samples[n] = gain * samples[n]!;
}

function difference(whole: Block, part: Block): Block {
  const channels = part.channels.map((samples, c) => {
    const out = whole.channels[c]!.slice(0, whole.frames);
    for (let n = 0; n < whole.frames; n++) out[n] = out[n]! - samples[n]!;
    return out;
  });
  return { channels, frames: whole.frames };
}
